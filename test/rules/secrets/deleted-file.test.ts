import { expect, test } from "vitest"
import rule from "../../../src/rules/secrets/deleted-file.ts"
import { githubToken } from "../../support/made-up.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { dir, ent } from "../../support/tar.ts"
import { file, privateKey, secretsInLayers, told } from "./planted.ts"

const token = githubToken()
const holds = (path: string): string => `${path}:1 holds a GitHub token: ghp_****…**** (40 characters).`

testRule(rule, {
  catches: {
    [`${file("/app/notes", token)}RUN rm /app/notes`]: `${holds("/app/notes")} Layer 1 (RUN rm /app/notes) deletes it, but layer 0 (COPY <<EOF /app/notes) still has it.`,
    [`${file("/app/notes", token)}RUN rm -r /app`]: `${holds("/app/notes")} Layer 1 (RUN rm -r /app) deletes it, but layer 0 (COPY <<EOF /app/notes) still has it.`,
    [`${file("/app/notes", token)}${file("/app/notes", "nothing")}`]: `${holds("/app/notes")} Layer 1 (COPY <<EOF /app/notes) overwrites it, but layer 0 (COPY <<EOF /app/notes) still has it.`,
    // Moved, then deleted: one finding at the line that brought it.
    [`${file("/app/a", token)}RUN mv /app/a /app/b\nRUN rm /app/b`]: `${holds("/app/a")} Layer 1 (RUN mv /app/a /app/b) deletes it, but layer 0 (COPY <<EOF /app/a) still has it.`,
  },
  ignores: [
    "FROM scratch",
    file("/app/notes", token),
    // Made and deleted within one layer.
    "RUN make && rm -rf /tmp/x",
    // A container still sees it elsewhere, or something else shows it.
    `${file("/app/a", token)}RUN mv /app/a /app/b`,
    `${file("/app/a", token)}RUN ln /app/a /app/b\nRUN rm /app/a`,
    `ENV A=${token}\n${file("/app/notes", token)}RUN rm /app/notes`,
    `${file("/app/node_modules/ssh2/test/key", privateKey())}RUN rm -r /app/node_modules`,
  ],
})

test("an opaque folder deletes what is in it", async () => {
  const layers = [
    [dir("app"), ent("app/notes", token)],
    [dir("app"), ent("app/.wh..wh..opq", "")],
  ] as const
  expect(told(await secretsInLayers(...layers))).toEqual([["secrets/deleted-file", "/app/notes in layer 0, hidden"]])
})

test("a name that is deleted is still told, though it holds no bytes", async () => {
  const layers = [[ent(`${token}.txt`, "")], [ent(`.wh.${token}.txt`, "")]] as const
  const [finding] = await secretsInLayers(...layers)
  expect(finding?.rule).toBe("secrets/deleted-file")
  expect(finding?.message).toMatch(/^The name of \/ghp_.* deletes it, but layer 0 .*still has it\.$/)
  expect(finding?.remedy).not.toContain("docker save")
})

test("says how to prove it, where that can be pasted", async () => {
  const [finding] = await findingsOf(rule, `${file("/app/notes", token)}RUN rm /app/notes`)
  expect(finding?.remedy).toMatch(
    /Build again from that line: hiding it later doesn't help, for `docker save IMAGE \| tar -xO blobs\/sha256\/[0-9a-f]{64} \| tar -xO app\/notes` prints it\. Revoke it/,
  )
  const [odd] = await secretsInLayers([ent("$(id)", token)], [ent(".wh.$(id)", "")])
  expect(odd?.remedy).toContain("hiding it later doesn't help.")
  expect(odd?.remedy).not.toContain("docker save")
})
