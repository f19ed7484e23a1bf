import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Ajv2020 } from "ajv/dist/2020.js"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { parse } from "yaml"
import { RULES } from "../../src/rules/index.ts"
import { PASSES, plimsoll } from "../cli/world.ts"

// What an editor says of settings is what the audit says of them.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
afterAll(() => rmSync(folder, { recursive: true }))

const isDay = (text: string): boolean => new Date(`${text}T00:00:00Z`).toString() !== "Invalid Date"
let validate: (value: unknown) => boolean
let schema: { readonly $defs: Readonly<Record<string, { readonly properties: object }>> }
beforeAll(async () => {
  schema = JSON.parse((await plimsoll(["schema", "config"])).stdout) as typeof schema
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true })
  ajv.addFormat("date", isDay)
  validate = ajv.compile(schema)
})

/** Whether the audit takes settings. */
async function isTaken(text: string): Promise<boolean> {
  const file = join(folder, "settings.yaml")
  writeFileSync(file, text)
  return (await plimsoll([PASSES, "--config", file])).code !== 2
}

const EVERYTHING = `$schema: ./node_modules/plimsoll/dist/config.schema.json
profile: job
fail-on: medium
own-layers-only: true
rules:
  user/root: critical
  base/runtime-eol: {severity: off, days: 30, ranges: {node: ">=22"}}
  labels/missing: {required: [com.example.team]}
secrets:
  detectors:
    - id: acme-key
      name: an Acme deploy key
      expression: acme-[a-z]{8}
      keywords: [acme-]
      paths: [/srv/**]
      severity: high
      revoke: Ask the desk.
ignore:
  - rule: size/*
    fingerprint: 0123456789abcdef
    path: /srv/**
    layer: COPY *
    image: acme/*
    reason: known
    owner: the platform team
    expires: 2099-12-31
  - {layer: 3, type: acme-key, value: "sha256:${"0".repeat(64)}", reason: known}
budgets:
  archive: 200MB
  tar: 1.5 GiB
  content: {max: 300000000, warn: 250MB, message: Ask first.}
  filesystem: 200MB
  wasted: {max: 5%, floor: 1MB}
  files: 100000
  layers: 40
  largest-file: 80MB
  layer: 150MB
  layer:0: 150MB
  layer:COPY *: 90MB
  path:/usr/**: 500MB
  package:npm/lodash: {warn: 5MB}
  packages:deb: 250MB
overrides:
  - {image: "acme/*", platform: linux/arm64, profile: strict, fail-on: none, rules: {user/root: off}}
  - {image: "*:dev", budgets: {filesystem: 1GB}}
`

test("describes settings that say everything", async () => {
  expect(await isTaken(EVERYTHING)).toBe(true)
  expect(validate(parse(EVERYTHING))).toBe(true)
  // All but a baseline, which would have to be there, and growth, which needs one.
  expect(validate({ baseline: "plimsoll.baseline.yaml" })).toBe(true)
  expect(validate({ budgets: { content: "+5%", files: { growth: { patch: "1%", minor: 20, major: "10MB" } } } })).toBe(
    true,
  )
})

test("describes the settings that README and fixtures show", () => {
  const files = readdirSync("fixtures").filter((name) => /config[.](?:ya?ml|jsonc?)$/.test(name))
  expect(files.length).toBeGreaterThan(1)
  for (const name of files) {
    const isValid = validate(parse(readFileSync(join("fixtures", name), "utf8")))
    expect([name, isValid]).toEqual([name, true])
  }
})

test("names every rule and every option, with what they mean and what they are set to", () => {
  const { rules } = schema.$defs
  expect(Object.keys(rules!.properties)).toEqual(RULES.map(({ id }) => id))
  for (const rule of RULES)
    for (const [name, { default: value }] of Object.entries(rule.options ?? {}))
      expect([rule.id, validate({ rules: { [rule.id]: { [name]: value } } })]).toEqual([rule.id, true])
})

describe("what one refuses, the other does too", () => {
  test.each([
    "[]",
    "profil: job",
    "profile: jop",
    "fail-on: hihg",
    "fail-on: off",
    "own-layers-only: 1",
    "rules: []",
    "rules: {user/rot: off}",
    "rules: {user/root: hihg}",
    "rules: {user/root: {severity: no}}",
    "rules: {user/root: {days: 3}}",
    "rules: {base/runtime-eol: {days: '3'}}",
    "rules: {base/runtime-eol: {ranges: {node: 22}}}",
    "rules: {labels/missing: {required: [1]}}",
    "secrets: {detector: []}",
    "secrets: {detectors: [{id: a-b}]}",
    "secrets: {detectors: [{id: A, expression: a, keywords: [abc]}]}",
    "secrets: {detectors: [{id: a-b, expression: a, keywords: [ab]}]}",
    "secrets: {detectors: [{id: a-b, expression: a, keywords: []}]}",
    "ignore: {}",
    "ignore: [{rule: user/root}]",
    "ignore: [{reason: x}]",
    "ignore: [{image: a, reason: x}]",
    "ignore: [{rule: user/rot, reason: x}]",
    "ignore: [{fingerprint: abc, reason: x}]",
    "ignore: [{layer: 1.5, reason: x}]",
    "ignore: [{layer: -1, reason: x}]",
    "ignore: [{rule: user/root, reason: x, expires: soon}]",
    "ignore: [{rule: user/root, reason: x, expires: '2026-13-01'}]",
    "ignore: [{rule: user/root, reason: ' '}]",
    "budgets: 5",
    "budgets: {filesytem: 5}",
    "budgets: {filesystem: 5 apples}",
    "budgets: {filesystem: -5}",
    "budgets: {filesystem: true}",
    "budgets: {filesystem: {message: x}}",
    "budgets: {filesystem: {max: []}}",
    "budgets: {filesystem: {mx: 5}}",
    "budgets: {filesystem: {growth: {}}}",
    "budgets: {'path:': 5}",
    "baseline: ''",
    "overrides: [{profile: job}]",
    "overrides: [{image: a, baseline: b}]",
    "overrides: [{platform: a b}]",
    "overrides: [{image: a, profile: jop}]",
  ])("%s", async (text) => {
    expect(await isTaken(text)).toBe(false)
    expect(validate(parse(text))).toBe(false)
  })
})
