import { describe, expect, test } from "vitest"
import { compare } from "../../src/comparison/index.ts"
import type { Report, ReportImage } from "../../src/model/index.ts"
import { columns, type Look } from "../../src/reports/index.ts"
import { table } from "../../src/reports/table/index.ts"
import { auditDockerfile } from "../support/rule.ts"
import { hostile } from "./hostile.ts"
import { REPORT } from "./sample.ts"

const LOOK: Look = { colour: false, width: 80, isDiff: true }

const BEFORE = `FROM scratch
# archive: name acme/shop:1.0.0
LABEL version=1.0.0
COPY --size=400kB /srv/shop/server
COPY --size=100kB /srv/shop/old
USER 1000
ENTRYPOINT ["/srv/shop/server"]`
const AFTER = `FROM scratch
# archive: name acme/shop:1.1.0
LABEL version=1.1.0
COPY --size=400kB /srv/shop/server
COPY --size=300kB /srv/fonts/a.woff2
COPY --size=80kB /srv/cache/x
RUN rm -r /srv/cache
ENV MODE=fast
ENTRYPOINT ["/srv/shop/server", "-v"]`

async function tableOf(before: string, after: string, look: Partial<Look> = {}): Promise<string[]> {
  const compared = await auditDockerfile(before)
  const report = await auditDockerfile(after, { compare: compared, onlyNew: true })
  return table(report, { ...LOOK, ...look }).split("\n")
}

/** The lines from one on that begins so up to the next empty one. */
const block = (lines: readonly string[], start: string): string[] => {
  const from = lines.findIndex((line) => line.startsWith(start))
  const rest = lines.slice(from)
  return from < 0 ? [] : rest.slice(0, rest.indexOf(""))
}

const many = (letter: string): string =>
  `FROM scratch\n${Array.from({ length: 12 }, (_, at) => `COPY --size=${at + 1}kB /srv/${letter}${at}/x`).join("\n")}`

describe("a diff", () => {
  test("tells sizes, what made the image grow, and what has to be fetched, right after the verdict", async () => {
    const lines = await tableOf(BEFORE, AFTER)
    expect(lines.findIndex((line) => line.startsWith("Compared with"))).toBeLessThan(6)
    expect(block(lines, "Compared with")).toEqual([
      `Compared with acme/shop:1.0.0 ${"─".repeat(35)} +280 kB, +56 %`,
      "           Before   After   Change",
      "Content    500 kB  780 kB  +280 kB  +56 %",
      "Visible    500 kB  700 kB  +200 kB  +40 %",
      "Wasted        0 B   80 kB   +80 kB",
      expect.stringMatching(/^As stored +50\d kB +78\d kB +\+28\d kB +\+56 %$/),
      "Files           2       2        -",
    ])
    expect(block(lines, "What made it grow")).toEqual([
      "What made it grow",
      "  +300 kB  /srv/fonts",
      "           layer 1  COPY a.woff2 /srv/fonts/a.woff2",
      "   +80 kB  hidden in layer 2: COPY x /srv/cache/x",
      "  and 1 more: --verbose shows all",
    ])
    expect(lines.join(" ")).toMatch(
      /To fetch for whoever has the other image: 3 layers, 38\d kB; 1 layer, 40\d kB, is there already\./,
    )
  })

  test("tells every list of what changed, in place of where all bytes are", async () => {
    const lines = await tableOf(BEFORE, AFTER)
    expect(block(lines, "Folders").slice(1)).toEqual([
      " Change  Before   After  Folder",
      "+300 kB       -  300 kB  /srv/fonts",
      "−100 kB  500 kB  400 kB  /srv/shop",
    ])
    expect(block(lines, "Layers").slice(2)).toEqual([
      "+300 kB       -  300 kB   1 added  COPY a.woff2 /srv/fonts/a.woff2",
      "−100 kB  100 kB       -   1 removed  COPY old /srv/shop/old",
      " +80 kB       -   80 kB   2 added  COPY x /srv/cache/x",
      "and 1 layer without a difference in bytes: --verbose shows all",
    ])
    expect(block(lines, "Config").slice(1)).toEqual([
      "− user  1000",
      '~ entrypoint  ["/srv/shop/server"] → ["/srv/shop/server","-v"]',
      "+ env MODE",
      "~ label version  1.0.0 → 1.1.0",
    ])
    expect(block(lines, "Packages")).toEqual([])
    expect(lines.filter((line) => line.startsWith("Waste "))).toEqual([])
  })

  test("tells what was fixed", async () => {
    const lines = await tableOf(AFTER, BEFORE)
    expect(block(lines, "Fixed").join("\n")).toContain("The container runs as root")
    expect(block(lines, "What made it shrink")[1]).toBe("  −300 kB  /srv/fonts")
  })

  test("says once that nothing changed", async () => {
    const lines = await tableOf(BEFORE, BEFORE)
    expect(lines.filter((line) => line.startsWith("No change"))).toHaveLength(1)
    for (const title of ["What made", "Folders", "Layers", "Config", "Fixed", "Content"])
      expect(block(lines, title)).toEqual([])
  })

  test("draws with ASCII alone where a terminal has no more", async () => {
    const lines = await tableOf(BEFORE, AFTER, { unicode: false })
    for (const title of ["Compared", "What made", "To fetch", "Folders", "Layers", "Config", "Fixed"])
      expect(block(lines, title).join("\n")).toMatch(/^[\n\u0020-\u007e]+$/)
    expect(lines).toContain("~ label version  1.0.0 -> 1.1.0")
  })

  test("shows all with --verbose, and cuts long lists without", async () => {
    const brief = await tableOf(many("a"), many("b"))
    expect(block(brief, "Folders")).toHaveLength(11)
    expect(block(brief, "Folders").at(-1)).toBe("and 16 more (0 B): --verbose shows all")
    expect(block(await tableOf(many("a"), many("b"), { verbose: true }), "Folders")).toHaveLength(26)
  })
})

