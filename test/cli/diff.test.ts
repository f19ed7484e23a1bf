import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { balance } from "../comparison/support.ts"
import { dockerfile } from "../support/dockerfile.ts"
import { githubToken } from "../support/made-up.ts"
import { BROKEN, plimsoll } from "./world.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-diff-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)
const TODAY = ["--today", "2026-11-21"]

/** Archives of Dockerfiles by name, each also as a saved report. */
async function build(images: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(images)) {
    writeFileSync(at(`${name}.tar`), await dockerfile(text))
    await plimsoll([at(`${name}.tar`), ...TODAY, "--format", `json=${at(`${name}.json`)}`])
  }
}

async function diff(old: string, now: string, ...more: readonly string[]) {
  const ran = await plimsoll(["diff", at(old), at(now), ...TODAY, "--format", "json", ...more])
  return { ...ran, report: ran.stdout === "" ? null : (JSON.parse(ran.stdout) as Report) }
}

const GOOD = `FROM scratch
# archive: name acme/shop:1.0.0
LABEL org.opencontainers.image.version=1.0.0
COPY --size=100kB /srv/shop/server
USER 1000
`

beforeAll(async () => {
  await build({
    old: GOOD,
    same: GOOD,
    grown: `${GOOD}COPY --size=50kB /srv/shop/fonts\n`,
    root: GOOD.replace("USER 1000", "USER root"),
    secret: `${GOOD}ENV GITHUB_TOKEN=ghp_${"a1B2c3D4e5".repeat(4).slice(0, 36)}\n`,
  })
})

describe("the verdict", () => {
  test("an image and itself: nothing changed, and it passes", async () => {
    const { code, report } = await diff("old.tar", "same.tar")
    expect(code).toBe(0)
    const { size, findings, ...lists } = report!.images[0]!.comparison!
    expect(Object.values(size).every(({ before, after }) => before === after)).toBe(true)
    expect([lists.causes, lists.layers, lists.instructions, lists.directories, lists.packages, lists.config]).toEqual(
      Array.from({ length: 6 }, () => []),
    )
    expect([findings.new, findings.fixed]).toEqual([[], []])
  })

  test("what the old image has too does not fail, what is new does", async () => {
    expect((await plimsoll([at("root.tar"), ...TODAY])).code).toBe(1)
    const both = await diff("root.tar", "root.tar")
    expect([both.code, both.report?.verdict]).toEqual([0, "pass"])
    const worse = await diff("old.tar", "root.tar")
    expect(worse.code).toBe(1)
    expect(worse.report?.failures.map(({ id }) => id)).toContain("user/root")
    const better = await diff("root.tar", "old.tar")
    expect(better.code).toBe(0)
    expect(better.report?.images[0]?.comparison?.findings.fixed.map(({ rule }) => rule)).toContain("user/root")
  })

  test("budgets on growth are measured from the old image", async () => {
    expect((await diff("old.tar", "grown.tar", "--budget", "filesystem=+60%")).code).toBe(0)
    const { code, report } = await diff("old.tar", "grown.tar", "--budget", "filesystem=+40%")
    expect(code).toBe(1)
    expect(report?.images[0]?.budgets).toMatchObject([
      { key: "filesystem", baseline: 100_000, actual: 150_000, ok: false },
    ])
  })

  test("a limit that the old image broke already is broken nonetheless", async () => {
    expect((await diff("old.tar", "old.tar", "--budget", "filesystem=90kB")).code).toBe(1)
    await plimsoll([at("old.tar"), ...TODAY, "--budget", "filesystem=90kB", "--format", `json=${at("over.json")}`])
    expect((await diff("over.json", "old.tar", "--budget", "filesystem=90kB")).code).toBe(1)
  })

  test.each([
    ["old", BROKEN, "fixtures/syn-ok.tar"],
    ["new", "fixtures/syn-ok.tar", BROKEN],
    ["no file", "nowhere.tar", "fixtures/syn-ok.tar"],
  ])("is incomplete where an image was not read whole (%s)", async (_, old, now) => {
    const { code, stdout } = await plimsoll(["diff", old, now])
    expect([code, stdout.slice(0, 10)]).toEqual([2, "INCOMPLETE"])
  })

  test("is incomplete where the new one is not read, and no image is missed for it", async () => {
    const { code, report } = await diff("old.tar", "nowhere.tar")
    expect(code).toBe(2)
    expect(report?.inputs.map(({ problems }) => problems.length)).toEqual([1, 0])
  })

  test("is incomplete where nothing can be compared", async () => {
    const saved = JSON.parse(readFileSync(at("old.json"), "utf8")) as Report
    const images = ["one", "two"].map((name) => ({ ...saved.images[0], names: [`acme/${name}:1`] }))
    writeFileSync(at("two.json"), JSON.stringify({ ...saved, images }))
    const { code, stdout } = await plimsoll(["diff", at("two.json"), at("old.tar"), "--format", "json"])
    const { inputs } = JSON.parse(stdout) as Report
    expect(code).toBe(2)
    expect(inputs.map(({ role, complete, problems }) => [role, complete, problems[0]?.code])).toEqual([
      ["audited", true, undefined],
      ["compared", false, "nothing-compared"],
    ])
  })
})

