import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, chromium as driver } from "playwright-core"
import { audit, type AuditOptions, type Report } from "../../src/index.ts"
import { chromiumPath, isRunnable, MULTITOOL, toolPath } from "./programs.ts"

/** Path of a program; throws what to do where it is not installed. */
export function tool(name: string): string {
  const path = name === "Sarif.Multitool" ? join(MULTITOOL, name) : toolPath(name)
  if (path === null || !isRunnable(path)) throw new Error(`${name} is not installed. \`npm run validate\` says how.`)
  return path
}

/** A browser that asks nobody for anything. Close it. */
export function chromium(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === null) throw new Error("Chromium is not installed. `npm run validate` says how.")
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
  const args = ["--no-sandbox", ...quiet, "--disable-background-networking", "--disable-component-update"]
  return driver.launch({ executablePath, headless: true, args })
}

/** The report of an archive of `fixtures/`; the same day, the same report. */
export const auditFixture = (name: string, options: AuditOptions = {}): Promise<Report> =>
  audit([join("fixtures", name)], { files: true, jobs: 1, today: new Date("2026-11-21"), ...options })

/** The report of what one archive of `fixtures/` became. */
export async function diffFixtures(before: string, after: string, options: AuditOptions = {}): Promise<Report> {
  return auditFixture(after, { ...options, compare: await auditFixture(before, { ...options, files: false }) })
}

/** Archives whose reports are unlike each other: findings of every severity, several images, none, what could not be read. */
export const FIXTURES = [
  "shop.tar",
  "good-web.docker26-save.tar",
  "two-images.podman4-multi.tar",
  "multi.buildx-oci-provenance.oci.tar",
  "untagged.docker20-classic.tar",
  "syn-digest-mismatch.oci.tar",
  "syn-missing-layer-blob.oci.tar",
  "syn-truncated.tar",
  "syn-no-image.tar",
  "syn-windows-foreign.oci.tar",
] as const

/** What a program prints about a text, given as a file; its status beside it. */
export function complaints(
  program: string,
  text: string,
  args: (file: string) => readonly string[],
  extension = "xml",
): { readonly status: number | null; readonly lines: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-validators-"))
  try {
    const file = join(folder, `report.${extension}`)
    writeFileSync(file, text)
    const { status, stdout, stderr, error } = spawnSync(tool(program), args(file), {
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
    })
    if (error !== undefined) throw error
    const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "")
    return { status, lines: lines.map((line) => line.replaceAll(folder, "")) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A JSON file that a validator brings. */
export const jsonAt = (path: string): object => JSON.parse(readFileSync(path, "utf8"))
