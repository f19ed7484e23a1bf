import { existsSync, readdirSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { RULES } from "../../src/rules/index.ts"
import { findingsOf } from "../support/rule.ts"

const FOLDER = new URL("../../src/rules/", import.meta.url)
const CATALOGUE = new URL("../../../shared/rule-catalogue.md", import.meta.url)

const files = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "support")
  .flatMap(({ name }) => readdirSync(new URL(`${name}/`, FOLDER)).map((file) => `${name}/${file}`))
  .filter((file) => file.endsWith(".ts") && !file.endsWith("/index.ts"))
  .map((file) => file.replace(/\.ts$/, ""))

test("every file in a folder of rules is a rule that the index.ts of its folder lists, under the id that is its path", () => {
  expect(RULES.map(({ id }) => id).toSorted()).toEqual(files.toSorted())
})

test("src/rules/index.ts lists the rules sorted by id", () => {
  const ids = RULES.map(({ id }) => id)
  expect(ids).toEqual(ids.toSorted())
})

/** What a team asks for, which no catalogue of faults can know. */
const OWN = [
  "policy/age",
  "policy/base-image",
  "policy/expired-ignore",
  "policy/ports",
  "policy/registry",
  "policy/user",
]

test.skipIf(!existsSync(CATALOGUE))("are those of the rule catalogue (skipped where ../shared is absent)", () => {
  const rows = readFileSync(CATALOGUE, "utf8").matchAll(/^\| ([a-z-]+)\/([^|]+) \|/gm)
  const ids = [...rows].flatMap(([, group, names = ""]) => names.split(" · ").map((name) => `${group}/${name}`))
  expect(RULES.map(({ id }) => id).toSorted()).toEqual([...ids, ...OWN].toSorted())
})

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("is tested in a file of its name", () => {
    expect(existsSync(new URL(`${id}.test.ts`, import.meta.url)), `write test/rules/${id}.test.ts`).toBe(true)
  })

  test("has a title without a full stop, and whole sentences in its docs", () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/)
    for (const text of [rule.why, rule.decides, rule.blind, rule.remedy]) expect(text).toMatch(/[.?!`)]$/)
  })

  test("catches its bad example and not its good one", async () => {
    const { bad, good, options = {}, budgets = {}, ignore = [] } = rule.examples
    const asked = { rules: new Map([[id, options]]), budgets, settings: { ignore } }
    expect(await findingsOf(rule, bad, asked)).not.toEqual([])
    expect(await findingsOf(rule, good, asked)).toEqual([])
  })
})
