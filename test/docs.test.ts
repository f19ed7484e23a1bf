import { expect, test } from "vitest"
import { RULES } from "../src/rules/index.ts"
import { rulesPage } from "./support/rules-page.ts"

test("src/rules/README.md says what the rules say (`npm run docs` writes it)", async () => {
  await expect(rulesPage(RULES)).toMatchFileSnapshot("../src/rules/README.md")
})
