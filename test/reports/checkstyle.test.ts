import { expect, test } from "vitest"
import { type Finding, type Report, render } from "../../src/index.ts"
import { IMAGE, INCOMPLETE, PASS } from "./sample.ts"

const of = (...findings: readonly Finding[]): Report => ({ ...PASS, images: [{ ...IMAGE, findings }] })
const [SECRET, ROOT, GIT] = IMAGE.findings as [Finding, Finding, Finding]

test("reads as a build server reads it", async () => {
  await expect(await render("checkstyle", of(SECRET, ROOT, GIT))).toMatchFileSnapshot(
    "__snapshots__/report.checkstyle.xml",
  )
})

test("findings of one place stand in one file", async () => {
  const text = await render("checkstyle", INCOMPLETE, { location: "Dockerfile" })
  expect(text.match(/<file name="[^"]*"/g)).toEqual(['<file name="Dockerfile"'])
})

test.each([
  ["critical", "error"],
  ["high", "error"],
  ["medium", "warning"],
  ["low", "info"],
  ["info", "info"],
] as const)("%s is %s", async (severity, word) => {
  expect(await render("checkstyle", of({ ...ROOT, severity }))).toContain(`<error line="1" severity="${word}"`)
})

test("what people accept is left out", async () => {
  expect(await render("checkstyle", of({ ...ROOT, status: "baseline" }))).not.toContain("<error")
})

test("what was not read is an error", async () => {
  const text = await render("checkstyle", { ...INCOMPLETE, images: [] })
  expect(text).toMatch(/severity="error" message="Not read whole, .*shop-amd64.tar.*" source="plimsoll.truncated"/)
})

test("a broken budget appears though its rule is off", async () => {
  const failures = [{ kind: "budget", image: IMAGE.id, id: "filesystem", message: "It is 1 MB over." }] as const
  const text = await render("checkstyle", { ...of(), failures })
  expect(text).toContain('severity="error" message="It is 1 MB over." source="plimsoll.size/budget"')
})
