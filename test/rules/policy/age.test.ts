import { expect, test } from "vitest"
import age from "../../../src/rules/policy/age.ts"
import { auditDockerfile, findingsOf, testRule } from "../../support/rule.ts"

const setTo = (days: number) => ({ rules: new Map([["policy/age", { "max-days": days }]]) })
const createdAt = (time: string): string => `# created: ${time}\nFROM scratch`

testRule(
  age,
  {
    catches: {
      [createdAt("2026-08-22T23:59:59Z")]:
        "The image was created on 2026-08-22, 91 days before 2026-11-21: the settings allow 90.",
      [createdAt("0001-01-01T00:00:00Z")]:
        "The image says no time at which it was created, and the settings allow an age of 90 days.",
      [createdAt("1970-01-01T00:00:00Z")]:
        "The image says that it was created at 1970-01-01T00:00:00Z, which can't be true: the settings allow an age of 90 days.",
      [createdAt("2030-01-01T00:00:00Z")]:
        "The image says that it was created at 2030-01-01T00:00:00Z, which can't be true: the settings allow an age of 90 days.",
      [createdAt("yesterday")]:
        "The image says no time at which it was created, and the settings allow an age of 90 days.",
    },
    ignores: [
      createdAt("2026-08-23T00:00:00Z"),
      createdAt("2026-11-21T23:59:59Z"),
      // Clocks and zones differ by so much.
      createdAt("2026-11-22T10:00:00Z"),
    ],
  },
  setTo(90),
)

test("asks nothing where nobody sets it", async () => {
  expect(await findingsOf(age, createdAt("2014-01-01T00:00:00Z"))).toEqual([])
})

test("the number of days decides, and the day of the audit", async () => {
  const text = createdAt("2026-11-01T00:00:00Z")
  expect(await findingsOf(age, text, setTo(20))).toEqual([])
  expect(await findingsOf(age, text, setTo(19))).toHaveLength(1)
  expect(await findingsOf(age, text, { ...setTo(19), today: new Date("2026-11-20T12:00:00Z") })).toEqual([])
  const report = await auditDockerfile(text, setTo(19))
  expect(report.failures.map(({ id }) => id)).toContain("policy/age")
})
