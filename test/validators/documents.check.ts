import { createRequire } from "node:module"
import { HtmlValidate } from "html-validate"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { render, type Report } from "../../src/index.ts"
import { hostile } from "../reports/hostile.ts"
import { INCOMPLETE, PASS, REPORT } from "../reports/sample.ts"
import { auditFixture, chromium, diffFixtures } from "./support.ts"

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js")
const reports = new Map<string, Report>([
  ["sample", REPORT],
  ["incomplete", INCOMPLETE],
  ["pass", PASS],
  ["hostile", hostile(INCOMPLETE)],
  ["of no image", { ...INCOMPLETE, images: [] }],
])
const NAMES = [...reports.keys(), "shop", "compared", "several"]
const pages = new Map<string, string>()
let browser: Browser

beforeAll(async () => {
  reports.set("shop", await auditFixture("shop.tar"))
  reports.set("compared", await diffFixtures("cart-1.4.2.tar.gz", "cart-1.5.0.tar.gz"))
  reports.set("several", await auditFixture("two-images.podman4-multi.tar"))
  for (const [name, report] of reports) pages.set(name, await render("review", report, { file: "review.html" }))
  browser = await chromium()
})

afterAll(() => browser.close())

describe.each(NAMES)("the review called %s", (name) => {
  test("is HTML that a validator takes", async () => {
    const validator = new HtmlValidate({
      extends: ["html-validate:standard"],
      // Every row of a table is as wide as its head, and blanks at the end of a line are text of an image.
      rules: { "no-trailing-whitespace": "off", "long-title": "off", "no-inline-style": "error" },
    })
    const { results } = await validator.validateString(pages.get(name) ?? "")
    expect(
      results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)),
    ).toStrictEqual([])
  })

  test.each(["light", "dark"] as const)("can be read by everybody, %s", async (colorScheme) => {
    // The page's own policy lets nothing run that a check could be.
    const page = await browser.newPage({ colorScheme, bypassCSP: true })
    await page.setContent(pages.get(name) ?? "")
    await page.addScriptTag({ path: AXE })
    const violations = await page.evaluate(
      `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 120)).join("; ")))`,
    )
    await page.close()
    expect(violations).toStrictEqual([])
  })

  test("fits a narrow window, and its own policy stops nothing of it", async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } })
    const said: string[] = []
    page.on("console", (message) => said.push(message.text()))
    await page.setContent(pages.get(name) ?? "")
    const width = await page.evaluate("document.documentElement.scrollWidth")
    const margin = await page.evaluate("getComputedStyle(document.body).marginTop")
    await page.close()
    expect([width, margin, said]).toStrictEqual([390, "0px", []])
  })
})
