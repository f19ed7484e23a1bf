import { readFile } from "node:fs/promises"
import { expect, test } from "vitest"
import { DATA as REAL } from "../../src/rules/support/lifecycle/data.ts"
import type { LifecycleData } from "../../src/rules/support/lifecycle/types.ts"
import { fromDistroInfo, fromEndOfLife, merge, moduleOf } from "./merge.ts"

test("reads endoflife.date's lists, old and new, and leaves out what has no end yet", () => {
  expect(
    fromEndOfLife([
      { cycle: "12", eol: "2026-07-11", extendedSupport: "2028-06-30" },
      { cycle: "14", eol: false },
      { cycle: "13", eol: "2028-08-09", extendedSupport: false },
      { cycle: "3", eol: "2020-02-31" },
      { cycle: "2", eol: "soon" },
    ]),
  ).toEqual({ "12": ["2026-07-11", "2028-06-30"], "13": ["2028-08-09"], "3": ["2020-02-31"] })
  expect(fromEndOfLife({ result: { releases: [{ name: "22", eolFrom: "2027-04-30", eoesFrom: null }] } })).toEqual({
    "22": ["2027-04-30"],
  })
})

test("reads distro-info-data", () => {
  const csv = `version,codename,series,created,release,eol,eol-server,eol-esm,eol-legacy
22.04 LTS,Jammy Jellyfish,jammy,2021-10-14,2022-04-21,2027-06-01,2027-06-01,2032-04-21,2034-04-25
24.04 LTS,Noble Numbat,noble,2023-10-12,2024-04-25,2029-05-31,2029-05-31,2034-04-25
22.10,Kinetic Kudu,kinetic,2022-04-21,2022-10-20,2023-07-20
,Sid,sid,1993-08-16`
  expect(fromDistroInfo(csv)).toEqual({
    "22.04": ["2027-06-01", "2034-04-25"],
    "22.10": ["2023-07-20"],
    "24.04": ["2029-05-31", "2034-04-25"],
  })
})

const DATA: LifecycleData = {
  asOf: "2026-01-01",
  products: [
    { id: "node", name: "Node.js", sources: ["https://example.com/a"], releases: [["9", "2018-06-30"]] },
    {
      id: "debian",
      name: "Debian",
      extended: "free",
      sources: ["https://example.com/b", "https://example.com/c"],
      releases: [["9", "2020-07-18", "2022-06-30"]],
    },
  ],
}

test("takes what is new, keeps what a file has forgotten, and sorts by number", () => {
  const files = new Map([["node", { "10": ["2021-04-30"] as const, "8": ["2019-12-31"] as const }]])
  const merged = merge(DATA, files, "2026-02-01")
  expect(merged.asOf).toBe("2026-02-01")
  expect(merged.products.map(({ id }) => id)).toEqual(["debian", "node"])
  expect(merged.products[1]!.releases.map(([name]) => name)).toEqual(["8", "9", "10"])
})

/** What becomes of one release's dates. */
const merged = (id: string, known: string[], found: string[], isExtended = false): unknown => {
  const product = { id, name: "X", sources: ["https://example.com/"], ...(isExtended && { extended: "paid" as const }) }
  const releases = known.length > 0 ? [["1", ...known] as unknown as readonly [string, string]] : []
  const file = new Map([[id, { "1": found as unknown as readonly [string] }]])
  return merge({ asOf: "2026-01-01", products: [{ ...product, releases }] }, file, "2026-02-01").products[0]!.releases
}

test("an end that lies behind is settled, one that lies ahead may move", () => {
  expect(merged("x", ["2025-12-31"], ["2027-01-01"])).toEqual([["1", "2025-12-31"]])
  expect(merged("x", ["2026-01-01"], ["2027-01-01"])).toEqual([["1", "2027-01-01"]])
  expect(merged("x", ["2025-12-31", "2028-01-01"], ["2025-11-30", "2029-01-01"], true)).toEqual([
    ["1", "2025-11-30", "2029-01-01"],
  ])
})

test("of two extended ends the later counts, and none where the product has no extended time", () => {
  expect(merged("x", ["2026-05-01", "2031-01-01"], ["2026-06-01", "2030-01-01"], true)).toEqual([
    ["1", "2026-06-01", "2031-01-01"],
  ])
  expect(merged("x", ["2026-05-01", "2031-01-01"], ["2026-06-01"], true)).toEqual([["1", "2026-06-01", "2031-01-01"]])
  expect(merged("x", [], ["2026-06-01", "2030-01-01"])).toEqual([["1", "2026-06-01"]])
})

test("leaves out what is older than images, has no number, or ends on another day with each maker", () => {
  const releases = { "1": ["2013-12-31"], "1-rc": ["2027-01-01"], "17": ["2027-01-01"], "18": ["2027-01-01"] } as const
  const products = ["java", "node"].map((id) => ({ id, name: id, sources: ["https://example.com/"], releases: [] }))
  const files = new Map(products.map(({ id }) => [id, releases]))
  const [java, node] = merge({ asOf: "2026-01-01", products }, files, "2026-02-01").products
  expect(java!.releases.map(([name]) => name)).toEqual(["18"])
  expect(node!.releases.map(([name]) => name)).toEqual(["17", "18"])
})

test("writes a module that says the same", async () => {
  const text = moduleOf(merge(DATA, new Map(), "2026-01-01"))
  const code = text.replace(/^import.*$/m, "").replace("DATA: LifecycleData", "DATA")
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { DATA: LifecycleData }
  expect(module.DATA).toEqual({ ...DATA, products: DATA.products.toReversed() })
})

/** Code without what a formatter decides. */
const squeezed = (code: string): string => code.replace(/\s+|,(?=\s*[\]}])/g, "")

test("the data lies in the tree as the script writes it", async () => {
  const text = await readFile("src/rules/support/lifecycle/data.ts", "utf8")
  expect(squeezed(text)).toBe(squeezed(moduleOf(REAL)))
})
