import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import { dockerfile } from "../support/dockerfile.ts"
import { plimsoll } from "./world.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const fresh = (end: string): string => join(folder, `${files++}${end}`)
const textOf = (file: string): string => readFileSync(file, "utf8")

/** The shop with so many bytes of `app.js`, and what else it has. */
async function shop(app: number, { name = "acme/shop:1.2.3", more = "" } = {}): Promise<string> {
  const path = fresh(".tar")
  const text = `
    FROM scratch
    # archive: name ${name}
    COPY --size=${app} app.js /srv/shop/app.js
    USER 10001${more}`
  writeFileSync(path, await dockerfile(text))
  return path
}

const settings = fresh(".yaml")
writeFileSync(settings, 'budgets: { filesystem: "+5%", files: "+1" }\n')
const CONFIG = ["--config", settings]
const TODAY = [...CONFIG, "--today", "2026-11-21"]

/** A baseline of the shop at a million bytes. */
async function baseline(): Promise<string> {
  const file = fresh(".yaml")
  expect((await plimsoll(["baseline", await shop(1_000_000), "--output", file, ...TODAY])).code).toBe(0)
  return file
}

const accept = (file: string, input: string, ...args: readonly string[]) =>
  plimsoll(["baseline", input, "--accept-growth", "--baseline", file, ...TODAY, ...args])

const REASON = ["--reason", "the new checkout"]

async function codeOf(file: string, input: string, ...args: readonly string[]): Promise<number> {
  const { code } = await plimsoll([input, "--baseline", file, "--quiet", ...TODAY, ...args])
  return code
}

describe("growth that is accepted", () => {
  test("passes, by what is needed beyond the limit; everything else of the file stays", async () => {
    const file = await baseline()
    const before = textOf(file)
    const grown = await shop(1_211_500, { name: "acme/shop:1.3.0" })
    expect(await codeOf(file, grown)).toBe(1)
    const { code, stdout } = await accept(file, grown, ...REASON, "--owner", "ann", "--expires", "2027-01-31")
    expect(code).toBe(0)
    expect(stdout).toBe(
      `Accepted growth in ${file}.\nacme/shop (linux/amd64)\n  filesystem: 162kB more than +5% allows, until 2027-01-31\n`,
    )
    expect(textOf(file)).toBe(`${before}    growth:
      - budget: filesystem
        by: "162kB"
        reason: the new checkout
        owner: ann
        expires: "2027-01-31"
`)
    expect(await codeOf(file, grown)).toBe(0)
  })

  test("fails again after its last day, and when more grows", async () => {
    const file = await baseline()
    await accept(file, await shop(1_211_500), ...REASON, "--expires", "2027-01-31")
    expect(await codeOf(file, await shop(1_211_500), "--today", "2027-01-31")).toBe(0)
    expect(await codeOf(file, await shop(1_211_500), "--today", "2027-02-01")).toBe(1)
    expect(await codeOf(file, await shop(1_212_000))).toBe(0)
    expect(await codeOf(file, await shop(1_212_001))).toBe(1)
    const { stdout } = await plimsoll([await shop(1_212_001), "--baseline", file, "--quiet", ...TODAY])
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("1 B more than +5% and 162 kB accepted allow")
  })

  test("is replaced by what is needed now, and what is accepted of another budget stays", async () => {
    const file = await baseline()
    const more = "\n    COPY --size=1 a /a\n    COPY --size=1 b /b"
    const { stdout } = await accept(file, await shop(1_200_000, { more }), ...REASON, "--expires", "2027-01-31")
    expect(stdout).toContain("filesystem: 151kB more than +5% allows, until 2027-01-31")
    expect(stdout).toContain("files: 1 more than +1 allows, until 2027-01-31")
    const again = await accept(file, await shop(2_500_000), "--reason", "and photos")
    expect(again.stdout).toContain("filesystem: 1.45MB more than +5% allows, instead of 151kB until 2027-01-31")
    expect(textOf(file).split("growth:\n")[1]).toBe(
      `      - budget: files
        by: "1"
        reason: the new checkout
        expires: "2027-01-31"
      - budget: filesystem
        by: "1.45MB"
        reason: and photos
`,
    )
    expect(await codeOf(file, await shop(2_500_000))).toBe(0)
  })

  test("that has expired counts for nothing when it is accepted anew", async () => {
    const file = await baseline()
    await accept(file, await shop(1_211_500), ...REASON, "--expires", "2026-11-30")
    const later = await accept(file, await shop(1_250_000), ...REASON, "--today", "2026-12-01")
    expect(later.stdout).toContain("filesystem: 200kB more than +5% allows, instead of 162kB until 2026-11-30")
  })

  test("is none where no limit on growth is broken: the file stays as somebody wrote it", async () => {
    const file = await baseline()
    writeFileSync(file, `${textOf(file)}# ours\n`)
    const before = textOf(file)
    const { code, stdout } = await accept(file, await shop(1_050_000), ...REASON)
    expect([code, stdout]).toEqual([0, `No budget on growth is broken: ${file} stays as it is.\n`])
    expect(textOf(file)).toBe(before)
  })

  test("is not a size that is over its limit, nor growth from nothing", async () => {
    const file = await baseline()
    const args = ["--budget", "content=1MB", "--budget", "path:/srv/**=+1%", "--budget", "path:/sv/**=1MB"]
    const { stdout } = await accept(file, await shop(1_050_000), ...REASON, ...args)
    expect(stdout).toContain("Still broken, for a baseline accepts no limit on size: content, path:/sv/**.")
    expect(stdout).toContain("Not in the baseline, so that growth has no measure: path:/srv/**.")
    expect(textOf(file)).not.toContain("growth:")
  })

  test.each<[string, readonly string[], RegExp]>([
    ["a reason", [], /^plimsoll: Growth is accepted for a reason: give one as --reason/],
    ["a reason that says something", ["--reason", " "], /--reason needs a text/],
    ["a day to come", [...REASON, "--expires", "2026-11-20"], /has passed/],
    ["no ratchet", [...REASON, "--ratchet"], /--ratchet and --accept-growth are two different things/],
    ["a baseline", [...REASON, "--baseline", "nowhere.yaml"], /There is no nowhere.yaml to accept growth in/],
  ])("needs %s", async (_, args, message) => {
    const { code, stderr } = await accept(await baseline(), await shop(2_000_000), ...args)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })

  test("needs the image in the baseline", async () => {
    const file = await baseline()
    const before = textOf(file)
    const { code, stderr } = await accept(file, await shop(2_000_000, { name: "acme/web:1" }), ...REASON)
    expect([code, textOf(file)]).toEqual([2, before])
    expect(stderr).toMatch(/does not know acme\/web:1.*plimsoll baseline INPUT adds it/)
  })

  test.each(["review", "html"])("is a risk that a %s tells with reason, owner and day", async (format) => {
    const [file, grown] = [await baseline(), await shop(1_200_000)]
    const args = ["--reason", "The order page shows charts", "--owner", "orders", "--expires", "2027-01-31"]
    expect((await accept(file, grown, ...args)).code).toBe(0)
    const { code, stdout } = await plimsoll([grown, "--baseline", file, ...TODAY, "--format", format])
    expect(code).toBe(0)
    const risks = stdout.slice(stdout.lastIndexOf("Accepted risks"))
    for (const words of [
      "filesystem may grow by 150 kB more than its budget allows.",
      "The order page shows charts",
      "orders",
      "2027-01-31",
    ])
      expect(risks).toContain(words)
  })
})
