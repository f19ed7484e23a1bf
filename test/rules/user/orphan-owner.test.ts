import { expect, test } from "vitest"
import orphanOwner from "../../../src/rules/user/orphan-owner.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const ACCOUNTS =
  "COPY <<EOF /etc/passwd\nroot:x:0:0::/:\napp:x:10001:10001::/:\nEOF\nCOPY <<EOF /etc/group\nroot:x:0:\napp:x:10001:\nEOF"
const file = (path: string, owner: string): string => `COPY --chown=${owner} <<EOF ${path}\nx\nEOF`
const MANY =
  "RUN npm install && cp /etc/group /app/m/a/1 && cp /etc/group /app/m/a/2 && cp /etc/group /app/m/b/3 && cp /etc/group /app/m/c/4"

testRule(orphanOwner, {
  catches: {
    [`${ACCOUNTS}\n${file("/opt/tool/README", "501:20")}`]:
      "1 file belongs to uid 501, which /etc/passwd does not have: /opt/tool/README, from layer 2 (COPY --chown=501:20 <<EOF /opt/tool/README).",
    [`${ACCOUNTS}\n${file("/opt/a", "0:20")}\n${file("/opt/b", "0:20")}`]:
      "2 files belong to gid 20, which /etc/group does not have: /opt/a, /opt/b, the first from layer 2 (COPY --chown=0:20 <<EOF /opt/a).",
    // Each step for itself, and an owner where it first comes in.
    [`${ACCOUNTS}\n${file("/a", "7:0")}\n${file("/c", "9:0")}\n${file("/b", "9:0")}`]: [
      "1 file belongs to uid 7, which /etc/passwd does not have: /a, from layer 2 (COPY --chown=7:0 <<EOF /a).",
      "2 files belong to uid 9, which /etc/passwd does not have: /b, /c, the first from layer 3 (COPY --chown=9:0 <<EOF /c).",
    ],
    // What one step brought is one finding: most files first.
    [`${ACCOUNTS}\n${MANY} && chown 501:0 /app/m/a/1 /app/m/a/2 /app/m/b/3 && chown 502:0 /app/m/c/4`]:
      "4 files in /app/m belong to 2 owners that /etc/passwd does not have: uid 501 (3 files) and uid 502 (1 file), from layer 2 (RUN npm install && cp /etc/group /app/m/a/1 && cp /etc/group /app/m/a/2 …).",
    [`${ACCOUNTS}\n${MANY} && chown 501:0 /app/m/a/1 && chown 502:0 /app/m/a/2 && chown 503:0 /app/m/b && chown 0:20 /app/m/b/3 /app/m/c/4`]:
      "5 files and directories in /app/m belong to 4 owners and groups that /etc/passwd and /etc/group do not have: gid 20 (2 files), uid 501 (1 file), uid 502 (1 file) and 1 more, from layer 2 (RUN npm install && cp /etc/group /app/m/a/1 && cp /etc/group /app/m/a/2 …).",
    // Files say more than the folders they lie in.
    [`${ACCOUNTS}\n${file("/data/x", "501:0")}\nRUN chown 501:0 /data`]:
      "1 file belongs to uid 501, which /etc/passwd does not have: /data/x, from layer 2 (COPY --chown=501:0 <<EOF /data/x).",
    [`${ACCOUNTS}\nRUN mkdir /data && chown 501:0 /data`]:
      "1 directory belongs to uid 501, which /etc/passwd does not have: /data, from layer 2 (RUN mkdir /data && chown 501:0 /data).",
  },
  ignores: [
    `${ACCOUNTS}\n${file("/a", "0:0")}\n${file("/b", "10001:10001")}\n${file("/c", "65534:65534")}`,
    // Whoever runs as a number needs no entry.
    `${ACCOUNTS}\n${file("/a", "2000:2000")}\nUSER 2000:2000`,
    // There is nothing to be held against.
    file("/a", "501:20"),
    `${ACCOUNTS}\n${file("/a", "501:20")}\nRUN rm /a`,
    `${ACCOUNTS}\n${file("/a", "501:20")}\nRUN chown 0:0 /a`,
  ],
})

const withMany = async (chown: string) => await findingsOf(orphanOwner, `${ACCOUNTS}\n${MANY} && ${chown}`)

test("proposes what fits the step that brought them", async () => {
  const [run] = await withMany("chown 501:0 /app/m/a/1 /app/m/c/4 && chown 502:0 /app/m/b/3")
  expect(run?.remedy).toBe(
    "Say whose it is where it comes in: `RUN … && chown -R 0:0 /app/m` in the same step, or `tar --no-same-owner` where it unpacks an archive.",
  )
  const [meant] = await findingsOf(orphanOwner, `${ACCOUNTS}\n${file("/a", "501:0")}`)
  expect(meant?.remedy).toBe(
    "Run as that user, who then needs no account: `USER 501:501`; or make the account before its files: `RUN useradd --uid 501 --user-group --create-home app`.",
  )
  const [group] = await findingsOf(orphanOwner, `${ACCOUNTS}\n${file("/a", "0:20")}`)
  expect(group?.remedy).toBe("Make the group before its files: `RUN groupadd --gid 20 app`.")
  // Nobody wrote these numbers: the archive had them. 0501 stands for what tar does.
  const [unpacked] = await withMany("chown 0501:0 /app/m/a/1")
  expect(unpacked?.remedy).toContain("`RUN … && chown 0:0 /app/m/a/1` in the same step")
  const [added] = await findingsOf(
    orphanOwner,
    `${ACCOUNTS}\n# layer: ADD tool.tar.gz /opt && cp /etc/group /opt/a && chown 0501:0 /opt/a`,
  )
  expect(added?.remedy).toBe("Say whose it is where it comes in: `ADD --chown=0:0 …`.")
})

test("never proposes to give a whole system folder away", async () => {
  const [finding] = await findingsOf(
    orphanOwner,
    `${ACCOUNTS}\nRUN cp /etc/group /usr/local/a/1 && cp /etc/group /usr/local/b/2 && chown 0501:0 /usr/local/a/1 /usr/local/b/2`,
  )
  expect(finding?.remedy).toContain("`RUN … && chown -R 0:0 …`")
})

test("is the same finding wherever the layer stands and whatever order the files are in", async () => {
  const [one] = await withMany("chown 501:0 /app/m/a/1 && chown 502:0 /app/m/a/2")
  const [other] = await findingsOf(
    orphanOwner,
    `${ACCOUNTS}\nRUN cp /etc/group /first\n${MANY} && chown 502:0 /app/m/a/1 && chown 501:0 /app/m/c/4 /app/m/b/3`,
  )
  expect(other?.fingerprint).toBe(one?.fingerprint)
  expect(other?.location.layer).toBe(3)
})

test("tells five layers of many", async () => {
  const files = [1, 2, 3, 4, 5, 6, 7].map((id) => file(`/f${id}`, `${100 + id}:0`)).join("\n")
  const findings = await findingsOf(orphanOwner, `${ACCOUNTS}\n${files}`)
  expect(findings).toHaveLength(5)
  expect(findings.filter(({ message }) => message.includes("; 2 other layers bring more such files."))).toHaveLength(1)
})
