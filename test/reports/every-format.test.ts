import { gzipSync } from "node:zlib"
import { beforeAll, describe, expect, test } from "vitest"
import { compare } from "../../src/comparison/index.ts"
import { FORMATS, render, type Finding, type FormatName, type Report, type ReportImage } from "../../src/index.ts"
import { DANGEROUS, hostile } from "./hostile.ts"
import { IMAGE, INCOMPLETE, REPORT } from "./sample.ts"

const NAMES = Object.keys(FORMATS) as FormatName[]

/** An image with all that a report may hold. */
const FULL: ReportImage = {
  ...IMAGE,
  packages: [{ type: "npm", name: "left-pad", version: "1.3.0", bytes: 4, layer: 3, path: "/srv/shop/package.json" }],
  files: [
    { path: "/srv/shop/package.json", bytes: 379_999_996, layer: 3, package: null },
    { path: "/srv/shop/node_modules/left-pad/index.js", bytes: 4, layer: 3, package: 0 },
    { path: "/srv/shop/again.js", bytes: 0, layer: 3, package: null, sameAs: "/srv/shop/package.json" },
  ],
  directories: { depth: 1, items: [{ path: "/srv", bytes: 380_000_000, unowned: 379_999_996, layer: 3 }] },
  findings: IMAGE.findings.flatMap((finding, at): Finding[] => [
    finding,
    {
      ...finding,
      fingerprint: `${at}${finding.fingerprint.slice(1)}`,
      status: "suppressed",
      reason: "known",
      owner: "shop",
      expires: "2027-01-01",
      acceptedBy: "plimsoll.config.yaml ignore[0]",
    },
  ]),
  budgets: [
    {
      key: "filesystem",
      limit: "300MB",
      unit: "bytes",
      actual: 380_000_000,
      of: "",
      allowed: 300_000_000,
      warning: null,
      exceeding: 1,
      baseline: 290_000_000,
      state: "over",
      ok: false,
      bump: "minor",
      message: "Ask the shop team.",
      causes: [{ what: "/srv/shop", bytes: 90_000_000, layer: 3 }],
      fingerprint: null,
    },
  ],
}

const compared = (image: ReportImage): ReportImage => ({
  ...image,
  comparison: compare({ ...IMAGE, names: ["shop/api:old"], layers: IMAGE.layers.slice(0, 3) }, image),
})

const full = (report: Report): Report => ({ ...report, images: report.images.map(() => compared(FULL)) })

/** A hundred thousand of them, as bad as can be told. */
const MANY: Report = {
  ...REPORT,
  images: [
    {
      ...IMAGE,
      findings: Array.from({ length: 100_000 }, (_, at): Finding => ({
        ...IMAGE.findings[at % IMAGE.findings.length]!,
        fingerprint: at.toString(16).padStart(16, "0"),
        location: { kind: "file", layer: 3, path: `/srv/${at}/=cmd` },
      })),
    },
  ],
}

describe.each(NAMES)("%s", (name) => {
  let texts: readonly string[] = []
  beforeAll(async () => {
    texts = await Promise.all([hostile(full(INCOMPLETE)), hostile(full(REPORT))].map((report) => render(name, report)))
  })

  test("prints nothing that a terminal obeys or a reader can't see", () => {
    for (const text of texts) expect(text.replaceAll("\r\n", "\n")).not.toMatch(DANGEROUS)
  })

  test("is no command to a build server, but for its own", () => {
    const own = name === "github" ? /^::(error|warning|notice)( [^:]*)?::/ : null
    for (const line of texts.join("\n").split("\n")) {
      expect(line).not.toMatch(/##[a-z]*\[/i)
      if (/^\s*(::|section_(start|end):)/.test(line)) expect(line).toMatch(own ?? /never/)
    }
    expect.hasAssertions()
  })

  test("parses", () => {
    for (const text of texts) expect(problemIn(name, text)).toBe("")
  })

  test("tells of a hundred thousand findings, soon and within what its readers take", async () => {
    const start = process.cpuUsage()
    const text = await render(name, MANY)
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1e6).toBeLessThan(15)
    expect(problemIn(name, text)).toBe("")
    expect(sizeIn(name, text)).toBeLessThanOrEqual(MOST[name] ?? Infinity)
  })

  test("is the same each time", async () => {
    const look = { endedAt: new Date("2026-11-21T12:00:00Z") }
    expect(await render(name, full(REPORT), look)).toBe(await render(name, full(REPORT), look))
  })

  test.each([
    ["of no image", { ...INCOMPLETE, images: [] }],
    ["of fifty", { ...REPORT, images: Array.from({ length: 50 }, (_, at) => ({ ...FULL, id: `sha256:${at}` })) }],
  ])("can be %s", async (_, report) => {
    expect(problemIn(name, await render(name, report))).toBe("")
  })
})

