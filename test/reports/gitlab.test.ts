import { expect, test } from "vitest"
import { render, type Finding, type FormatName, type Look, type Report, type ReportImage } from "../../src/index.ts"
import { IMAGE, INCOMPLETE, PASS, REPORT } from "./sample.ts"

const LOOK = { endedAt: new Date("2026-11-21T12:00:05.678Z"), elapsedMs: 5000, commit: "a".repeat(40) }

const parsed = async (name: FormatName, report: Report, look: Partial<Look> = LOOK): Promise<any> =>
  JSON.parse(await render(name, report, look))

const withFindings = (...findings: readonly Partial<Finding>[]): Report => ({
  ...PASS,
  images: [{ ...IMAGE, findings: findings.map((one) => ({ ...IMAGE.findings[0]!, ...one })) }],
})

const SECURITY = ["gitlab-container-scanning", "gitlab-secret-detection"] as const
const ALL = ["gitlab", ...SECURITY] as const

test.each(ALL)("%s reads well", async (name) => {
  const report = {
    ...REPORT,
    images: [
      {
        ...IMAGE,
        os: { id: "debian", version: "12", name: "Debian GNU/Linux 12 (bookworm)", eol: "2028-06-30" },
        findings: [...IMAGE.findings, RUNTIME],
      },
    ],
  }
  await expect(await render(name, report, LOOK)).toMatchFileSnapshot(`__snapshots__/${name}.json`)
})

const RUNTIME: Finding = {
  rule: "base/runtime-eol",
  severity: "high",
  fingerprint: "1123456789abcdef",
  message: "Node.js 16.20.2 (/usr/local/bin/node, from layer 1) has had no updates since 2023-09-11.",
  remedy: "Move to a release that is supported, such as Node.js 24.",
  location: { kind: "file", layer: 1, path: "/usr/local/bin/node" },
  status: "new",
}

test("code quality: a severity each", async () => {
  const words = ["critical", "high", "medium", "low", "info"] as const
  const report = withFindings(...words.map((severity) => ({ severity })))
  const shown = (await parsed("gitlab", report)).map(({ severity }: any) => severity)
  expect(shown).toEqual(["blocker", "critical", "major", "minor", "info"])
})

test("code quality: begins with no byte order mark, and is an empty list where nothing is new", async () => {
  expect(await render("gitlab", { ...PASS, images: [{ ...IMAGE, findings: [] }] })).toBe("[]\n")
})

test("code quality: what was not read comes first, as a blocker", async () => {
  const [first] = await parsed("gitlab", INCOMPLETE)
  expect(first).toMatchObject({ severity: "blocker", check_name: "not-read-whole" })
  expect(first.description).toContain("build/out/shop-amd64.tar")
  const none = await parsed("gitlab", { ...INCOMPLETE, images: [], failures: [] })
  expect(none).toHaveLength(1)
})

test("code quality: says where, in the repository or in the image", async () => {
  const [one] = await parsed("gitlab", withFindings({ location: { kind: "file", path: "/etc/app.env", line: 7 } }))
  expect(one.location).toEqual({ path: "shop/api/etc/app.env", lines: { begin: 7 } })
  const [other] = await parsed("gitlab", REPORT, { location: "Dockerfile" })
  expect(other.location).toEqual({ path: "Dockerfile", lines: { begin: 1 } })
})

test("code quality: a broken budget that no finding tells of is told", async () => {
  const failures = [{ kind: "budget", image: IMAGE.id, id: "filesystem", message: "filesystem is 380 MB." }] as const
  const [first] = await parsed("gitlab", { ...PASS, verdict: "fail", failures })
  expect(first).toMatchObject({ description: "filesystem is 380 MB.", check_name: "size/budget" })
})

const sorted = async (image: ReportImage): Promise<string[]> => (await fingerprints(image)).toSorted()

const fingerprints = async (...images: readonly ReportImage[]): Promise<string[]> =>
  (await parsed("gitlab", { ...REPORT, images, failures: [] })).map(({ fingerprint }: any) => fingerprint)

test("code quality: fingerprints are unique, also of images that have the same findings", async () => {
  const other: ReportImage = { ...IMAGE, id: "sha256:1", platform: { os: "linux", architecture: "amd64" } }
  const all = await fingerprints(IMAGE, IMAGE, other)
  expect(all).toHaveLength(IMAGE.findings.length * 3)
  expect(new Set(all).size).toBe(all.length)
})

test("code quality: fingerprints stay over another tag, digest, registry and order", async () => {
  const rebuilt: ReportImage = {
    ...IMAGE,
    id: "sha256:1",
    manifestDigest: "sha256:1",
    names: ["ghcr.io/shop/api:2"],
    findings: IMAGE.findings
      .map((finding) => ({ ...finding, bytes: 1, message: `${finding.message} Again.` }))
      .toReversed(),
  }
  expect(await sorted(rebuilt)).toEqual(await sorted(IMAGE))
})

test.each(ALL)("%s leaves out what people accept: GitLab has no word for it", async (name) => {
  const report = withFindings({ status: "suppressed" }, { status: "baseline" })
  const shown = await parsed(name, report)
  expect(name === "gitlab" ? shown : shown.vulnerabilities).toEqual([])
})

