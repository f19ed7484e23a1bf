import { describe, expect, test } from "vitest"
import { audit } from "../../../src/index.ts"
import { withFile } from "../../support/read.ts"
import { CASES, readCases } from "./cases.ts"
import { table, uncontested, type Group } from "./figures.ts"
import { outcomes } from "./outcomes.ts"

// What `npm run score` prints, held to what is asked of it.
const LEAST: Readonly<Partial<Record<Group, { readonly precision?: number; readonly recall: number }>>> = {
  all: { precision: 0.985, recall: 0.93 },
  "image content": { precision: 0.97, recall: 0.92 },
  ENV: { recall: 0.95 },
  history: { recall: 0.95 },
}

const cases = readCases(CASES)

describe.skipIf(cases === null)("labelled cases (skipped where ../shared/secrets-dev is not there)", async () => {
  const all = await outcomes(cases ?? [], (inputs) => audit(inputs, { jobs: 1 }), withFile)
  const figures = table(all)

  test.for(Object.entries(LEAST))("%s", ([name, least]) => {
    const { precision, recall } = figures.get(name)!
    expect(recall).toBeGreaterThanOrEqual(least.recall)
    expect(precision).toBeGreaterThanOrEqual(least.precision ?? 0)
  })

  test("files of packages that only look like leaks stay silent", () => {
    expect(figures.get("benign-real")!.falseRate).toBeLessThanOrEqual(0.03)
  })

  test("no value is printed", () => {
    expect(uncontested(all).flatMap((one) => (one.printed ? [one.case.id] : []))).toEqual([])
  })
})
