import { expect, test } from "vitest"
import { DATA } from "../../src/rules/support/lifecycle/data.ts"
import { lifeOf } from "../../src/rules/support/lifecycle/lifecycle.ts"
import { OFFICIAL } from "../../src/rules/support/lifecycle/runtime-table.ts"
import { byRelease } from "./merge.ts"

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

test("products are sorted, named once, and say who decides", () => {
  const ids = DATA.products.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].toSorted())
  expect(isDay(DATA.asOf)).toBe(true)
  for (const { name, sources } of DATA.products) {
    expect(name).toMatch(/\S/)
    expect(sources.length).toBeGreaterThan(0)
    for (const source of sources) expect(source).toMatch(/^https:\/\/[^\s/]+\//)
  }
})

test.each(DATA.products.map((product) => [product.id, product] as const))(
  "releases of %s are numbers in order, and end on days that exist",
  (_, { releases, extended }) => {
    const names = releases.map(([name]) => name)
    expect(names.length).toBeGreaterThan(1)
    expect(names).toEqual([...new Set(names)].toSorted(byRelease))
    for (const [release, end, extendedEnd] of releases) {
      expect(release).toMatch(/^\d+(?:\.\d+)?$/)
      expect(isDay(end) && end > "2009-01-01" && end < "2040-01-01", `${release}: ${end}`).toBe(true)
      if (extendedEnd === undefined) continue
      expect(extended, `${release} has an extended time`).toBeDefined()
      expect(isDay(extendedEnd) && extendedEnd > end, `${release}: ${extendedEnd}`).toBe(true)
    }
  },
)

test("every runtime that is looked for has ends", () => {
  const ids = new Set(DATA.products.map(({ id }) => id))
  expect(OFFICIAL.filter(({ product }) => !ids.has(product))).toEqual([])
})

// Dates that are widely announced: a slip of the hand in the file should not pass.
test.each([
  ["debian", "10", "2022-09-10"],
  ["debian", "12", "2026-07-11"],
  ["ubuntu", "18.04", "2023-05-31"],
  ["alpine", "3.19.1", "2025-11-01"],
  ["centos", "7", "2024-06-30"],
  ["amzn", "2", "2026-06-30"],
  ["amzn", "2023", "2029-06-30"],
  ["rhel", "8.10", "2029-05-31"],
  ["node", "18.20.4", "2025-04-30"],
  ["node", "20.0.0", "2026-04-30"],
  ["python", "3.8.20", "2024-10-07"],
  ["ruby", "3.2.1", "2026-04-01"],
  ["php", "8.1.30", "2025-12-31"],
  ["go", "1.22.3", "2025-02-11"],
  ["dotnet", "8.0.11", "2026-11-10"],
  ["postgres", "9.6.24", "2021-11-11"],
  ["postgres", "13.4", "2025-11-13"],
  ["mysql", "8.0.36", "2026-04-30"],
  ["mariadb", "10.6.1", "2026-07-06"],
])("%s %s ends on %s", (product, version, end) => {
  expect(lifeOf(product, version)?.end).toBe(end)
})

test.each([
  ["node", "99.1.0"],
  ["node", ""],
  ["node", "constructor"],
  ["java", "17.0.9"],
  ["no-such-thing", "1"],
  ["go", "1.9"],
])("nothing is said of %s %s", (product, version) => {
  expect(lifeOf(product, version)).toBeNull()
})