/** Rules of what is told as fixed since `file.json`. */
const fixed = async (now: string, ...more: readonly string[]): Promise<readonly string[]> =>
  (await diff("file.json", now, ...more)).report!.images[0]!.comparison!.findings.fixed.map(({ rule }) => rule)

describe("saved reports", () => {
  const pairs = [
    ["old.tar", "old.json"],
    ["grown.tar", "grown.json"],
  ] as const

  test("are as good as the archives, on either side", async () => {
    const reports = []
    for (const old of pairs[0]) for (const now of pairs[1]) reports.push((await diff(old, now)).stdout)
    expect(new Set(reports).size).toBe(1)
  })

  test("are held against budgets, and against what they can't tell not silently", async () => {
    expect((await diff("old.json", "grown.json", "--budget", "filesystem=+40%")).code).toBe(1)
    const { code, report } = await diff("old.json", "grown.json", "--budget", "path:/srv/**=1MB")
    expect(code).toBe(2)
    expect(report?.inputs[0]?.problems[0]?.message).toBe(
      "the budget path:/srv/** can't be measured from a saved report, which lists no files; give the archive in its place",
    )
  })

  /** What comes of `root.json`, changed by hand, as the new side. */
  async function changed(change: (report: Writable) => void, ...more: readonly string[]) {
    const report = JSON.parse(readFileSync(at("root.json"), "utf8")) as Writable
    change(report)
    writeFileSync(at("changed.json"), JSON.stringify(report))
    return diff("old.tar", "changed.json", ...more)
  }
  type Image = Report["images"][number]
  interface Writable {
    inputs: { -readonly [Key in keyof Report["inputs"][number]]: Report["inputs"][number][Key] }[]
    images: { -readonly [Key in keyof Image]: Image[Key] }[]
  }

  test.each<[string, (report: Writable) => void, string]>([
    ["no images", (report) => (report.images = []), "/images is empty"],
    [
      "more images than anybody compares",
      (report) => (report.images = Array.from({ length: 2001 }, () => report.images[0]!)),
      "/images has more than 2000",
    ],
    ["no inputs", (report) => (report.inputs = []), "/inputs holds nothing that was audited"],
    ["only what was compared", ({ inputs: [input] }) => (input!.role = "compared"), "/inputs holds nothing"],
    ["an image of no input", ({ images: [image] }) => (image!.input = 1), "/images/0 is of no input"],
    ["an image that was not read whole", ({ images: [image] }) => (image!.complete = false), "/inputs/0 can't be"],
    [
      "a layer that was not read whole",
      ({ images: [image] }) => (image!.layers = image!.layers.map((layer) => ({ ...layer, complete: false }))),
      "/inputs/0 can't be complete where /images/0 is not",
    ],
    [
      "a problem that leaves something unread",
      ({ inputs: [input] }) => (input!.problems = [{ code: "truncated", message: "it ends too soon" }]),
      "/inputs/0 can't be complete with such a problem",
    ],
    [
      "another size",
      ({ images: [image] }) => (image!.size = { ...image!.size, archive: 1 }),
      "/images/0 doesn't add up",
    ],
    [
      "findings that nobody accepts",
      ({ images: [image] }) => (image!.findings = image!.findings.map((one) => ({ ...one, status: "suppressed" }))),
      "/images/0/findings/0 is accepted without a reason, or by nobody",
    ],
  ])("that an audit can't have written are refused: %s", async (_, change, message) => {
    expect((await changed(() => {})).code).toBe(1)
    const { code, stderr } = await changed(change)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  const accept =
    (expires: string) =>
    ({ images: [image] }: Writable): void => {
      const accepted = { status: "suppressed", reason: "known", acceptedBy: "x.yaml", expires } as const
      image!.findings = image!.findings.map((one) => ({ ...one, ...accepted }))
    }

  test("what was accepted until a day that has passed counts again", async () => {
    expect((await changed(accept("2026-11-21"))).code).toBe(0)
    expect((await changed(accept("2026-11-20"))).code).toBe(1)
  })

  test("what another image had excused is held against the one that is given now", async () => {
    const saved = ["--format", `json=${at("excused.json")}`]
    expect((await plimsoll(["diff", at("root.tar"), at("root.tar"), ...TODAY, ...saved])).code).toBe(0)
    expect((await diff("root.tar", "excused.json")).code).toBe(0)
    expect((await diff("old.tar", "excused.json")).code).toBe(1)
  })

  test("severities are those of now", async () => {
    const root = ["--rule", "user/root=low"]
    expect((await diff("old.tar", "root.json", ...root)).code).toBe(0)
    expect((await diff("old.tar", "root.json", ...root, "--fail-on", "low")).code).toBe(1)
    expect((await diff("old.tar", "root.json", "--rule", "user/root=off")).code).toBe(0)
  })

  test("credentials that nobody looked for are not told as fixed", async () => {
    await build({ file: `${GOOD}COPY <<EOF /srv/shop/.env\nGITHUB_TOKEN=${githubToken()}\nEOF\n` })
    expect(await fixed("old.tar")).toContain("secrets/file")
    expect(await fixed("file.tar", "--no-contents")).toEqual([])
  })

  test("those that leave out findings say so, and are no side of a comparison", async () => {
    await plimsoll([at("root.tar"), ...TODAY, "--severity", "critical", "--format", `json=${at("short.json")}`])
    for (const [old, now] of [
      ["old.tar", "short.json"],
      ["short.json", "root.tar"],
    ] as const) {
      const { code, stderr } = await diff(old, now)
      expect(code).toBe(2)
      expect(stderr).toContain("short.json leaves out findings milder than critical")
    }
  })

  test("serve --compare too, which fails on old findings unless --only-new", async () => {
    const args = [at("root.tar"), ...TODAY, "--compare", at("root.json")]
    expect((await plimsoll(args)).code).toBe(1)
    expect((await plimsoll([...args, "--only-new"])).code).toBe(0)
  })

  test("what one had hidden of a secret is no difference", async () => {
    for (const old of ["secret.tar", "secret.json"]) {
      const { report, stdout } = await diff(old, "secret.tar")
      expect(report?.images[0]?.comparison?.config).toEqual([])
      expect(stdout).not.toContain("a1B2c3D4e5")
    }
  })

  test.each<[string, string | ((report: Report) => unknown), string]>([
    ["another's JSON", '{"name":"x"}', "/schemaVersion is missing"],
    ["no JSON", "{ not json", "it is no JSON, or was cut short"],
    [
      "an old report",
      (report) => ({ ...report, images: report.images.map((image) => ({ ...image, directories: undefined })) }),
      "/images/0/directories is missing",
    ],
    ["what later versions add", (report) => ({ ...report, more: 1 }), "/more is not as it should be"],
    [
      "sums that are none",
      (report) => ({
        ...report,
        images: report.images.map((image) => ({ ...image, size: { ...image.size, content: 1 } })),
      }),
      "/images/0 doesn't add up",
    ],
  ])("refuses %s in one sentence", async (_, content, reason) => {
    const text =
      typeof content === "string" ? content : JSON.stringify(content(JSON.parse(readFileSync(at("old.json"), "utf8"))))
    writeFileSync(at("odd.json"), text)
    for (const args of [
      ["diff", at("odd.json"), at("old.tar")],
      ["diff", at("old.tar"), at("odd.json")],
      [at("old.tar"), "--compare", at("odd.json")],
    ]) {
      const { code, stdout, stderr } = await plimsoll(args)
      expect([code, stdout, stderr]).toEqual([
        2,
        "",
        `plimsoll: ${at("odd.json")} is no report of this version of plimsoll: ${reason}. Save one anew: plimsoll INPUT --format json=FILE\n`,
      ])
    }
  })
})

test.each([
  [
    ["diff", "a.tar"],
    "plimsoll diff needs OLD and NEW: each a tar, an OCI layout directory, or a report saved by --format json.",
  ],
  [["diff", "-", "-"], "Standard input can be read only once. Give - once."],
  [["-", "--compare", "-"], "Standard input can be read only once. Give - once."],
  [["a.tar", "--only-new"], "--only-new needs --compare: what is new is told by another image."],
])("%j is told", async (args, sentence) => {
  const { code, stdout, stderr } = await plimsoll(args)
  expect([code, stdout, stderr]).toEqual([2, "", `plimsoll: ${sentence}\n`])
})

/** Images of `fixtures/`; what is large needs threads, which start from the built file. */
const IMAGES = readdirSync("fixtures")
  .filter((name) => /\.(?:tar|tar\.gz)$/.test(name) && statSync(join("fixtures", name)).size < 8_000_000)
  .map((name) => join("fixtures", name))

test("the diff of any two images is that of their saved reports, and adds up", { timeout: 300_000 }, async () => {
  expect(IMAGES.length).toBeGreaterThan(20)
  const saved: string[] = []
  for (const [index, image] of IMAGES.entries()) {
    saved.push(at(`fixture-${index}.json`))
    await plimsoll([image, ...TODAY, "--format", `json=${saved[index]}`])
  }
  for (const [index, now] of IMAGES.entries()) {
    const other = (index + 7) % IMAGES.length
    const archives = await plimsoll(["diff", IMAGES[other]!, now, ...TODAY, "--format", "json"])
    const reports = await plimsoll(["diff", saved[other]!, saved[index]!, ...TODAY, "--format", "json"])
    expect(reports).toEqual(archives)
    for (const { comparison } of (JSON.parse(archives.stdout) as Report).images)
      for (const [parts, total] of Object.values(balance(comparison!))) expect(parts).toBe(total)
    const itself = JSON.parse(
      (await plimsoll(["diff", saved[index]!, saved[index]!, "--format", "json"])).stdout,
    ) as Report
    for (const { comparison } of itself.images) {
      expect([comparison!.causes, comparison!.directories, comparison!.packages, comparison!.config]).toEqual([
        [],
        [],
        [],
        [],
      ])
      expect(comparison!.findings).toMatchObject({ new: [], fixed: [] })
    }
  }
})
