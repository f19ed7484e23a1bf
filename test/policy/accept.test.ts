import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { audit, render, SettingsError, type Finding, type Ignore, type Report } from "../../src/index.ts"
import type { AuditOptions } from "../../src/audit/index.ts"
import { docker } from "../support/archive.ts"
import { dockerfile } from "../support/dockerfile.ts"
import { ent, tar } from "../support/tar.ts"

// What a team accepts: each field of an entry changes a verdict, and nothing that is accepted is out of sight.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
async function archive(text: string): Promise<string> {
  const path = join(folder, `${files++}.tar`)
  writeFileSync(path, await dockerfile(text))
  return path
}

const reason = "agreed with the platform team"
const settingsFile = "plimsoll.config.yaml"
const RULE = "user/world-writable"
const SUID = "user/setuid"
const TEXT = `
  # archive: name acme/shop:1.4
  FROM scratch
  COPY --chmod=777 <<EOF /srv/run.sh
  EOF
  USER 1000`

const auditWith = async (
  inputs: readonly string[],
  ignore: readonly Ignore[],
  options: AuditOptions = {},
): Promise<Report> =>
  audit(inputs, {
    failOn: "info",
    today: new Date("2026-11-21"),
    settingsFile,
    rules: new Map([["secrets/password-hash", "off"]]),
    ...options,
    settings: { ignore, ...options.settings },
  })

const foundBy = (report: Report, rule = RULE): Finding[] =>
  report.images.flatMap(({ findings }) => findings.filter((finding) => finding.rule === rule))
const isFailing = ({ failures }: Report, rule = RULE): boolean => failures.some(({ id }) => id === rule)
const notes = ({ inputs }: Report): string[] => inputs.flatMap(({ problems }) => problems.map(({ message }) => message))

let path = ""
let fingerprint = ""
beforeAll(async () => {
  path = await archive(TEXT)
  fingerprint = foundBy(await auditWith([path], []))[0]?.fingerprint ?? ""
  expect(fingerprint).toMatch(/^[0-9a-f]{16}$/)
})

describe("a finding is accepted by", () => {
  test.each<[keyof Ignore, () => string | number, string | number]>([
    ["rule", () => RULE, "user/root"],
    ["rule", () => "user/*", "size/*"],
    ["fingerprint", () => fingerprint, "0123456789abcdef"],
    ["path", () => "/srv/**", "/opt/**"],
    ["layer", () => 0, 1],
    ["layer", () => "COPY * /srv/run.sh", "RUN *"],
    ["image", () => "acme/shop:*", "acme/cart:*"],
  ])("%s", async (key, right, wrong) => {
    const base: Ignore = { rule: RULE, reason }
    const accepted = await auditWith([path], [{ ...base, [key]: right() }])
    expect(foundBy(accepted)).toMatchObject([{ status: "suppressed", reason, acceptedBy: `${settingsFile} ignore[0]` }])
    expect(isFailing(accepted)).toBe(false)
    expect(notes(accepted)).toEqual([])
    const refused = await auditWith([path], [{ ...base, [key]: wrong }])
    expect(foundBy(refused)).toMatchObject([{ status: "new" }])
    expect(foundBy(refused)[0]).not.toHaveProperty("acceptedBy")
    expect(isFailing(refused)).toBe(true)
  })

  test("all that an entry says, not by a part of it", async () => {
    const whole = { rule: RULE, fingerprint, path: "/srv/**", layer: "COPY *", image: "acme/*", reason }
    expect(isFailing(await auditWith([path], [whole]))).toBe(false)
    for (const part of [
      { rule: "user/root" },
      { path: "/opt/*" },
      { layer: 7 },
      { image: "other" },
      { fingerprint: "0".repeat(16) },
    ])
      expect(isFailing(await auditWith([path], [{ ...whole, ...part }]))).toBe(true)
  })

  test("a path or a layer only where each of its places fits", async () => {
    const twice = await archive(`
      FROM scratch
      COPY --chmod=4755 <<EOF /srv/run.sh
      EOF
      COPY --chmod=4755 <<EOF /opt/run.sh
      EOF`)
    const [finding] = foundBy(await auditWith([twice], []), SUID)
    expect([finding?.location, ...(finding?.places ?? [])]).toHaveLength(2)
    const isAccepted = async (entry: Partial<Ignore>): Promise<boolean> =>
      !isFailing(await auditWith([twice], [{ rule: SUID, reason, ...entry }]), SUID)
    expect(await isAccepted({ path: "/srv/**" })).toBe(false)
    expect(await isAccepted({ path: "/{srv,opt}/**" })).toBe(true)
    expect(await isAccepted({ layer: 0 })).toBe(false)
    expect(await isAccepted({ layer: "COPY *" })).toBe(true)
    // What lies in no layer and has no path fits neither.
    expect(
      isFailing(
        await auditWith(
          [twice],
          [
            { path: "**", reason },
            { layer: "*", reason },
          ],
        ),
        "user/root",
      ),
    ).toBe(true)
  })

  test("the first of several entries, and none of them is unused", async () => {
    const report = await auditWith(
      [path],
      [
        { rule: RULE, reason: "one" },
        { fingerprint, reason: "other" },
      ],
    )
    expect(foundBy(report)).toMatchObject([{ reason: "one", acceptedBy: `${settingsFile} ignore[0]` }])
    expect(notes(report)).toEqual([])
  })
})

