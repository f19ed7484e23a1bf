import { expect, test } from "vitest"
import { render, type Finding, type Report } from "../../src/index.ts"
import { hostile } from "./hostile.ts"
import { IMAGE, INCOMPLETE, PASS, REPORT } from "./sample.ts"

interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

const unescaped = (text: string): string =>
  text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%")

/** Reads a log as GitHub's runner does: a line is a command where it begins with `::` once blanks are passed over. */
function commandsIn(text: string): Command[] {
  return text.split("\n").flatMap((line) => {
    const trimmed = line.trimStart()
    if (!trimmed.startsWith("::")) return []
    const end = trimmed.indexOf("::", 2)
    const [name = "", ...rest] = trimmed.slice(2, end).split(" ")
    const pairs = rest
      .join(" ")
      .split(",")
      .map((pair) => pair.split("="))
    const properties = Object.fromEntries(pairs.map(([key = "", ...value]) => [key, unescaped(value.join("="))]))
    return [{ name, properties, message: unescaped(trimmed.slice(end + 2)) }]
  })
}

const commands = async (report: Report, location: string | null = null): Promise<Command[]> =>
  commandsIn(await render("github", report, { location }))

const many = (amount: number, rest: Partial<Finding>): Report => ({
  ...PASS,
  images: [
    {
      ...IMAGE,
      findings: Array.from({ length: amount }, (_, at) => ({
        ...IMAGE.findings[3]!,
        fingerprint: at.toString(16).padStart(16, "0"),
        message: `Finding ${at}.`,
        ...rest,
      })),
    },
  ],
})

test("reads well", async () => {
  await expect(await render("github", INCOMPLETE)).toMatchFileSnapshot("__snapshots__/github.txt")
})

test("what fails is an error, the rest a warning from medium on, else a notice", async () => {
  const levels = (await commands(REPORT)).map(({ name, properties }) => [name, properties["title"]])
  expect(levels).toEqual([
    ["error", "critical: secrets/history"],
    ["error", "high: user/root"],
    ["error", "high: hygiene/vcs-directory"],
    ["warning", "medium: health/missing"],
    ["warning", "medium: tag/latest"],
    ["warning", "medium: size/package-cache"],
    ["notice", "low: build-tools/vcs"],
    ["notice", "low: labels/missing"],
  ])
  const failures = [
    { kind: "finding", image: IMAGE.id, id: "build-tools/vcs", message: "git is in the image." },
  ] as const
  expect((await commands({ ...REPORT, failures }))[0]).toMatchObject({
    name: "error",
    properties: { title: "low: build-tools/vcs" },
  })
})

test("an annotation says what is wrong and how to mend it, in lines of its own", async () => {
  const [first] = await commands(REPORT)
  expect(first?.message.split("\n")).toEqual([
    "A GitHub token stands in the build history: ghp_**** (40 characters).",
    "Fix: Revoke the token. Then mount it for the one step that needs it:",
    "  RUN --mount=type=secret,id=github git clone https://github.com/shop/common /src",
  ])
})

const filesAt = async (location: string | null): Promise<unknown[]> =>
  (await commands(REPORT, location)).map(({ properties }) => properties["file"])

test("stands at the file that is asked for, else at the path in the image", async () => {
  expect(new Set(await filesAt("build/Dockerfile"))).toEqual(new Set(["build/Dockerfile"]))
  expect(await filesAt(null)).toContain("shop/api/usr/bin/git")
})

test("at most ten of a kind, the last notice counting the rest", async () => {
  const shown = await commands(many(25, {}))
  expect(shown.map(({ name }) => name)).toEqual([...Array.from({ length: 10 }, () => "warning"), "notice"])
  expect(shown.at(-1)?.message).toMatch(/^15 more/)
  const notices = await commands(many(25, { severity: "low" }))
  expect(notices).toHaveLength(10)
  expect(notices.at(-1)?.message).toMatch(/^16 more/)
  expect(await commands(many(10, { severity: "low" }))).toHaveLength(10)
})

test("findings that a report leaves out are counted too", async () => {
  const report = many(1, {})
  const images = report.images.map((image) => ({ ...image, findingsOmitted: 4 }))
  expect((await commands({ ...report, images })).at(-1)?.message).toMatch(/^4 more/)
})

test("what was not read comes first, as an error", async () => {
  const [first] = await commands(INCOMPLETE)
  expect(first).toMatchObject({ name: "error", properties: { title: "incomplete" } })
  expect(first?.message).toBe("Not read whole, so that nothing is proved: build/out/shop-amd64.tar was not read whole.")
})

test("a broken budget that no finding tells of is an error", async () => {
  const failures = [{ kind: "budget", image: IMAGE.id, id: "filesystem", message: "filesystem is 380 MB." }] as const
  const all = await commands({ ...PASS, verdict: "fail", failures })
  expect(all.filter(({ name }) => name === "error").map(({ message }) => message)).toEqual(["filesystem is 380 MB."])
})

test("what people accept is no annotation", async () => {
  const findings = IMAGE.findings.map((finding) => ({ ...finding, status: "suppressed" as const }))
  expect(await commands({ ...PASS, images: [{ ...IMAGE, findings }] })).toEqual([])
})

test("says of which of several images it speaks", async () => {
  const all = await commands({
    ...INCOMPLETE,
    images: INCOMPLETE.images.map((image) => ({ ...image, findings: IMAGE.findings })),
  })
  expect(all.map(({ properties }) => properties["title"])).toContain(
    "critical: secrets/history in shop/api:latest (linux/arm64)",
  )
})

test.each([
  [PASS, "PASS  no finding fails it; 3 medium, 2 low"],
  [REPORT, "FAIL  1 critical, 2 high: secrets/history, user/root, hygiene/vcs-directory"],
])("ends in the verdict, which is no command", async (report, line) => {
  expect((await render("github", report)).split("\n").slice(-2)).toEqual([line, ""])
})

test("an image can add no command and no property", async () => {
  const sly = ",line=9::x%0A::error::forged"
  const report = hostile(INCOMPLETE)
  const images = report.images.map((image) => ({
    ...image,
    findings: image.findings.map((finding) => ({
      ...finding,
      message: `${sly}${finding.message}`,
      rule: `${sly}${finding.rule}`,
      location: { ...finding.location, path: `/${sly}` },
    })),
  }))
  const all = await commands({ ...report, images })
  const own = IMAGE.findings.length + 1
  expect(all).toHaveLength(own)
  for (const { properties, message } of all) {
    expect(Object.keys(properties).filter((key) => !["file", "line", "title"].includes(key))).toEqual([])
    expect(message).not.toMatch(/^::/m)
  }
  expect(all.some(({ properties }) => properties["file"]?.endsWith(sly))).toBe(true)
})
