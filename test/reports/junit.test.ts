import { expect, test } from "vitest"
import { type Finding, type Report, type ReportImage, render } from "../../src/index.ts"
import { IMAGE, INCOMPLETE, PASS } from "./sample.ts"

const [SECRET, ROOT] = IMAGE.findings as [Finding, Finding]
const RULES = [
  { id: "secrets/history", severity: "critical" },
  { id: "user/root", severity: "high" },
  { id: "labels/schema", severity: "off" },
] as const
const of = (image: Partial<ReportImage>, rest: Partial<Report> = {}): Report => ({
  ...PASS,
  images: [{ ...IMAGE, rules: RULES, findings: [], ...image }],
  ...rest,
})
const fails = ({ rule, severity, message }: Finding): Report["failures"][number] => ({
  kind: "finding",
  image: IMAGE.id,
  id: rule,
  severity,
  message,
})
/** The element of one case, whole. */
async function caseOf(report: Report, name: string): Promise<string> {
  const text = await render("junit", report)
  return new RegExp(`<testcase classname="[^"]*" name="${name}"(?:/>|>.*?</testcase>)`, "s").exec(text)?.[0] ?? ""
}

test("reads as a server shows it", async () => {
  const report = of({ findings: [SECRET, ROOT] }, { failures: [fails(SECRET)], verdict: "fail" })
  await expect(await render("junit", report)).toMatchFileSnapshot("__snapshots__/report.junit.xml")
})

test("a rule that found nothing passes, and one that is off is skipped", async () => {
  expect(await caseOf(of({}), "user/root")).toMatch(/"\/>$/)
  expect(await caseOf(of({}), "labels/schema")).toContain('<skipped message="turned off"/>')
})

test("a finding that fails the audit fails its case, and says all in its content", async () => {
  const text = await caseOf(of({ findings: [SECRET] }, { failures: [fails(SECRET)] }), "secrets/history")
  expect(text).toContain(`<failure message="1 critical: ${SECRET.message}" type="critical">critical: ${SECRET.message}`)
  expect(text).toContain("Fix: Revoke the token.")
})

test("a finding that does not fail the audit passes and is told", async () => {
  const text = await caseOf(of({ findings: [ROOT] }), "user/root")
  expect(text).not.toContain("<failure")
  expect(text).toContain(`<system-out>high: ${ROOT.message}`)
})

test("an accepted finding passes and says who accepted it", async () => {
  const accepted = { ...ROOT, status: "suppressed", reason: "soon", owner: "shop", expires: "2027-01-01" } as const
  // Another image's finding of the same words fails.
  const text = await caseOf(of({ findings: [accepted] }, { failures: [] }), "user/root")
  expect(text).toContain("<system-out>accepted, high: The container runs as root")
  expect(text).toContain("Why: soon; shop; until 2027-01-01")
})

test("what is not listed fails all the same", async () => {
  expect(await caseOf(of({}, { failures: [fails(ROOT)] }), "user/root")).toContain(`type="high">high: ${ROOT.message}`)
  const budget = { kind: "budget", image: IMAGE.id, id: "filesystem", message: "It is 1 MB over." } as const
  const text = await caseOf(of({}, { failures: [budget] }), "size/budget")
  expect(text).toContain('<failure message="1 high: It is 1 MB over." type="high">')
})

test("what was not read is an error, and proves no rule of its image", async () => {
  expect(await caseOf(INCOMPLETE, "read-whole")).toContain(
    '<error message="The audit is incomplete: what was not read was not audited." type="truncated">build/out/shop-amd64.tar',
  )
  const text = await render("junit", { ...INCOMPLETE, images: INCOMPLETE.images.slice(1) })
  expect(text).toContain('name="user/root"><skipped message="not proved: the image was not read whole"/>')
  expect(await caseOf(PASS, "read-whole")).toBe('<testcase classname="plimsoll.inputs" name="read-whole"/>')
})

test("counts add up", async () => {
  const report = of({ findings: [SECRET, ROOT] }, { failures: [fails(SECRET)] })
  const text = await render("junit", { ...report, inputs: INCOMPLETE.inputs, verdict: "incomplete" })
  expect(text).toContain('<testsuites name="plimsoll" tests="4" failures="1" errors="1">')
  expect(text).toContain('linux/arm64/v8" tests="3" failures="1" errors="0" skipped="1">')
})

test("a case keeps its name when the image is built and tagged anew", async () => {
  const before = await caseOf(of({ names: ["ghcr.io/shop/api:1"], id: "sha256:1" }), "user/root")
  expect(await caseOf(of({ names: ["ghcr.io/shop/api:2"], id: "sha256:2" }), "user/root")).toBe(before)
  expect(before).toContain('classname="shop/api linux/arm64/v8"')
})

test("no two cases of a report have one name", async () => {
  const text = await render("junit", { ...PASS, images: [IMAGE, IMAGE, { ...IMAGE, names: [] }] })
  const names = [...text.matchAll(/<testcase (classname="[^"]*" name="[^"]*")/g)].map(([, name]) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBe(3 * IMAGE.rules.length + 1)
})

test("holds no character that XML 1.0 forbids", async () => {
  const message = "a\u0000\u0008\u000b\ufffe\uffff\ud800b ]]> <x> &amp; \"'"
  const text = await render(
    "junit",
    of({ findings: [{ ...ROOT, message }] }, { failures: [fails({ ...ROOT, message })] }),
  )
  expect(text).toContain(String.raw`a\x00\x08\x0b\u{fffe}\u{ffff}\u{d800}b ]]&gt; &lt;x&gt; &amp;amp; "'`)
  expect(text).toContain("]]&gt; &lt;x&gt; &amp;amp; &quot;&apos;")
})

test("twenty thousand findings of a rule are a case that can be read", async () => {
  const findings = Array.from({ length: 20_000 }, (_, at): Finding => ({ ...ROOT, message: `It is number ${at}.` }))
  const text = await caseOf(of({ findings }, { failures: findings.map(fails) }), "user/root")
  expect(text).toContain('<failure message="20000 high: It is number 0."')
  expect(text).toContain("And 19950 more (19950 high): --format json=FILE has all.")
  expect(text.length).toBeLessThan(20_000)
})