test("an entry holds on its last day, and no longer", async () => {
  const ignore: Ignore[] = [{ rule: RULE, reason, owner: "alice@acme.example", expires: "2026-11-21" }]
  const last = await auditWith([path], ignore, { today: new Date("2026-11-21T23:59:59Z") })
  expect(foundBy(last)).toMatchObject([{ status: "suppressed", owner: "alice@acme.example", expires: "2026-11-21" }])
  const after = await auditWith([path], ignore, { today: new Date("2026-11-22T00:00:00Z") })
  expect(isFailing(after)).toBe(true)
  expect(notes(after)).toEqual([])
})

test("what is accepted is in every report, with who accepts it and where", async () => {
  const report = await auditWith([path], [{ rule: RULE, reason, owner: "alice@acme.example", expires: "2027-01-01" }])
  expect(report.settings).toEqual([{ kind: "config", path: settingsFile }])
  const look = { colour: false, width: 200, unicode: true, verbose: false, quiet: false }
  const brief = await render("table", report, look)
  expect(brief).toMatch(/^FAIL .*; 1 accepted\n/)
  expect(brief).toMatch(/Accepted: 1 \w+; 1 by plimsoll\.config\.yaml\. --verbose shows/)
  const whole = (await render("table", report, { ...look, verbose: true })).replaceAll(/\s+/g, " ")
  expect(whole).toContain(`Accepted: ${reason}; alice@acme.example; until 2027-01-01; plimsoll.config.yaml ignore[0]`)
  expect(await render("json", report)).toContain('"acceptedBy": "plimsoll.config.yaml ignore[0]"')
})

describe("entries that fit nothing", () => {
  const UNUSED = `${settingsFile} ignore[0] fits nothing that was found; remove it, or say with \`image:\` which image it is for`

  test("are told, where there was an image that they are for", async () => {
    expect(notes(await auditWith([path], [{ rule: "user/root", reason }]))).toEqual([UNUSED])
    expect(notes(await auditWith([path], [{ rule: "user/root", image: "acme/*", reason }]))).toEqual([UNUSED])
    expect(notes(await auditWith([path], [{ rule: "user/root", image: "acme/cart:*", reason }]))).toEqual([])
  })

  test("are not told of what one of several images needs", async () => {
    const root = await archive("# archive: name acme/cart:1\nFROM scratch\nUSER root")
    expect(notes(await auditWith([path, root], [{ rule: "user/root", reason }]))).toEqual([])
    const one = await auditWith([path, root], [{ rule: "user/root", image: "acme/shop:*", reason }])
    expect(isFailing(one, "user/root")).toBe(true)
    expect(notes(one)).toEqual([UNUSED])
  })

  test("are not told where not everything was read", async () => {
    const ignore = [{ type: "github-token", reason }]
    expect(notes(await auditWith([path], ignore))).toEqual([UNUSED])
    expect(notes(await auditWith([path], ignore, { contents: false }))).toEqual([])
    const broken = await auditWith([path, "fixtures/syn-truncated.tar"], ignore)
    expect(notes(broken).filter((note) => note.includes("ignore"))).toEqual([])
  })
})

test("no entry hides that an image could not be read", async () => {
  for (const input of [
    "fixtures/syn-truncated.tar",
    "fixtures/syn-missing-layer-blob.oci.tar",
    "fixtures/syn-digest-mismatch.oci.tar",
  ])
    expect(await auditWith([input], [{ rule: "*", reason }])).toMatchObject({
      verdict: "incomplete",
      inputs: [{ complete: false }],
    })
})

