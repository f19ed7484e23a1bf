import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Ajv, type ValidateFunction } from "ajv"
import { beforeAll, describe, expect, test } from "vitest"
import { render, type Finding, type FormatName, type Report } from "../../src/index.ts"
import { hostile } from "../reports/hostile.ts"
import { IMAGE, INCOMPLETE, PASS, REPORT } from "../reports/sample.ts"
import { auditFixture, FIXTURES } from "./support.ts"

const FOLDER = fileURLToPath(new URL("gitlab/", import.meta.url))
const SCHEMAS = {
  gitlab: "code-quality.json",
  "gitlab-container-scanning": "container-scanning.json",
  "gitlab-secret-detection": "secret-detection.json",
} as const satisfies Partial<Record<FormatName, string>>
/** Every archive is audited once, for all formats. */
const audited = new Map<string, Promise<Report>>()
function reportOf(name: string): Promise<Report> {
  const report = audited.get(name) ?? auditFixture(name)
  audited.set(name, report)
  return report
}

/** One finding of every rule that another report than code quality takes, so many times. */
const many = (amount: number): Report => ({
  ...REPORT,
  images: [
    {
      ...IMAGE,
      findings: Array.from({ length: amount }, (_, at): Finding => ({
        ...IMAGE.findings[0]!,
        rule: ["base/distro-eol", "base/runtime-eol", "secrets/file"][at % 3]!,
        fingerprint: at.toString(16).padStart(16, "0"),
        message: `Node.js ${at}.1 (/usr/bin/node) has ended.`,
        location: { kind: "file", path: `/usr/bin/${at}`, layer: 1 },
      })),
    },
  ],
})

describe.each(Object.entries(SCHEMAS))("%s", (name, file) => {
  let validate: ValidateFunction
  beforeAll(() => {
    validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(
      JSON.parse(readFileSync(join(FOLDER, file), "utf8")),
    )
  })
  const problemsOf = async (report: Report, location: string | null = null): Promise<unknown> => {
    const look = { endedAt: new Date("2026-11-21T12:00:00Z"), elapsedMs: 1234, location }
    const parsed = JSON.parse(await render(name as FormatName, report, look))
    validate(parsed)
    return validate.errors
  }

  test.each([
    ["of each kind", REPORT],
    ["that passed", PASS],
    ["that is incomplete", INCOMPLETE],
    ["that obeys nothing", hostile(INCOMPLETE)],
    ["of no image", { ...INCOMPLETE, images: [], failures: [] }],
    ["of a hundred thousand findings", many(100_000)],
    ["of a hundred thousand hostile ones", hostile(many(100_000))],
  ])("a report %s", async (_, report) => {
    expect(await problemsOf(report)).toBeNull()
    expect(await problemsOf(report, "build/Dockerfile")).toBeNull()
  })

  test.each(FIXTURES)("%s", async (archive) => {
    expect(await problemsOf(await reportOf(archive))).toBeNull()
  })

  test("the schema refuses what GitLab does", () => {
    expect(validate([{}])).toBe(false)
    expect(validate({ version: "15.0.7" })).toBe(false)
  })
})

test("the shop has something for every report", async () => {
  const report = await reportOf("shop.tar")
  for (const name of ["gitlab-container-scanning", "gitlab-secret-detection"] as const)
    expect(JSON.parse(await render(name, report)).vulnerabilities).not.toEqual([])
})
