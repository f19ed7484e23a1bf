import { mkdtempSync, rmSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import stale from "../../../src/rules/base/stale.ts"
import { dockerfile } from "../../support/dockerfile.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-stale-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const base = (day: string): string =>
  `FROM scratch\n# created: ${day}T00:00:00Z\nCOPY <<EOF /etc/os-release\nID=debian\nEOF\nCMD ["bash"]`
const image = (of: string, on: string): string => `${base(of)}\n# created: ${on}T08:00:00Z\nCOPY <<EOF /app\nEOF`

testRule(stale, {
  catches: {
    [image("2025-01-01", "2026-01-01")]:
      "The base image was made on 2025-01-01, 365 days before the image itself, on 2026-01-01.",
    [image("2025-01-01", "2025-07-01")]:
      "The base image was made on 2025-01-01, 181 days before the image itself, on 2025-07-01.",
  },
  ignores: [
    base("2025-01-01"),
    image("2025-01-01", "2025-06-30"),
    image("2026-01-01", "2025-01-01"),
    // Fixed times that builders set.
    image("1970-01-01", "2026-01-01"),
    image("2025-01-01", "1980-01-01"),
    // No step tells where the base ends.
    "FROM scratch\n# created: 2020-01-01T00:00:00Z\nCOPY <<EOF /a\nEOF\n# created: 2026-01-01T00:00:00Z\nCOPY <<EOF /b\nEOF",
  ],
})

const rules = (days: number) => ({ rules: new Map([["base/stale", { days }]]) })

test("the days can be set", async () => {
  expect(await findingsOf(stale, image("2026-01-01", "2026-01-31"), rules(30))).toEqual([])
  expect(await findingsOf(stale, image("2026-01-01", "2026-01-31"), rules(29))).toHaveLength(1)
})

test("takes the time of a base whose archive was given from there, and its name from the label", async () => {
  const bases = [join(folder, "base.tar")]
  // The history has one time only; the base's own config has another.
  const lines = `COPY <<EOF /etc/os-release\nID=debian\nEOF`
  await writeFile(bases[0]!, await dockerfile(`FROM scratch\n# created: 2025-01-01T00:00:00Z\n${lines}`))
  const own = `FROM scratch\n# created: 2026-01-01T00:00:00Z\n${lines}\nCOPY <<EOF /app\nEOF`
  const [finding] = await findingsOf(stale, own, { bases })
  expect(finding?.message).toContain("was made on 2025-01-01, 365 days before")
  expect(await findingsOf(stale, own)).toEqual([])
})
