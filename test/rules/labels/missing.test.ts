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

const setTo = (options: { required?: readonly string[]; patterns?: Record<string, string> }) => ({
  rules: new Map([["labels/missing", options]]),
})
const messagesOf = async (text: string, options: Parameters<typeof setTo>[0]) =>
  (await findingsOf(missing, text, setTo(options))).map(({ message }) => message)

test("asks for the labels that the settings name", async () => {
  expect(await messagesOf("FROM scratch", { required: [] })).toEqual([])
  expect(await messagesOf("LABEL a=1", { required: ["a", "com.example.team"] })).toEqual([
    "The image lacks a label: com.example.team is not set.",
  ])
  expect(await messagesOf("FROM scratch", { required: [KEYS[0]!, KEYS[1]!, "com.example.team"] })).toEqual([
    "The image lacks 3 of 3 labels: org.opencontainers.image.title, description and com.example.team are not set.",
  ])
})

test.each([
  ["https://github.com/example/*", "https://github.com/example/app", true],
  ["https://github.com/example/*", "https://github.com/example/a/b", true],
  ["https://github.com/example/*", "https://github.com/else/app", false],
  // The whole value, not its end.
  ["1.*", "x/1.2", false],
  ["{MIT,Apache-2.0}", "Apache-2.0", true],
  ["{MIT,Apache-2.0}", "GPL-3.0-only", false],
  ["team-??", "team-ab", true],
])("holds a pattern %s against %s", async (pattern, value, isFit) => {
  const messages = await messagesOf(`LABEL a="${value}"`, { required: [], patterns: { a: pattern } })
  expect(messages).toEqual(
    isFit ? [] : [`The label a is ${value}, which is not of the form ${pattern} that the settings ask for.`],
  )
})

test("a pattern says nothing of a label that is not there, and one that can't be meant is reported", async () => {
  expect(await messagesOf("FROM scratch", { required: [], patterns: { a: "1.*" } })).toEqual([])
  expect(await messagesOf("FROM scratch", { required: [], patterns: { a: "[0-9]*" } })).toEqual([
    "The pattern [0-9]* for the label a can't be held against anything: it has brackets, or braces that are not {a,b}; write a backslash before one that is part of a name.",
  ])
})
