import { createHash } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  audit,
  FORMATS,
  render,
  type FormatName,
  SettingsError,
  type Finding,
  type Ignore,
  type OwnDetector,
  type Report,
  type Settings,
} from "../../src/index.ts"
import { docker } from "../support/archive.ts"
import { dockerfile } from "../support/dockerfile.ts"
import { githubToken } from "../support/made-up.ts"
import { ent, tar } from "../support/tar.ts"

// A team's own kinds of secrets, and the secrets that it accepts: each setting changes a verdict.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
const path = join(folder, "image.tar")
afterAll(() => rmSync(folder, { recursive: true }))

const VALUE = `acme-${"k3v9".repeat(6)}`
const ACME: OwnDetector = { id: "acme-key", expression: "acme-[a-z0-9]{24}", keywords: ["acme-"] }

interface Known {
  readonly detectors?: readonly OwnDetector[]
  readonly ignore?: readonly Ignore[]
}

const settingsOf = ({ detectors = [], ignore = [] }: Known): Settings => ({ secrets: { detectors }, ignore })

async function auditOf(text: string, known: Known, today = new Date("2026-11-21")): Promise<Report> {
  writeFileSync(path, await dockerfile(text))
  return audit([path], { settings: settingsOf(known), today })
}

const secretsIn = (report: Report): Finding[] =>
  report.images.flatMap(({ findings }) => findings.filter(({ secret }) => secret))
const failing = ({ failures }: Report): string[] =>
  failures.map(({ id }) => id).filter((id) => id.startsWith("secrets/"))

/** How many secrets are found with the one detector, where it looks at these paths. */
const count = async (text: string, ...paths: string[]): Promise<number> =>
  secretsIn(await auditOf(text, { detectors: [{ ...ACME, paths }] })).length

/** What is found in an image with one file. */
async function findingsIn(content: string | Buffer, detectors = [ACME]): Promise<Finding[]> {
  writeFileSync(path, docker([tar(ent("srv/large.txt", content))]))
  return secretsIn(await audit([path], { settings: { secrets: { detectors } } }))
}

const filler = (size: number): string => `${"-".repeat(size - 1)}\n`
const file = (name: string, keys: readonly string[]): Buffer => ent(name, keys.join("\n"))

const IN_FILE = `FROM scratch\nCOPY <<EOF /srv/app/notes.txt\nfirst\nopen with ${VALUE} please\nEOF\nUSER 1000`
const IN_HISTORY = `FROM scratch\nRUN deploy ${VALUE} now\nUSER 1000`

