import { describe, expect, test } from "vitest"
import type { Report, ReportBudget } from "../../src/model/index.ts"
import { type Look } from "../../src/reports/index.ts"
import { table } from "../../src/reports/table/index.ts"
import { IMAGE, REPORT } from "./sample.ts"

const BUDGET: ReportBudget = {
  key: "filesystem",
  limit: "400MB",
  unit: "bytes",
  actual: 380_000_000,
  of: "",
  allowed: 400_000_000,
  warning: null,
  exceeding: 0,
  baseline: null,
  state: "ok",
  ok: true,
  bump: null,
  message: null,
  causes: [],
  fingerprint: null,
}

const BUDGETS: readonly ReportBudget[] = [
  BUDGET,
  { ...BUDGET, key: "layers", unit: "count", limit: "40", actual: 6, allowed: 40 },
  {
    ...BUDGET,
    key: "content",
    limit: "420MB",
    allowed: 420_000_000,
    actual: 412_000_000,
    warning: 400_000_000,
    state: "warn",
    fingerprint: "aaaaaaaaaaaaaaaa",
  },
  {
    ...BUDGET,
    key: "wasted",
    limit: "5%",
    allowed: 20_600_000,
    actual: 32_000_000,
    state: "over",
    ok: false,
    exceeding: 1,
    fingerprint: "bbbbbbbbbbbbbbbb",
  },
  {
    ...BUDGET,
    key: "archive",
    limit: "+5% (minor)",
    baseline: 150_000_000,
    allowed: 157_500_000,
    actual: 154_000_000,
    bump: "minor",
  },
  {
    ...BUDGET,
    key: "path:/srv/\u001b[2Jshop/**",
    limit: "1MB",
    allowed: null,
    actual: 0,
    state: "unmatched",
    ok: false,
    fingerprint: "cccccccccccccccc",
  },
]

const reportOf = (budgets: readonly ReportBudget[], rest: Partial<Report> = {}): Report => ({
  ...REPORT,
  images: [{ ...IMAGE, budgets }],
  ...rest,
})

const shown = (report: Report, look: Partial<Look> = {}): readonly string[] =>
  table(report, { colour: false, width: 80, ...look }).split("\n")

const section = (lines: readonly string[]): readonly string[] => {
  const start = lines.findIndex((line) => line.startsWith("Budgets "))
  return lines.slice(start, lines.indexOf("", start))
}

describe("every budget has a line: what is, what may be, what is left", () => {
  test("at 80 columns, what must be talked about first", () => {
    expect(section(shown(reportOf(BUDGETS)))).toEqual([
      "Budgets ────────────────────────────────────── 1 over, 1 unmatched, 1 warn, 3 ok",
      "State         Now    Limit   Used          Left  Budget",
      "over        32 MB  20.6 MB  156 %  11.4 MB over  wasted",
      String.raw`unmatched       -        -      -             -  path:/srv/\x1b[2Jshop/**`,
      "warn       412 MB   420 MB   98 %     8 MB left  content",
      "ok         380 MB   400 MB   95 %    20 MB left  filesystem",
      "ok         154 MB   158 MB   53 %   3.5 MB left  archive +5% (minor) on 150 MB",
      "ok              6       40   15 %       34 left  layers",
    ])
  })

  test("growth first of what is broken, then what is large, then what is many; long keys cut in their middle", () => {
    const over = { ...BUDGET, state: "over", ok: false, exceeding: 1 } as const
    const budgets = [
      { ...over, key: "files", unit: "count", limit: "9", actual: 90, allowed: 9 } as const,
      { ...over, key: "largest-file", of: "/srv/cart/node_modules/charts/index.js", actual: 900_000_000 },
      { ...over, key: "layers", unit: "count", limit: "+1", actual: 90, allowed: 9, baseline: 8 } as const,
      { ...over, key: "content", limit: "+1%", baseline: 400_000_000, actual: 410_000_000, allowed: 404_000_000 },
    ]
    expect(section(shown(reportOf(budgets))).slice(2)).toEqual([
      "over   410 MB  404 MB    250 %    6 MB over  content +1% on 400 MB",
      "over   900 MB  400 MB    225 %  500 MB over  largest-fil…odules/charts/index.js)",
      "over       90       9  > 999 %      81 over  layers +1 on 8",
      "over       90       9  > 999 %      81 over  files",
    ])
  })

  test("with bars where there is room, in ASCII where there is nothing else", () => {
    expect(section(shown(reportOf(BUDGETS), { width: 120 }))[6]).toBe(
      "ok         154 MB   158 MB   53 %  █████░░░░░   3.5 MB left  archive +5% (minor) on 150 MB",
    )
    const ascii = section(shown(reportOf(BUDGETS), { width: 120, unicode: false }))
    expect(ascii[2]).toContain("##########")
    expect(ascii[6]).toContain("#####.....")
  })

  test("never wider than the terminal", () => {
    const long = { ...BUDGET, key: `path:/srv/${"long/".repeat(60)}**`, of: "x".repeat(300) }
    for (const width of [60, 80, 160])
      for (const line of shown(reportOf([long, ...BUDGETS]), { width })) expect(line.length).toBeLessThanOrEqual(width)
  })

  test("and none has one where there are none", () => {
    expect(shown(reportOf([])).join("\n")).not.toContain("Budgets ")
  })
})

