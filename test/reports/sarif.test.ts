import { gzipSync } from "node:zlib"
import type { Log, Result, Run } from "sarif"
import { expect, test } from "vitest"
import { type Finding, type Look, type Report, type ReportImage, render } from "../../src/index.ts"
import { hostile } from "./hostile.ts"
import { IMAGE, INCOMPLETE, PASS, REPORT } from "./sample.ts"

const logOf = async (report: Report, look: Partial<Look> = {}): Promise<Log> =>
  JSON.parse(await render("sarif", report, look))
const runsOf = async (report: Report, look: Partial<Look> = {}): Promise<readonly Run[]> =>
  (await logOf(report, look)).runs
const resultsOf = async (report: Report, look: Partial<Look> = {}): Promise<readonly Result[]> =>
  (await runsOf(report, look)).flatMap(({ results }) => results ?? [])
const of = (...images: readonly Partial<ReportImage>[]): Report => ({
  ...REPORT,
  images: images.map((image) => ({ ...IMAGE, ...image })),
})
const uriOf = ({ locations }: Result): string | undefined => locations?.[0]?.physicalLocation?.artifactLocation?.uri
const hashOf = ({ partialFingerprints }: Result): string | undefined => partialFingerprints?.["primaryLocationLineHash"]
const [SECRET, ROOT, GIT] = IMAGE.findings as [Finding, Finding, Finding]

test("reads as a viewer needs it", async () => {
  const report = of({
    rules: [{ id: "secrets/history", severity: "critical" }],
    findings: [SECRET, { ...GIT, status: "suppressed", reason: "known", owner: "shop", expires: "2027-01-01" }],
  })
  await expect(await render("sarif", report)).toMatchFileSnapshot("__snapshots__/report.sarif")
})

test("a result stands in the folder of its image, and its place in the image beside it", async () => {
  const [result] = await resultsOf(of({ names: ["ghcr.io:443/shop/api:1"], findings: [GIT] }))
  expect(uriOf(result!)).toBe("shop/api/srv/shop/backend/services/checkout/vendor/common/.git")
  expect(result!.locations![0]!.logicalLocations![0]!.fullyQualifiedName).toBe(
    `ghcr.io:443/shop/api:1 layer 3 ${GIT.location.path}`,
  )
})

test("or at the file that is named for all", async () => {
  const results = await resultsOf(REPORT, { location: "build/Dockerfile" })
  expect(new Set(results.map(uriOf))).toEqual(new Set(["build/Dockerfile"]))
})

test.each([
  ["critical", "error", "9.5"],
  ["high", "error", "8.0"],
  ["medium", "warning", "5.5"],
  ["low", "note", "2.0"],
  ["info", "note", undefined],
] as const)("%s is the level %s, and lands in the band of its name", async (severity, level, security) => {
  const [run] = await runsOf(of({ rules: [{ id: "user/root", severity }], findings: [{ ...ROOT, severity }] }))
  const [rule] = run!.tool.driver.rules!
  expect(run!.results![0]).toMatchObject({ level, ruleId: "user/root", ruleIndex: 0 })
  expect(rule!.defaultConfiguration).toEqual({ level })
  expect(rule!.properties!["security-severity"]).toBe(security)
})

test("a finding that is about no attack is none of GitHub's security alerts", async () => {
  const [run] = await runsOf(of({ rules: [{ id: "labels/missing", severity: "low" }], findings: [] }))
  const { properties } = run!.tool.driver.rules![0]!
  expect(properties).not.toHaveProperty("security-severity")
  expect(properties!["problem.severity"]).toBe("recommendation")
  expect(properties!.tags).not.toContain("security")
})

test("every rule in force is described, one that is off is not, and one without text is its id", async () => {
  const rules = [
    { id: "user/root", severity: "high" },
    { id: "labels/schema", severity: "off" },
    { id: "own/rule", severity: "low" },
  ] as const
  const [run] = await runsOf(of({ rules, findings: [] }))
  expect(run!.tool.driver.rules!.map(({ id }) => id)).toEqual(["user/root", "own/rule"])
  expect(run!.tool.driver.rules![1]).toMatchObject({ name: "OwnRule", shortDescription: { text: "own/rule." } })
})

test("descriptions and tags are within GitHub's limits", async () => {
  const references = Array.from({ length: 30 }, (_, at) => `CIS ${at}`)
  const text = { id: "user/root", title: "t", severity: "high", why: "w".repeat(3000), remedy: "", references } as const
  const [run] = await runsOf(of({ rules: [text], findings: [] }), { rules: [text] })
  const [rule] = run!.tool.driver.rules!
  expect(rule!.fullDescription!.text).toHaveLength(1024)
  expect(rule!.properties!.tags).toHaveLength(10)
})

test("a fingerprint survives another tag, digest and layer, and tells images apart", async () => {
  const [before] = await resultsOf(of({ names: ["shop/api:1"], id: "sha256:1", findings: [GIT] }))
  const moved = { ...GIT, location: { ...GIT.location, layer: 7 }, message: "other", bytes: 1 }
  const [after] = await resultsOf(of({ names: ["shop/api:2"], id: "sha256:2", findings: [moved] }))
  const [other] = await resultsOf(of({ names: ["shop/web:1"], findings: [GIT] }))
  expect(hashOf(after!)).toBe(hashOf(before!))
  expect(hashOf(other!)).not.toBe(hashOf(before!))
})

test("equal fingerprints are numbered, for hosts take them for one", async () => {
  const hashes = (await resultsOf(of({ findings: [GIT, GIT] }))).map(hashOf)
  expect(hashes[0]).toMatch(/^[0-9a-f]{16}:1$/)
  expect(hashes[1]).toBe(hashes[0]!.replace(/1$/, "2"))
})