describe("own detectors", () => {
  test("without them nothing is known of the value", async () => {
    expect(secretsIn(await auditOf(IN_FILE, {}))).toEqual([])
  })

  test.each([
    [IN_FILE, "secrets/file", { path: "/srv/app/notes.txt", line: 2 }],
    [IN_HISTORY, "secrets/history", { kind: "history" }],
    [`FROM scratch\nENV NOTE=${VALUE}`, "secrets/env", { key: "NOTE" }],
    [`FROM scratch\nLABEL note="see ${VALUE}"`, "secrets/label", { kind: "label", key: "note" }],
    [`FROM scratch\nCMD ["run", "${VALUE}"]`, "secrets/command", { kind: "config", key: "Cmd" }],
  ])("one is a finding where it stands, and printed nowhere", async (text, rule, location) => {
    const report = await auditOf(text, { detectors: [ACME] })
    const found = secretsIn(report)
    expect(found).toMatchObject([
      { rule, severity: "critical", secret: { type: "acme-key", redacted: "****…**** (29 characters)" } },
    ])
    expect([found[0]?.location, ...(found[0]?.places ?? [])]).toContainEqual(expect.objectContaining(location))
    expect(failing(report)).toEqual([rule])
    const look = { colour: false, width: 200, unicode: true, verbose: true, quiet: false }
    for (const format of Object.keys(FORMATS))
      expect(await render(format as FormatName, report, look)).not.toContain(VALUE)
    expect(JSON.stringify(report)).not.toMatch(new RegExp(createHash("sha256").update(VALUE).digest("hex")))
  })

  test("name, severity and what to do are said as they are set", async () => {
    const named = { ...ACME, name: "an Acme deploy key", severity: "low", revoke: "Ask the Acme desk." } as const
    const [finding] = secretsIn(await auditOf(IN_FILE, { detectors: [named] }))
    expect(finding).toMatchObject({ severity: "low" })
    expect(finding?.message).toContain("an Acme deploy key")
    expect(finding?.remedy).toContain("Ask the Acme desk.")
  })

  test("the group value is the value", async () => {
    const detector = { ...ACME, expression: String.raw`\bopen with (?P<value>acme-\w+)` }
    const [finding] = secretsIn(await auditOf(IN_FILE, { detectors: [detector] }))
    expect(finding?.secret?.redacted).toContain("29 characters")
  })

  test("lines have starts and ends, words have edges", async () => {
    const lines = `FROM scratch\nCOPY <<EOF /srv/a.txt\nx ${VALUE}\n${VALUE.replace("k", "m")}\nEOF`
    const whole = { ...ACME, expression: `^${ACME.expression}$` }
    expect(secretsIn(await auditOf(lines, { detectors: [whole] }))).toMatchObject([{ location: { line: 2 } }])
  })

  test("without a keyword near nothing is looked for", async () => {
    expect(secretsIn(await auditOf(IN_FILE, { detectors: [{ ...ACME, keywords: ["acme_"] }] }))).toEqual([])
    expect(secretsIn(await auditOf(IN_FILE, { detectors: [{ ...ACME, keywords: ["please", "acme_"] }] }))).toHaveLength(
      1,
    )
  })

  test("paths narrow it down to files, and leave metadata out", async () => {
    expect(await count(IN_FILE, "/srv/**")).toBe(1)
    expect(await count(IN_FILE, "/opt/**", "*.txt")).toBe(1)
    expect(await count(IN_FILE, "/opt/**")).toBe(0)
    expect(await count(IN_HISTORY, "**")).toBe(0)
  })

  test("what a name announces is one finding, not two", async () => {
    const report = await auditOf(`FROM scratch\nENV DB_PASSWORD=${VALUE}`, { detectors: [ACME] })
    expect(secretsIn(report)).toMatchObject([{ secret: { type: "acme-key" } }])
  })

  test("one that matches a part of a password doesn't bring the rest to light", async () => {
    const password = "vX3nq8Lw5tTzr7"
    const part = { ...ACME, expression: "(?P<value>vX3n)q8", keywords: ["vX3nq8"] }
    const report = await auditOf(`FROM scratch\nENV DB_PASSWORD=${password}`, { detectors: [part] })
    expect(JSON.stringify(report)).not.toContain("q8Lw5")
  })

  const wrong: [string, Partial<OwnDetector>, string][] = [
    [
      "a type that is known",
      { id: "github-token" },
      "secrets.detectors[0].id: github-token is a type that plimsoll knows",
    ],
    ["no expression", { expression: "a(b" }, "secrets.detectors[0].expression: it is no expression of RE2"],
    ["what only looks around", { expression: "(?=a)a" }, "secrets.detectors[0].expression: it is no expression of RE2"],
    [
      "too large a one",
      { expression: "(a{0,1000}){0,1}".repeat(4) },
      "secrets.detectors[0].expression: it repeats too much",
    ],
    ["no glob", { paths: ["/a", "/[a"] }, "secrets.detectors[0].paths[1]: a glob can't have brackets"],
  ]
  test.each(wrong)("%s is refused", async (_, change, message) => {
    const failed = audit([], { settings: settingsOf({ detectors: [{ ...ACME, ...change }] }) })
    await expect(failed).rejects.toThrow(SettingsError)
    await expect(failed).rejects.toThrow(message)
  })

  test("two of one id are refused", async () => {
    await expect(audit([], { settings: { secrets: { detectors: [ACME, ACME] } } })).rejects.toThrow(
      "is the id of another detector",
    )
  })
})

