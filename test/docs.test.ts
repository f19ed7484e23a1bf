import { readdirSync } from "node:fs"
import { expect, test } from "vitest"
import { PROFILES, RULES } from "../src/rules/index.ts"
import { rulePage, rulesPage } from "./support/rules-page.ts"

const FOLDER = new URL("../src/rules/", import.meta.url)

test("src/rules/README.md lists the rules and profiles that there are (`npm run docs` writes it)", async () => {
  await expect(rulesPage(RULES, PROFILES)).toMatchFileSnapshot("../src/rules/README.md")
})

test.each(RULES.map((rule) => [rule.id, rule] as const))(
  "src/rules/%s.md says what the rule says",
  async (id, rule) => {
    await expect(rulePage(rule, PROFILES)).toMatchFileSnapshot(`../src/rules/${id}.md`)
  },
)

test("every page in src/rules is about a rule that there is", () => {
  const pages = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"))
  const ids = new Set(RULES.map(({ id }) => `${id}.md`))
  expect(pages.filter((path) => path !== "README.md" && !ids.has(path))).toEqual([])
})