test.each(ALL)("%s lists 5,000 at most and says how many are not", async (name) => {
  const rule = name === "gitlab-container-scanning" ? "base/runtime-eol" : "secrets/file"
  const many = Array.from({ length: 5003 }, (_, at) => ({
    rule,
    fingerprint: `${at}`,
    location: { kind: "file", path: `/${at}` } as const,
  }))
  const report = await parsed(name, withFindings({ ...many[0], severity: "low" }, ...many.slice(1)))
  const listed = name === "gitlab" ? report.slice(0, -1) : report.vulnerabilities
  expect(listed).toHaveLength(5000)
  expect(new Set(listed.map(({ severity }: any) => severity)).size).toBe(1)
  const told = name === "gitlab" ? report.at(-1).description : report.scan.messages[0].value
  expect(told).toMatch(/^3 more findings are not listed here/)
})

test.each(SECURITY)("%s: times are UTC without a zone, from the report where it has one", async (name) => {
  const { scan } = await parsed(name, REPORT)
  expect([scan.start_time, scan.end_time]).toEqual(["2026-11-21T12:00:00", "2026-11-21T12:00:05"])
  const stamped = await parsed(name, { ...REPORT, generatedAt: "2026-01-02T03:04:05+02:00" })
  expect(stamped.scan.end_time).toBe("2026-01-02T01:04:05")
  expect((await parsed(name, REPORT, {})).scan.end_time).toBe("1970-01-01T00:00:00")
  expect((await parsed(name, { ...REPORT, generatedAt: "never" }, {})).scan.end_time).toBe("1970-01-01T00:00:00")
})

test.each(SECURITY)("%s: a scan that did not read all has failed, and says of what", async (name) => {
  expect((await parsed(name, REPORT)).scan).toMatchObject({ status: "success", messages: [] })
  const { scan } = await parsed(name, INCOMPLETE)
  expect(scan.status).toBe("failure")
  expect(scan.messages).toEqual([{ level: "warn", value: expect.stringContaining("build/out/shop-amd64.tar") }])
  expect((await parsed(name, { ...INCOMPLETE, images: [] })).scan.messages[0].level).toBe("fatal")
})

test.each([
  ["Node.js 16.20.2 (/usr/local/bin/node, from layer 1) has ended.", "Node.js", "16.20.2"],
  ["MariaDB 10.5.8-GA (/usr/sbin/mariadbd, from layer 1) has ended.", "MariaDB", "10.5.8-GA"],
  ["/app, which layer 1 brought, was built with Go 1.19.3, whose last fixes came on 2023-09-06.", "Go", "1.19.3"],
  ["Something else altogether.", "node", "unknown"],
])("container scanning: names the package of %j", async (message, name, version) => {
  const [one] = (await parsed("gitlab-container-scanning", withFindings({ ...RUNTIME, message }))).vulnerabilities
  expect(one.location.dependency).toEqual({ package: { name }, version })
})

test("container scanning: a distribution is the package of its release; what has no package is not there", async () => {
  const report = withFindings(
    { rule: "base/distro-eol", location: { kind: "image" } },
    { rule: "base/runtime-eol", location: { kind: "image" } },
    { rule: "user/root" },
  )
  const os = { id: "debian", version: "10", name: "Debian GNU/Linux 10", eol: null }
  const images = report.images.map((image) => ({ ...image, os }))
  const { vulnerabilities } = await parsed("gitlab-container-scanning", { ...report, images })
  expect(vulnerabilities.map(({ location }: any) => location)).toEqual([
    {
      dependency: { package: { name: "debian" }, version: "10" },
      operating_system: "debian:10",
      image: "shop/api:latest",
    },
  ])
})

const sha = async (commit: string | null): Promise<string> =>
  (await parsed("gitlab-secret-detection", REPORT, { commit })).vulnerabilities[0].location.commit.sha

test("secret detection: knows the commit, or says that it knows none", async () => {
  expect(await sha("0a1b2c3d4e5f")).toBe("0a1b2c3d4e5f")
  expect(await sha(null)).toBe("0".repeat(40))
  expect(await sha("$(whoami)")).toBe("0".repeat(40))
})

test("secret detection: GitLab can tell two of a kind at one place apart", async () => {
  const twice = withFindings({ fingerprint: "a" }, { fingerprint: "b" })
  const { vulnerabilities } = await parsed("gitlab-secret-detection", twice, { location: "Dockerfile" })
  const keys = vulnerabilities.map(({ identifiers, location: { file, start_line } }: any) =>
    [identifiers[0].type, identifiers[0].value, file, start_line].join(),
  )
  expect(new Set(keys).size).toBe(2)
})

test("secret detection: tells every place in words, and quotes nothing of the source", async () => {
  const places = Array.from({ length: 12 }, (_, layer) => ({ kind: "file", path: `/etc/${layer}`, layer }) as const)
  const text = await render(
    "gitlab-secret-detection",
    withFindings({ location: { kind: "env", key: "TOKEN" }, places }),
  )
  expect(text).not.toContain("raw_source_code_extract")
  const [one] = JSON.parse(text).vulnerabilities
  expect(one.description).toContain("env TOKEN; /etc/0 (layer 0); /etc/1 (layer 1)")
  expect(one.description).toContain("and 3 more places")
})

test("a text that is escaped is no longer than GitLab takes, and no character is cut in half", async () => {
  const type = "\u001b".repeat(300)
  const { vulnerabilities } = await parsed("gitlab-secret-detection", withFindings({ secret: { type, redacted: "" } }))
  expect(vulnerabilities[0].name.length).toBeLessThanOrEqual(255)
  for (const pad of ["", "x"]) {
    const [entry] = await parsed("gitlab", withFindings({ message: pad + "😀".repeat(5000) }))
    expect(entry.description).toBe(Buffer.from(entry.description).toString())
    expect(entry.description).toMatch(/^x?(?:😀)+… Fix: /u)
  }
})