describe("in large files", () => {
  const BUFFER = 512 * 1024
  const AHEAD = 64 * 1024

  test.each([BUFFER - AHEAD, BUFFER, 2 * (BUFFER - AHEAD) - 1024])(
    "around byte %i nothing is lost or found twice",
    async (edge) => {
      const other = VALUE.replaceAll("k", "z")
      for (const offset of [-30, -29, -28, -5, -4, -1, 0, 1, 40]) {
        const start = edge + offset
        const before = `${"-".repeat(79)}\n`.repeat(Math.ceil(start / 80)).slice(0, start)
        const after = `\n${"=".repeat(79)}\n`.repeat(1800)
        const found = await findingsIn(`${before}${VALUE}${after}${other}\n`)
        expect(found.map(({ places, location }) => [location.line, places])).toEqual([
          [before.split("\n").length, undefined],
          [before.split("\n").length + 3600, undefined],
        ])
      }
    },
  )

  test("a keyword that stands apart is in reach across an edge", async () => {
    const near = { ...ACME, expression: "[a-z0-9]{30}", keywords: ["acme-id:"] }
    const value = "q7w3".repeat(8).slice(0, 30)
    for (const edge of [BUFFER - AHEAD, BUFFER]) {
      expect(
        await findingsIn(`${filler(edge - 10)}acme-id: ${"-".repeat(4000)} ${value}\n${filler(100_000)}`, [near]),
      ).toHaveLength(1)
      expect(
        await findingsIn(`${filler(edge - 900)}${value}${"-".repeat(900)}acme-id:\n${filler(100_000)}`, [near]),
      ).toHaveLength(1)
    }
  })

  test("thousands are counted", async () => {
    const lines = Array.from({ length: 1500 }, (_, index) => `acme-${String(index).padStart(24, "0")}`)
    writeFileSync(path, docker([tar(ent("srv/large.txt", lines.join("\n")))]))
    const { images } = await audit([path], { settings: { secrets: { detectors: [ACME] } } })
    expect(images[0]).toMatchObject({ layers: [{ secretsOmitted: 500 }] })
    expect(secretsIn({ images } as unknown as Report)).toHaveLength(1000)
  })

  test.each([
    ["(a+)+$", "a"],
    ["(?s)aaa.*b|aaaa", "a"],
    ["(x+x+)+y", "aaax"],
    ["(?:aaa)*", "a"],
    ["[^b]*b", "a"],
  ])("%s takes a time that is linear", async (expression, text) => {
    const start = performance.now()
    await findingsIn(text.repeat(1_000_000 / text.length), [{ ...ACME, expression, keywords: ["aaa"] }])
    expect(performance.now() - start).toBeLessThan(15_000)
  })
})

