import { expect, test } from "vitest"
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
  const csv = `version,codename,series,created,release,eol,eol-server,eol-esm
22.04 LTS,Jammy Jellyfish,jammy,2021-10-14,2022-04-21,2027-06-01,2027-06-01,2032-04-21
22.10,Kinetic Kudu,kinetic,2022-04-21,2022-10-20,2023-07-20
,Sid,sid,1993-08-16`
  expect(fromDistroInfo(csv)).toEqual({ "22.04": ["2027-06-01", "2032-04-21"], "22.10": ["2023-07-20"] })
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

test("writes a module that says the same", async () => {
  const text = moduleOf(merge(DATA, new Map(), "2026-01-01"))
  const code = text.replace(/^import.*$/m, "").replace("DATA: LifecycleData", "DATA")
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { DATA: LifecycleData }
  expect(module.DATA).toEqual({ ...DATA, products: DATA.products.toReversed() })
})
