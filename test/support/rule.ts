import { mkdtempSync, rmSync, statSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import { audit, type AuditOptions } from "../../src/audit/index.ts"
import type { Finding, Report, Rule } from "../../src/model/index.ts"
import { PROFILES } from "../../src/rules/profiles.ts"
import { dockerfile } from "./dockerfile.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
let files = 0
/** Larger archives are read by threads, and a thread starts from the built file. */
const NEEDS_THREADS = 8_000_000
const built = async () =>
  (await import(new URL("../../dist/index.js", import.meta.url).href)) as typeof import("../../src/index.ts")
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Releases end: a test is of a day. */
const TODAY = new Date("2026-11-21")

/** Audits a Dockerfile through the front door: as an archive on disk. */
export async function auditDockerfile(text: string, options: AuditOptions = {}): Promise<Report> {
  const path = join(folder, `${files++}.tar`)
  await writeFile(path, await dockerfile(text))
  return (statSync(path).size < NEEDS_THREADS ? audit : (await built()).audit)([path], { today: TODAY, ...options })
}

const isOff = ({ id }: Rule): boolean => PROFILES.some(({ name, rules }) => name === "default" && rules[id] === "off")

/** The options of an audit in which a rule is on, whatever the profile has; what it says of its own severity still counts. */
function withRule(rule: Rule, options: AuditOptions): AuditOptions {
  if (!isOff(rule)) return options
  const { id, severity } = rule
  const set = options.rules?.get(id)
  return {
    ...options,
    rules: new Map([
      ...(options.rules ?? []),
      [id, typeof set === "object" ? { severity, ...set } : (set ?? severity)],
    ]),
  }
}

/** What one rule says of a Dockerfile. */
export async function findingsOf(rule: Rule, text: string, options: AuditOptions = {}): Promise<readonly Finding[]> {
  const report = await auditDockerfile(text, withRule(rule, options))
  return report.images.flatMap(({ findings }) => findings.filter((finding) => finding.rule === rule.id))
}

/** What a rule catches, as Dockerfile -> message or messages in order, and what it ignores. */
interface Cases {
  readonly catches: Readonly<Record<string, string | readonly string[]>>
  readonly ignores: readonly string[]
}

const titleOf = (text: string): string =>
  text
    .trim()
    .replace(/\n\s*/g, "; ")
    .replace(/(.{160}).+/s, "$1…")

/** Tests a rule on Dockerfiles: each case is built, audited, and compared by what a reader would read. `options` are the audit's: its day, what rules are set to. */
export function testRule(rule: Rule, { catches, ignores }: Cases, options: AuditOptions = {}): void {
  describe(rule.id, () => {
    for (const [text, messages] of Object.entries(catches))
      test(`catches ${titleOf(text)}`, async () => {
        const findings = await findingsOf(rule, text, options)
        expect(findings.map(({ message }) => message)).toEqual([messages].flat())
      })
    for (const text of ignores)
      test(`ignores ${titleOf(text)}`, async () => {
        const report = await auditDockerfile(text, withRule(rule, options))
        expect(report.images).toHaveLength(1)
        expect(report.images.flatMap(({ findings }) => findings.filter((finding) => finding.rule === rule.id))).toEqual(
          [],
        )
      })
  })
}