describe("what is accepted", () => {
  const detectors = [ACME]
  const HASH = `sha256:${createHash("sha256").update(VALUE).digest("hex")}`
  const reason = "the demo account, which opens nothing"
  let fingerprint = ""
  beforeAll(async () => {
    fingerprint = secretsIn(await auditOf(IN_FILE, { detectors }))[0]!.fingerprint
  })

  test.each([
    ["fingerprint", (): string => fingerprint, "0123456789abcdef"],
    ["rule", (): string => "secrets/file", "secrets/history"],
    ["path", (): string => "/srv/**", "/opt/**"],
    ["value", (): string => HASH, `sha256:${"0".repeat(64)}`],
    ["type", (): string => "acme-key", "github-token"],
  ] as const)("by %s", async (key, right, other) => {
    const accepted = await auditOf(IN_FILE, { detectors, ignore: [{ [key]: right(), reason }] })
    expect(secretsIn(accepted)).toMatchObject([{ status: "suppressed", reason }])
    expect(failing(accepted)).toEqual([])
    expect(accepted.inputs[0]?.problems).toEqual([])
    const refused = await auditOf(IN_FILE, { detectors, ignore: [{ [key]: other, reason }] })
    expect(secretsIn(refused)).toMatchObject([{ status: "new" }])
    expect(failing(refused)).toEqual(["secrets/file"])
    expect(refused.inputs[0]).toMatchObject({ complete: true, problems: [{ code: "unused-ignore" }] })
    const both = await auditOf(IN_FILE, {
      detectors,
      ignore: [{ type: "acme-key", path: "/srv/**", [key]: other, reason }],
    })
    expect(failing(both)).toEqual(["secrets/file"])
  })

  test("a path is that of every place", async () => {
    const twice = `${IN_FILE}\nCOPY <<EOF /opt/copy.txt\n${VALUE}\nEOF`
    expect(failing(await auditOf(twice, { detectors, ignore: [{ path: "/srv/**", reason }] }))).toEqual([
      "secrets/file",
    ])
    expect(failing(await auditOf(twice, { detectors, ignore: [{ path: "/{srv,opt}/**", reason }] }))).toEqual([])
    const everywhere = await auditOf(IN_HISTORY, { detectors, ignore: [{ path: "**", reason }] })
    expect(failing(everywhere)).toEqual(["secrets/history"])
  })

  test("until it expires, and on that day", async () => {
    const known = { detectors, ignore: [{ type: "acme-key", reason, expires: "2026-11-21" }] }
    const last = await auditOf(IN_FILE, known, new Date("2026-11-21T23:59:59Z"))
    expect(secretsIn(last)).toMatchObject([{ status: "suppressed", expires: "2026-11-21" }])
    const after = await auditOf(IN_FILE, known, new Date("2026-11-22T00:00:00Z"))
    expect(failing(after)).toEqual(["secrets/file"])
  })

  test("known types, too, and nothing but secrets", async () => {
    const text = `FROM scratch\nENV GITHUB_TOKEN=${githubToken()}\nUSER root`
    const report = await auditOf(text, {
      ignore: [
        { path: "**", reason },
        { type: "github-token", reason },
      ],
    })
    expect(secretsIn(report)).toMatchObject([{ status: "suppressed" }])
    expect(report.failures.map(({ id }) => id)).toContain("user/root")
  })

  test("it stays in the report: counted, and told where everything is told", async () => {
    const report = await auditOf(IN_FILE, { detectors, ignore: [{ type: "acme-key", reason, expires: "2027-01-01" }] })
    const look = { colour: false, width: 120, unicode: true, verbose: false, quiet: false }
    expect(await render("table", report, look)).toMatch(/Findings .*1 accepted/)
    expect(await render("table", report, look)).not.toContain(reason)
    expect(await render("table", report, { ...look, verbose: true })).toContain(
      `Accepted: ${reason}; until 2027-01-01; the settings' ignore[0]`,
    )
  })

  test("a thousand that are known don't push out a new one", async () => {
    const lines = Array.from({ length: 500 }, (_, index) => `acme-${String(index).padStart(24, "0")}`)
    const other = lines.map((line) => line.replace("acme-0", "acme-1"))
    writeFileSync(path, docker([tar(file("a/1", lines), file("a/2", other), file("b/1", [VALUE]))]))
    const report = await audit([path], { settings: settingsOf({ detectors, ignore: [{ path: "/a/**", reason }] }) })
    expect(failing(report)).toEqual(["secrets/file"])
  })

  test.each([
    [{ rule: "secrets/fil", reason }, "ignore[0].rule: there is no rule secrets/fil; did you mean secrets/file?"],
    [{ type: "acme-kay", reason }, "there is no type of secret acme-kay; did you mean acme-key?"],
    [{ path: "/a{", reason }, "ignore[0].path: a glob can't have"],
  ])("%o is refused", async (entry, message) => {
    await expect(audit([], { settings: settingsOf({ detectors, ignore: [entry] }) })).rejects.toThrow(message)
  })
})

test("reading threads know them, too", async () => {
  // As built, since only there the reading threads are programs of their own.
  const built = (await import(
    new URL("../../dist/index.js", import.meta.url).href
  )) as typeof import("../../src/index.ts")
  const noise = Buffer.alloc(60 * 1024 * 1024, "no line like this\n")
  writeFileSync(
    path,
    docker([
      tar(ent("srv/1", Buffer.concat([noise, Buffer.from(VALUE)]))),
      tar(ent("srv/2", noise), ent("srv/3", `${VALUE}\n`)),
    ]),
  )
  const options = { settings: { secrets: { detectors: [ACME] } } }
  for (const jobs of [1, 2])
    expect(secretsIn(await built.audit([path], { ...options, jobs }))).toMatchObject([
      { location: { path: "/srv/1" }, places: [{ path: "/srv/3" }] },
    ])
})
