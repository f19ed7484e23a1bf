import { expect, test } from "vitest"
import orphanOwner from "../../../src/rules/user/orphan-owner.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const ACCOUNTS =
  "COPY <<EOF /etc/passwd\nroot:x:0:0::/:\napp:x:10001:10001::/:\nEOF\nCOPY <<EOF /etc/group\nroot:x:0:\napp:x:10001:\nEOF"
const file = (path: string, owner: string): string => `COPY --chown=${owner} <<EOF ${path}\nx\nEOF`

testRule(orphanOwner, {
  catches: {
    [`${ACCOUNTS}\n${file("/opt/tool/README", "501:20")}`]:
      "1 file belongs to uid 501, which /etc/passwd does not have: /opt/tool/README, from layer 2 (COPY --chown=501:20 <<EOF /opt/tool/README).",
    [`${ACCOUNTS}\n${file("/opt/a", "0:20")}\n${file("/opt/b", "0:20")}`]:
      "2 files belong to gid 20, which /etc/group does not have: /opt/a, /opt/b, from layer 2 (COPY --chown=0:20 <<EOF /opt/a).",
    // Most files first.
    [`${ACCOUNTS}\n${file("/a", "7:0")}\n${file("/b", "9:0")}\n${file("/c", "9:0")}`]: [
      "1 file belongs to uid 7, which /etc/passwd does not have: /a, from layer 2 (COPY --chown=7:0 <<EOF /a).",
      "2 files belong to uid 9, which /etc/passwd does not have: /b, /c, from layer 3 (COPY --chown=9:0 <<EOF /b).",
    ],
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

test("tells five owners of many", async () => {
  const files = [1, 2, 3, 4, 5, 6, 7].map((id) => file(`/f${id}`, `${100 + id}:0`)).join("\n")
  const findings = await findingsOf(orphanOwner, `${ACCOUNTS}\n${files}`)
  expect(findings).toHaveLength(5)
  expect(findings.filter(({ message }) => message.includes("and so it is with 2 other owners"))).toHaveLength(1)
})
