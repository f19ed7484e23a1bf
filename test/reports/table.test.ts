import { stripVTControlCharacters } from "node:util"
import { expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { columns } from "../../src/reports/index.ts"
import { table } from "../../src/reports/table/index.ts"
import { DANGEROUS, hostile } from "./hostile.ts"
import { IMAGE, INCOMPLETE, PASS, REPORT } from "./sample.ts"

const PLAIN = { colour: false, width: 80, elapsedMs: 1087 }
const REPORTS_BY_NAME = { fail: REPORT, pass: PASS, incomplete: INCOMPLETE }
const widest = (text: string): number => Math.max(...text.split("\n").map(columns))

test.each(
  Object.entries(REPORTS_BY_NAME).flatMap(([name, report]) =>
    [80, 160].map((width): [string, number, Report] => [name, width, report]),
  ),
)("reads well: %s, %d columns", async (name, width, report) => {
  const text = table(report, { ...PLAIN, width })
  await expect(text).toMatchFileSnapshot(`__snapshots__/${name}-${width}.txt`)
  expect(widest(text)).toBe(width)
})

test("draws with ASCII alone where the terminal knows no more", () => {
  const [image] = INCOMPLETE.images
  const findings = image!.findings.map((finding) => ({ ...finding, message: "COPY … /srv", remedy: "COPY … /app" }))
  const report = { ...INCOMPLETE, images: [{ ...image!, findings }] }
  expect(table(report, { ...PLAIN, unicode: false, verbose: true })).toMatch(/^[\x20-\x7e\n]*$/)
})

test("colour adds nothing but colour", () => {
  const coloured = table(REPORT, { ...PLAIN, colour: true })
  expect(coloured).toContain("\u001b[1m")
  expect(stripVTControlCharacters(coloured)).toBe(table(REPORT, PLAIN))
})

test.each([60, 61, 77, 79, 80, 81, 119, 120, 200])(
  "no line is wider than %d columns, whatever the image says",
  (width) => {
    for (const report of [REPORT, INCOMPLETE, hostile(INCOMPLETE), hostile(REPORT)])
      for (const verbose of [false, true])
        expect(widest(table(report, { ...PLAIN, width, verbose }))).toBeLessThanOrEqual(width)
  },
)

test("obeys nothing that an image says", () => {
  for (const width of [60, 80, 160, 1000]) {
    const text = table(hostile(INCOMPLETE), { ...PLAIN, width, verbose: true })
    expect(text).not.toMatch(DANGEROUS)
    expect(text).not.toMatch(/^\s*(::|##|section_)/m)
    expect(text).not.toMatch(/##[a-z]*\[/i)
  }
})

test("a line of megabytes costs next to nothing", () => {
  const text = "\u001b".repeat(8_000_000)
  const step = { ...IMAGE.history[0]!, text }
  const history = IMAGE.history.map((one) => ({ ...one, text: step.text }))
  const started = performance.now()
  const shown = table({ ...REPORT, images: [{ ...IMAGE, history }] }, PLAIN)
  expect(performance.now() - started).toBeLessThan(1000)
  expect(widest(shown)).toBe(80)
})

test("shows the worst first and counts the rest by severity", () => {
  const findings = IMAGE.findings.toReversed()
  const text = table({ ...REPORT, images: [{ ...IMAGE, findings }] }, PLAIN)
  expect(text.indexOf("critical  A GitHub token")).toBeGreaterThan(0)
  expect(text.indexOf("critical  A GitHub token")).toBeLessThan(text.indexOf("high      "))
  expect(text).toContain("and 2 more (2 low); --verbose shows all")
  expect(text).not.toContain("git is in the image")
  expect(table(REPORT, { ...PLAIN, verbose: true })).toContain("git is in the image")
})

test("what is only worth knowing is counted, unless it fails the audit", () => {
  const findings = IMAGE.findings.map((finding) => ({ ...finding, severity: "info" as const }))
  const report: Report = { ...PASS, images: [{ ...IMAGE, findings }] }
  const text = table(report, PLAIN)
  expect(text).toContain("8 info; --verbose shows all")
  expect(text).not.toContain("git is in the image")
  expect(table(report, { ...PLAIN, verbose: true })).toContain("git is in the image")
  const failures = [{ kind: "finding", id: "build-tools/vcs", message: "git is in the image" }] as const
  expect(table({ ...report, failures }, PLAIN)).toContain("git is in the image")
})

test("accepted findings are counted, not shown", () => {
  const findings = IMAGE.findings.map((finding) => ({ ...finding, status: "baseline" as const }))
  const text = table({ ...PASS, images: [{ ...IMAGE, findings }] }, PLAIN)
  expect(text).toMatch(/^PASS {2}no new findings; 8 accepted\n/)
  expect(text).toMatch(/none, 8 accepted\n +Accepted: 1 critical, .* 8 by the baseline\./)
})

test("a broken budget is told under the verdict", () => {
  const failures = [{ kind: "budget", id: "image", message: "image is 412 MB, over its limit 400 MB" }] as const
  const text = table({ ...REPORT, failures }, PLAIN)
  expect(text).toMatch(/^FAIL {2}1 broken budget\n- image is 412 MB, over its limit 400 MB\n/)
})

test("quiet is the verdict, and why nothing is proved", () => {
  expect(table(PASS, { ...PLAIN, quiet: true })).toBe("PASS  no finding fails it; 3 medium, 2 low\n")
  expect(table(INCOMPLETE, { ...PLAIN, quiet: true }).split("\n")).toHaveLength(4)
})

test("of many layers the largest are shown, in their order, and all with verbose", () => {
  const layers = Array.from({ length: 60 }, (_, index) => ({
    ...IMAGE.layers[0]!,
    index,
    contentBytes: (index * 37) % 60,
  }))
  const report = { ...PASS, images: [{ ...IMAGE, layers }] }
  const rows = (verbose: boolean): number[] =>
    [...table(report, { ...PLAIN, verbose }).matchAll(/^ *(\d+) +\d+ B .*ADD rootfs/gm)].map(([, index]) =>
      Number(index),
    )
  expect(rows(true)).toEqual(layers.map(({ index }) => index))
  expect(rows(false)).toEqual(layers.filter(({ contentBytes }) => contentBytes >= 40).map(({ index }) => index))
  expect(table(report, PLAIN)).toContain("and 40 smaller layers (780 B): --verbose shows all")
})

const [FOUND] = REPORT.images
/** A run over so many images, of which every third fails. */
const many = (amount: number): Report => {
  const images = Array.from({ length: amount }, (_, at) => ({
    ...FOUND!,
    id: `sha256:${String(at).padStart(64, "0")}`,
    names: [`registry.example.internal/team/platform/service-${at}:1.${at}.0`],
  }))
  const failures = images.flatMap(({ id }, at) =>
    at % 3 === 0 ? REPORT.failures.map((failure) => ({ ...failure, image: id })) : [],
  )
  return { ...REPORT, images, failures }
}
const titles = (text: string): number => text.match(/ visible, /g)?.length ?? 0

test("of many images those that fail are told, and each has a line in the summary", () => {
  const text = table(many(30), PLAIN)
  expect(text).toContain(" 30 images: 10 fail, 20 ok\n")
  expect(text.match(/^fail +\d/gm)).toHaveLength(10)
  expect(text.match(/^ok +\d/gm)).toHaveLength(20)
  expect(titles(text)).toBe(6)
  expect(text).toContain("\n24 images told by this line alone: --verbose shows all of each\n")
  expect(titles(table(many(30), { ...PLAIN, verbose: true }))).toBe(30)
  expect(titles(table(many(6), PLAIN))).toBe(6)
})

test("the summary keeps of a long name what tells images apart", () => {
  expect(table(many(2), PLAIN)).toMatch(/^ok .*service-1:1\.1\.0 {2}linux\/arm64\/v8$/m)
})

test("a verdict names whole rules, the worst first, and counts those that there is no room for", () => {
  const failures = REPORT.failures.concat(
    Array.from({ length: 9 }, (_, at) => ({
      kind: "finding",
      id: `group/a-rule-of-some-length-${at}`,
      severity: at === 8 ? "critical" : "low",
      message: "",
    })),
  )
  const [line = ""] = table({ ...REPORT, failures }, { ...PLAIN, width: 120, quiet: true }).split("\n")
  expect(line).toMatch(/^FAIL .*: secrets\/history, group\/a-rule-of-some-length-8, .* and \d more(?:; \d+ accepted)?$/)
})

test("what failed ends with one next step, what passed or was not read with none", () => {
  expect(table(REPORT, PLAIN)).toMatch(/: FAIL\nNext: plimsoll rules secrets\/history says [^\n]*\n$/)
  const budget = { ...REPORT, failures: [{ kind: "budget", id: "content", message: "content is large" } as const] }
  expect(table(budget, PLAIN)).toMatch(/: FAIL\nNext: add -f html=report\.html,[^\n]*\n$/)
  expect(table(PASS, PLAIN)).not.toContain("Next:")
  expect(table(INCOMPLETE, PLAIN)).not.toContain("Next:")
})

test("in a file no clock is told", () => {
  expect(table(PASS, PLAIN)).toContain(", in 1.1 s: PASS")
  expect(table(PASS, { ...PLAIN, file: "report.txt" })).not.toContain(" s: PASS")
})