test("those that are kept are counted from a dozen on", () => {
  const many = Array.from({ length: 20 }, (_, index) => ({ ...BUDGET, key: `layer:${index}` }))
  expect(section(shown(reportOf(many))).at(-1)).toBe("and 8 more that are kept: --verbose shows all")
  expect(section(shown(reportOf(many), { verbose: true }))).toHaveLength(22)
  const broken = many.map((budget) => ({ ...budget, state: "over", ok: false }) as const)
  expect(section(shown(reportOf(broken)))).toHaveLength(22)
})

/** True where budgets come before findings. */
const isFirst = (budgets: readonly ReportBudget[], report: Partial<Report> = {}): boolean => {
  const lines = shown(reportOf(budgets, report))
  return (
    lines.findIndex((line) => line.startsWith("Budgets ")) < lines.findIndex((line) => line.startsWith("Findings "))
  )
}

describe("budgets stand", () => {
  test("before findings where one is broken, else after them", () => {
    expect([isFirst(BUDGETS), isFirst([BUDGET])]).toEqual([true, false])
  })

  test("where they are accepted, as what is kept", () => {
    const accepted = BUDGETS.find(({ key }) => key === "wasted")
    const finding = { ...IMAGE.findings[0]!, fingerprint: accepted!.fingerprint!, status: "suppressed" as const }
    const report = reportOf([accepted!], {
      images: [{ ...IMAGE, budgets: [accepted!], findings: [...IMAGE.findings, finding] }],
    })
    expect(section(shown(report))[2]).toMatch(/^accepted /)
    expect(isFirst([accepted!], { images: report.images })).toBe(false)
  })
})

describe("a broken budget is told once", () => {
  test("in the order of the budgets, and what several need is said with the first", () => {
    const over = { ...BUDGET, state: "over", ok: false, exceeding: 1 } as const
    const [files, content] = [
      {
        ...over,
        key: "files",
        unit: "count",
        limit: "9",
        actual: 90,
        allowed: 9,
        fingerprint: "1".repeat(16),
      } as const,
      { ...over, key: "content", limit: "420MB", fingerprint: "2".repeat(16) },
    ]
    const finding = { ...IMAGE.findings.at(-1)!, severity: "high", rule: "size/budget", remedy: "Less." } as const
    const findings = [files, content].map(({ key, fingerprint }) => ({ ...finding, message: `${key}!`, fingerprint }))
    const budgets = [files, content]
    const lines = shown(reportOf(budgets, { images: [{ ...IMAGE, budgets, findings }] }))
    const start = lines.findIndex((line) => line.startsWith("Findings "))
    const told = lines.slice(start).filter((line) => /!$|Fix/.test(line))
    expect(told.map((line) => line.trim())).toEqual([
      "high      content!",
      "Fix: Less.",
      "high      files!",
      "Fix: As above.",
    ])
  })

  const message = "wasted is 32 MB, 11.4 MB over its limit of 20.6 MB."
  const broken = BUDGETS.find(({ key }) => key === "wasted")
  const finding = {
    ...IMAGE.findings.at(-1)!,
    rule: "size/budget",
    severity: "high" as const,
    message,
    fingerprint: broken!.fingerprint!,
  }
  const report = (found: boolean): Report =>
    reportOf([broken!], {
      verdict: "fail",
      failures: [{ kind: "budget", image: IMAGE.id, id: "wasted", message }],
      images: [{ ...IMAGE, budgets: [broken!], findings: found ? [...IMAGE.findings, finding] : IMAGE.findings }],
    })
  const times = (text: string): number => text.split(message.slice(0, 30)).length - 1

  test.each([
    ["as a finding, the first one", true, {}],
    ["as a cause where there is no finding", false, {}],
    ["as a cause where findings aren't shown", true, { quiet: true }],
  ])("%s", (_, found, look) => {
    const lines = shown(report(found), look)
    expect(times(lines.join("\n"))).toBe(1)
    expect(lines[0]).toContain("1 broken budget")
    if (found && !("quiet" in look)) {
      const heading = lines.findIndex((line) => line.startsWith("Findings "))
      expect(lines[heading + 1]).toContain(message.slice(0, 30))
    }
  })
})

test("of several images, a cause says whose it is", () => {
  const failures = [{ kind: "budget", image: IMAGE.id, id: "files", message: "Too many." }] as const
  const another = { ...IMAGE, id: "sha256:other" }
  const lines = (images: Report["images"]) => shown({ ...REPORT, images, failures, verdict: "fail" }, { quiet: true })
  expect(lines([IMAGE])).toContain("- Too many.")
  expect(lines([another, IMAGE]).join(" ")).toContain(`- ${IMAGE.names[0]} (linux/arm64): Too many.`)
})