test("an audit with a comparison still says where the bytes are", async () => {
  const lines = await tableOf(BEFORE, AFTER, { isDiff: false })
  expect(block(lines, "Compared with")).toHaveLength(7)
  expect(block(lines, "Layers")[1]).toContain("Wasted")
  expect(block(lines, "Folders")).toEqual([])
})

test("says where there is nothing to compare with, and where it was not read whole", () => {
  const image = { ...REPORT.images[0]!, comparison: compare(null, REPORT.images[0]!) }
  const told = (inputs: Report["inputs"]): string =>
    table({ ...REPORT, images: [image], inputs }, LOOK).replace(/\s+/g, " ")
  const [input] = REPORT.inputs
  expect(told([input!, { ...input!, role: "compared" }])).toContain("all of this one counts as growth")
  expect(told([input!, { ...input!, role: "compared", complete: false }])).toContain(
    "The other side was not read whole",
  )
  const both = { ...image, comparison: compare({ ...image, complete: false }, image) }
  const unread = [input!, { ...input!, role: "compared" as const, complete: false }]
  expect(table({ ...REPORT, images: [both], inputs: unread }, LOOK)).toContain(
    "what differs may be what could not be read",
  )
})

test.each([60, 80, 160])("no text of an image gets out, and no line is wider than %d columns", (width) => {
  const [image] = REPORT.images
  const other: ReportImage = {
    ...image!,
    config: {
      ...image!.config,
      user: "x".repeat(500),
      labels: { ...image!.config.labels, more: "y".repeat(500) },
      env: [{ name: "NEW", value: "1" }],
    },
    packages: [{ type: "npm", name: "left-pad", version: "1", bytes: 9, layer: 0, path: "/p" }],
    directories: { depth: 3, items: [{ path: `/${"deep/".repeat(60)}end`, bytes: 9, unowned: 0, layer: 0 }] },
    layers: image!.layers.slice(1),
    findings: image!.findings.map((finding) => ({ ...finding, fingerprint: `x${finding.fingerprint}` })),
  }
  for (const [before, after] of [
    [image!, other],
    [other, image!],
  ] as const) {
    const report = hostile({ ...REPORT, images: [{ ...after, comparison: compare(before, after) }] })
    for (const verbose of [false, true]) {
      const text = table(report, { ...LOOK, width, verbose })
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]|^\s*::|##\[/mu)
      for (const line of text.split("\n")) expect(columns(line)).toBeLessThanOrEqual(width)
    }
  }
})
