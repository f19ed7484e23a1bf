import { expect, test } from "vitest"
import mergeableRuns from "../../../src/rules/history/mergeable-runs.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const start = "COPY --size=2MB /big\n"

testRule(mergeableRuns, {
  catches: {
    [`${start}RUN cp /big /tmp/a\nRUN rm /tmp/a`]:
      "2 RUN lines that follow each other could be one and save 2 MB, which a later one deletes or writes anew (/tmp/a): RUN cp /big /tmp/a, up to RUN rm /tmp/a.",
    [`${start}RUN true\nRUN cp /big /a\nRUN true\nRUN chmod 700 /a\nRUN true`]:
      "3 RUN lines that follow each other could be one and save 2 MB, which a later one deletes or writes anew (/a): RUN cp /big /a, up to RUN chmod 700 /a.",
  },
  ignores: [
    `${start}RUN cp /big /tmp/a && rm /tmp/a`,
    `${start}RUN cp /big /tmp/a\nRUN true`,
    // Something stands in between.
    `${start}RUN cp /big /tmp/a\nENV A=1\nRUN rm /tmp/a`,
    // What a COPY brought, joining RUN lines does not save.
    `${start}RUN true\nRUN rm /big`,
    "COPY --size=900kB /big\nRUN cp /big /tmp/a\nRUN rm /tmp/a",
  ],
})

test("says how much, and takes less for worth a word where it is set so", async () => {
  const text = "COPY --size=900kB /big\nRUN cp /big /tmp/a\nRUN rm /tmp/a"
  const [finding] = await findingsOf(mergeableRuns, text, {
    rules: new Map([["history/mergeable-runs", { "min-bytes": 500_000 }]]),
  })
  expect(finding?.bytes).toBe(900_000)
  expect(finding?.location).toEqual({ kind: "history", history: 1, layer: 1 })
})
