import { expect, test } from "vitest"
import worldWritable from "../../../src/rules/user/world-writable.ts"
import { debian } from "../../support/debian.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const file = (path: string, mode = "644"): string => `COPY --chmod=${mode} <<EOF ${path}\nx\nEOF`

const many = (folder: string): string => ["a", "b", "c", "d"].map((name) => file(`${folder}/${name}`, "666")).join("\n")
const inFolders = (folders: number): string =>
  Array.from({ length: folders }, (_, index) => file(`/d${index + 10}/f`, "666")).join("\n")
const remedyOf = async (text: string): Promise<string> => (await findingsOf(worldWritable, text))[0]?.remedy ?? ""

testRule(worldWritable, {
  catches: {
    [file("/etc/app.conf", "666")]:
      "Everybody may write the file /etc/app.conf (mode 666), from layer 0 (COPY --chmod=666 <<EOF /etc/app.conf).",
    "RUN mkdir -p /srv/shared && chmod 777 /srv/shared":
      "Everybody may write the directory /srv/shared (mode 777), from layer 0 (RUN mkdir -p /srv/shared && chmod 777 /srv/shared).",
    [`${file("/app/a")}\n${file("/app/sub/b")}\n${file("/app/sub/c")}\nRUN chmod -R 777 /app`]:
      "Everybody may write 3 files and 2 directories: /app, /app/a, /app/sub and 2 more, from layer 3 (RUN chmod -R 777 /app).",
    // What one step opened is one finding.
    "RUN mkdir -p /var/www /srv/shared && chmod 777 /var/www /srv/shared":
      "Everybody may write 2 directories: /srv/shared, /var/www, from layer 0 (RUN mkdir -p /var/www /srv/shared && chmod 777 /var/www /srv/shared).",
    // What lies in one folder is told by the step that opened most of it.
    [`${file("/app/z", "666")}\nRUN mkdir -p /app/a /app/b && chmod 777 /app/a /app/b`]:
      "Everybody may write 1 file and 2 directories: /app/a, /app/b, /app/z, most of it from layer 1 (RUN mkdir -p /app/a /app/b && chmod 777 /app/a /app/b).",
    // Other folders of other steps are other findings.
    [`${file("/var/www/a", "666")}\n${file("/var/lib/app/b", "666")}`]: [
      "Everybody may write the file /var/lib/app/b (mode 666), from layer 1 (COPY --chmod=666 <<EOF /var/lib/app/b).",
      "Everybody may write the file /var/www/a (mode 666), from layer 0 (COPY --chmod=666 <<EOF /var/www/a).",
    ],
    [file("/tmpfile", "666")]:
      "Everybody may write the file /tmpfile (mode 666), from layer 0 (COPY --chmod=666 <<EOF /tmpfile).",
  },
  ignores: [
    file("/app/a", "664"),
    "RUN mkdir -p /srv/shared && chmod 1777 /srv/shared",
    "RUN mkdir -p /tmp/x && chmod 777 /tmp /tmp/x",
    `${file("/var/tmp/x", "666")}\n${file("/dev/x", "666")}\n${file("/run/lock/x", "666")}`,
    // The mode of a link means nothing.
    `${file("/app/a")}\nRUN ln -s /app/a /app/b`,
    // Put right, and taken away, in a later layer.
    `${file("/app/a", "666")}\nRUN chmod 644 /app/a`,
    `${file("/app/a", "666")}\nRUN rm /app/a`,
  ],
})

test("is told once for thousands, with places", async () => {
  const files = Array.from({ length: 150 }, (_, index) => file(`/app/f${index}`)).join("\n")
  const findings = await findingsOf(worldWritable, `${files}\nRUN chmod -R 777 /app`)
  expect(findings).toHaveLength(1)
  expect(findings[0]?.message).toContain("150 files and 1 directory")
  expect(findings[0]?.places).toHaveLength(99)
  expect(findings[0]?.severity).toBe("medium")
})

test("proposes no change of a whole folder of the system's for one file", async () => {
  expect(await remedyOf(file("/etc/app.conf", "666"))).toContain("`RUN … && chmod o-w /etc/app.conf`")
  expect(await remedyOf(many("/etc"))).toContain("`RUN … && chmod o-w /etc/a /etc/b /etc/c …`")
  expect(await remedyOf("RUN mkdir -p /app/a/b /opt/x && chmod -R 777 /app /opt/x")).toContain(
    "`RUN … && chmod -R o-w /app /opt/x`",
  )
  expect(await remedyOf("RUN mkdir -p /app/a/b/c /etc/x && chmod -R 777 /app /etc")).toContain(
    "`RUN … && chmod o-w /app /app/a /app/a/b …`",
  )
  expect(await remedyOf(`${many("/app")}\nRUN chmod 777 /app`)).toContain("`RUN … && chmod -R o-w /app`")
})

test("tells ten layers, the last ones together", async () => {
  expect(await findingsOf(worldWritable, inFolders(10))).toHaveLength(10)
  const findings = await findingsOf(worldWritable, inFolders(12))
  expect(findings).toHaveLength(10)
  expect(findings.at(-1)?.message).toBe(
    "Everybody may write 3 files from 3 more layers: /d19/f, /d20/f, /d21/f, the first from layer 9 (COPY --chmod=666 <<EOF /d19/f).",
  )
  expect(findings.at(-1)?.remedy).toContain("`RUN … && chmod o-w /d19/f /d20/f /d21/f`")
})

test("counts each name of a file once, whichever layers list it", async () => {
  const [finding] = await findingsOf(
    worldWritable,
    `${file("/app/a", "666")}\n${file("/app/c", "666")}\nRUN ln /app/a /app/b\nRUN chmod 666 /app/c`,
  )
  expect(finding?.message).toMatch(/^Everybody may write 3 files: \/app\/a, \/app\/b, \/app\/c, /)
})

test("leaves out what a package of the distribution brought so", async () => {
  const lists = debian({ name: "tool", files: ["/var/lib/tool/scores"] })
  expect(await findingsOf(worldWritable, `${lists}\n${file("/var/lib/tool/scores", "666")}`)).toEqual([])
  expect(await findingsOf(worldWritable, `${lists}\n${file("/var/lib/tool/other", "666")}`)).toHaveLength(1)
  const changed = `${lists}\n${file("/var/lib/tool/scores")}\nRUN chmod 666 /var/lib/tool/scores`
  expect(await findingsOf(worldWritable, changed)).toHaveLength(1)
})