/** What hosts take: characters of a comment, bytes of an upload once compressed, of a file, lines of a log. */
const MOST: Readonly<Partial<Record<FormatName, number>>> = {
  markdown: 65_536,
  sarif: 10_000_000,
  junit: 30_000_000,
  github: 40,
  html: 12_000_000,
}

const sizeIn = (name: FormatName, text: string): number =>
  name === "sarif" ? gzipSync(text).length : name === "github" ? text.split("\n").length : text.length

const PARSERS: Readonly<Partial<Record<FormatName, (text: string) => void>>> = {
  json: JSON.parse,
  sarif: JSON.parse,
  gitlab: JSON.parse,
  "gitlab-container-scanning": JSON.parse,
  "gitlab-secret-detection": JSON.parse,
  junit: parseXml,
  checkstyle: parseXml,
  csv: parseCsv,
  html: parseHtml,
}

/** Why a text is none of its format; `""` where it is one. */
function problemIn(name: FormatName, text: string): string {
  if (text === "") return "it is empty"
  try {
    PARSERS[name]?.(text)
    return ""
  } catch (error) {
    return String(error)
  }
}

/** XML of the plainest kind: elements, quoted attributes, text. Throws for anything else. */
function parseXml(text: string): void {
  const open: string[] = []
  const token =
    /<\?xml [^<>]*\?>|<(?<end>\/?)(?<name>[a-z-]+)(?:\s+[a-z:-]+="(?:[^"<&]|&(?:[a-z]+|#\d+);)*")*\s*(?<empty>\/?)>|(?<text>(?:[^<>&]|&(?:[a-z]+|#\d+);)+)/giy
  let at = 0
  while (at < text.length) {
    token.lastIndex = at
    const found = token.exec(text)
    if (found === null) throw new Error(`no XML at ${at}: ${text.slice(at, at + 60)}`)
    const { end, name, empty } = found.groups ?? {}
    if (name !== undefined && empty === "") {
      if (end === "") open.push(name)
      else if (open.pop() !== name) throw new Error(`</${name}> at ${at} closes nothing`)
    }
    at = token.lastIndex
  }
  if (open.length > 0) throw new Error(`${open.join()} stay open`)
}

/** RFC 4180. Throws for rows of unequal length and for cells that a spreadsheet would compute. */
function parseCsv(text: string): void {
  const [head = [], ...rows] = text
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g), ([, quoted, plain]) => quoted ?? plain ?? ""),
    )
  for (const row of rows)
    if (row.length !== head.length) throw new Error(`${row.length} cells: ${row.join().slice(0, 200)}`)
  const formula = rows.flat().find((cell) => /^[=+\-@\t\r]/.test(cell))
  if (formula !== undefined) throw new Error(`a formula: ${formula.slice(0, 60)}`)
}

/** Throws where text of an image became markup. */
function parseHtml(text: string): void {
  if (!text.startsWith("<!doctype html>")) throw new Error("it has no doctype")
  const scripts = [...text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)
  if (scripts.filter((tag) => !tag.includes("application/json")).length > 1) throw new Error(scripts.join())
  for (const [, content = ""] of text.matchAll(/<script type="application\/json"[^>]*>(.*?)<\/script>/gs))
    JSON.parse(content)
}
