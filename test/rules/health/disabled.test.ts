import { expect, test } from "vitest"
import disabled from "../../../src/rules/health/disabled.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(disabled, {
  catches: {
    "HEALTHCHECK NONE": "The health check is switched off: HEALTHCHECK is NONE.",
    "HEALTHCHECK CMD true\nHEALTHCHECK NONE": "The health check is switched off: HEALTHCHECK is NONE.",
  },
  ignores: [
    "FROM scratch",
    "HEALTHCHECK CMD true",
    "HEALTHCHECK NONE\nHEALTHCHECK CMD true",
    'HEALTHCHECK CMD ["NONE"]',
  ],
})

test("points at the line that switched it off", async () => {
  const [finding] = await findingsOf(disabled, "USER 1\nHEALTHCHECK NONE")
  expect(finding?.location).toMatchObject({ kind: "history", history: 1 })
})