test("a baseline accepts by fingerprint, and of two entries the one that still holds", async () => {
  const accepted = { fingerprint, rule: RULE, what: "it is writable", reason: "known since 1.3" }
  const baselineOf = (...entries: readonly (typeof accepted & { readonly expires?: string })[]): AuditOptions => ({
    baselineFile: "plimsoll.baseline.yaml",
    baseline: {
      images: [
        {
          name: "acme/shop",
          platform: "linux/amd64",
          version: null,
          sizes: {},
          parts: {},
          accepted: entries,
          depth: 3,
          growth: [],
        },
      ],
    },
  })
  const both = await auditWith([path], [], baselineOf(accepted, { ...accepted, expires: "2020-01-01" }))
  expect(foundBy(both)).toMatchObject([{ status: "baseline", acceptedBy: "plimsoll.baseline.yaml" }])
  const late = await auditWith([path], [], baselineOf({ ...accepted, expires: "2020-01-01" }))
  expect(foundBy(late)).toMatchObject([{ status: "new" }])
  const gone = await auditWith([path], [], baselineOf(accepted, { ...accepted, fingerprint: "0".repeat(16) }))
  expect(notes(gone)).toEqual([
    "One finding that the baseline accepts is no longer found; `plimsoll baseline INPUT --ratchet` takes it out of plimsoll.baseline.yaml",
  ])
})

test("what the image compared with has too is no news, and is not the baseline's to forget", async () => {
  const worse = await archive(`${TEXT}\n  USER root`)
  const before = await auditWith([worse], [])
  const now = await auditWith([path], [], { compare: before, onlyNew: true })
  expect(foundBy(now)).toMatchObject([{ status: "baseline", acceptedBy: "--only-new" }])
  expect(notes(now)).toEqual([])
  const other = await auditWith([worse], [], { compare: await auditWith([path], []), onlyNew: true })
  expect(isFailing(other)).toBe(false)
  expect(isFailing(other, "user/root")).toBe(true)
})

test.each<[Partial<Ignore>, string]>([
  [{ rule: "user/rot" }, "ignore[0].rule: there is no rule user/rot; did you mean user/root?"],
  [{ rule: "zzz/*" }, "ignore[0].rule: there is no rule zzz/*"],
  [{ type: "github-tokn" }, "ignore[0].type: there is no type of secret github-tokn; did you mean github-token?"],
  [{ type: "github-*" }, "ignore[0].type: there is no type of secret github-*"],
  [{ path: "/srv/[ab]" }, "ignore[0].path: a glob can't have brackets"],
])("%o is refused", async (entry, message) => {
  await expect(auditWith([], [{ reason, ...entry }])).rejects.toThrow(SettingsError)
  await expect(auditWith([], [{ reason, ...entry }])).rejects.toThrow(message)
})

describe("thousands of entries", () => {
  const SECRET = "secrets/file"
  const detector = { id: "acme-key", expression: "acme-[0-9]{12}", keywords: ["acme-"] }
  const names = Array.from({ length: 1000 }, (_, index) => `srv/${"a".repeat(80)}/${String(index).padStart(4, "0")}.sh`)
  const many = join(folder, "many.tar")
  beforeAll(() => {
    const entries = names.map((name, index) => ent(name, `acme-${String(index).padStart(12, "0")}`))
    writeFileSync(many, docker([tar(...entries)]))
  })
  const seconds = async (ignore: readonly Ignore[]): Promise<[number, Report]> => {
    // Of the processor, which what else the machine does takes nothing from.
    const start = process.cpuUsage()
    const report = await auditWith([many], ignore, { settings: { secrets: { detectors: [detector] } } })
    const { user, system } = process.cpuUsage(start)
    return [(user + system) / 1e6, report]
  }

  test("are held against a thousand findings at once", async () => {
    const [, { images }] = await seconds([])
    expect(images[0]?.findings.filter(({ rule }) => rule === SECRET).length).toBe(1000)
    const ignore = Array.from({ length: 5000 }, (_, index): Ignore => ({
      rule: SECRET,
      path: `/srv/${"a".repeat(80)}/**/${String(index).padStart(4, "0")}.sh`,
      reason,
    }))
    const [time, report] = await seconds(ignore)
    expect(isFailing(report, SECRET)).toBe(false)
    expect(notes(report)).toHaveLength(4000)
    expect(time).toBeLessThan(20)
  })

  test("that are made to be slow are given up, and what they are for is new", async () => {
    const ignore = Array.from({ length: 5000 }, (_, index): Ignore => ({
      path: `/**/*${"a".repeat(60)}${index}*`,
      reason,
    }))
    const [time, report] = await seconds(ignore)
    expect(isFailing(report, SECRET)).toBe(true)
    expect(notes(report)).toEqual([
      `${settingsFile} ignore: holding its globs against what was found takes too long, so that some findings count as new; write shorter globs, or fingerprints`,
    ])
    expect(time).toBeLessThan(60)
  })
})
