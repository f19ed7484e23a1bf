import { expect } from "vitest"
import { PROBLEMS, type ProblemCode } from "../../../src/model/index.ts"
import { codes, expectCalm, layersOf, rows, type Reading } from "../read.ts"
import type { Case } from "./case.ts"

/** Milliseconds. On an idle machine none takes a tenth of it; what an attack can still make quadratic takes minutes. */
const MOMENT = 20_000

/** What a case of the catalogue must look like once it was read. */
export function expectAnswer(expected: Case, reading: Reading, milliseconds: number): void {
  const { answer } = expected
  const { input, images } = reading
  expectCalm(reading)
  expect(input.complete, input.problems.map(({ message }) => message).join("\n")).toBe(answer !== "refuse")
  expect(codes(reading)).toEqual(expect.arrayContaining([...(expected.codes ?? [])]))
  if (answer === "read") expect(input.problems).toEqual([])
  else expect(input.problems).not.toEqual([])
  if (expected.says !== undefined)
    expect(input.problems.map(({ message }) => message)).toContainEqual(expect.stringMatching(expected.says))
  expect(images).toHaveLength(expected.images ?? (answer === "refuse" ? 0 : 1))
  if (images.length > 0) expectFound(expected, reading)
  if (expected.rows !== undefined) expect(rows(layersOf(reading)[0])).toEqual(expected.rows)
  expected.check?.(reading)
  expect(milliseconds).toBeLessThan(MOMENT)
}

/** What is more than a note must stand among the findings, where people look. */
function expectFound(expected: Case, { images }: Reading): void {
  const found = images.flatMap(({ report }) => report.findings.map(({ rule }) => rule))
  const wanted = (expected.codes ?? []).flatMap((code: ProblemCode) => PROBLEMS[code].rule ?? [])
  expect(found).toEqual(expect.arrayContaining(wanted))
}