test("what is accepted is suppressed and says why; what is new is not", async () => {
  const accepted = { ...SECRET, status: "suppressed", reason: "revoked", owner: "shop", expires: "2027-01-01" } as const
  const [fresh, known] = await resultsOf(of({ findings: [accepted, ROOT] }))
  expect(fresh!.suppressions).toEqual([])
  expect(known!.suppressions).toEqual([
    { kind: "external", status: "accepted", justification: "Accepted: revoked; by shop; until 2027-01-01." },
  ])
})

test("a broken budget appears though its rule is off", async () => {
  const failures = [{ kind: "budget", image: IMAGE.id, id: "filesystem", message: "It is 1 MB over." }] as const
  const report = { ...of({ findings: [], rules: [{ id: "size/budget", severity: "off" }] }), failures }
  const [result] = await resultsOf(report)
  expect(result).toMatchObject({ ruleId: "size/budget", level: "error", message: { text: "It is 1 MB over." } })
})

test("a run an image, by name and platform: another tag or neighbour changes no category", async () => {
  const arm = { os: "linux", architecture: "arm64" }
  const amd = { os: "linux", architecture: "amd64" }
  const images = [
    { names: ["shop/api:1"], platform: amd },
    { names: ["shop/api:1"], platform: arm },
    { names: ["shop/api:2"], platform: amd },
    { names: ["shop/web:1"], platform: amd },
  ]
  const runs = await runsOf(of(...images))
  const ids = runs.map(({ automationDetails }) => automationDetails!.id)
  expect(ids).toEqual([
    "plimsoll/shop/api/linux-amd64/",
    "plimsoll/shop/api/linux-arm64/",
    "plimsoll/shop/web/linux-amd64/",
  ])
  const [alone] = await runsOf(of(images[3]!))
  expect(alone!.automationDetails!.id).toBe(ids[2])
})

test("where that makes more runs than GitHub takes, there is one", async () => {
  const images = Array.from({ length: 21 }, (_, at) => ({ names: [`shop/${at}:1`], findings: [GIT] }))
  expect(await runsOf(of(...images.slice(1)))).toHaveLength(20)
  const runs = await runsOf(of(...images))
  expect(runs).toHaveLength(1)
  expect(runs[0]!.results).toHaveLength(21)
})

test("what was not read is an error and no success", async () => {
  const [first, second] = await runsOf(INCOMPLETE)
  expect(first!.results![0]).toMatchObject({ ruleId: "plimsoll/not-read", level: "error" })
  expect(first!.results![0]!.message.text).toContain("build/out/shop-amd64.tar")
  expect(first!.invocations![0]!.executionSuccessful).toBe(false)
  expect(second!.invocations![0]!.executionSuccessful).toBe(false)
  expect(second!.invocations![0]!.toolExecutionNotifications).toMatchObject([
    { level: "error", descriptor: { id: "truncated" } },
  ])
  const [whole] = await runsOf(PASS)
  expect(whole!.invocations![0]!.executionSuccessful).toBe(true)
})

test("without an image there is a run all the same", async () => {
  const [run, ...others] = await runsOf({ ...INCOMPLETE, images: [] })
  expect(others).toEqual([])
  expect(run!.results).toMatchObject([{ ruleId: "plimsoll/not-read", level: "error" }])
  const [nothing] = await runsOf({ ...REPORT, inputs: [], images: [], verdict: "incomplete", failures: [] })
  expect(nothing!.results).toMatchObject([{ ruleId: "plimsoll/not-read" }])
})

test("of a hundred thousand the worst five thousand are kept, and the rest is counted", async () => {
  const severities = ["low", "info", "high", "medium"] as const
  const findings = Array.from({ length: 100_000 }, (_, at): Finding => ({
    ...GIT,
    severity: at === 99_999 ? "critical" : severities[at % 4]!,
    fingerprint: at.toString(16).padStart(16, "0"),
    location: { kind: "file", path: `/srv/${at}` },
  }))
  const report = of({ findings, findingsOmitted: 17 })
  const results = await resultsOf(report)
  expect(results).toHaveLength(5000)
  expect(results[0]!.properties!["severity"]).toBe("critical")
  expect(results.slice(1, -1).every(({ properties }) => properties!["severity"] === "high")).toBe(true)
  expect(results.at(-1)).toMatchObject({ ruleId: "plimsoll/left-out", level: "note" })
  expect(results.at(-1)!.message.text).toContain("95018 more findings are not listed here: 20002 high, 24999 medium")
  const [run] = await runsOf(report)
  expect(run!.invocations![0]!.toolExecutionNotifications).toMatchObject([{ descriptor: { id: "left-out" } }])
  expect(gzipSync(await render("sarif", report)).length).toBeLessThan(1e6)
})

test("accepted findings make room for new ones", async () => {
  const known = Array.from({ length: 6000 }, (): Finding => ({ ...SECRET, status: "baseline" }))
  const results = await resultsOf(of({ findings: [...known, { ...ROOT, severity: "info" }] }))
  expect(results[0]!.ruleId).toBe("user/root")
})

test("an image writes no link into a message", async () => {
  const message = "A file is named [click](https://example.org)."
  const [result] = await resultsOf(of({ findings: [{ ...ROOT, message }] }))
  expect(result!.message.text).toContain(String.raw`[click\](https://example.org).`)
})

test("every URI is relative and can be decoded, whatever an image says", async () => {
  for (const result of await resultsOf(hostile(INCOMPLETE))) {
    const uri = uriOf(result) ?? ""
    expect(uri).toMatch(/^[\w!'()*.~%-]+(\/[\w!'()*.~%-]+)*$/)
    expect(() => decodeURIComponent(uri)).not.toThrow()
  }
})
