import { expect, test } from "vitest"
import missing from "../../../src/rules/labels/missing.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const KEYS = ["title", "description", "version", "revision", "source", "created", "licenses"].map(
  (name) => `org.opencontainers.image.${name}`,
)
const label = (keys: readonly string[]): string => `LABEL ${keys.map((key) => `${key}="x y"`).join(" ")}`

testRule(missing, {
  catches: {
    "FROM scratch":
      "The image lacks 7 of 7 labels: org.opencontainers.image.title, description, version, revision, source, created and licenses are not set.",
    [label(KEYS.slice(0, -1))]: "The image lacks a label: org.opencontainers.image.licenses is not set.",
    [`${label(KEYS)}\nLABEL org.opencontainers.image.title=" "`]:
      "The image lacks a label: org.opencontainers.image.title is not set.",
  },
  ignores: [label(KEYS)],
})

test("gives the line to paste, with the missing labels only", async () => {
  const [finding] = await findingsOf(missing, label(KEYS.slice(1)))
  expect(finding?.remedy).toContain('`LABEL org.opencontainers.image.title="app"`')
})
