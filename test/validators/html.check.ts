import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { HtmlValidate } from "html-validate"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { compare } from "../../src/comparison/index.ts"
import { render, type Report } from "../../src/index.ts"
import { hostile } from "../reports/hostile.ts"
import { IMAGE, INCOMPLETE, REPORT } from "../reports/sample.ts"
import { auditFixture, chromium, diffFixtures } from "./support.ts"

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js")

const COMPARED: Report = {
  ...REPORT,
  images: [
    { ...IMAGE, comparison: compare({ ...IMAGE, names: ["shop/api:old"], layers: IMAGE.layers.slice(0, 3) }, IMAGE) },
  ],
}

const BUDGETS = { filesystem: { warn: "1.4MB", max: "1.6MB" }, content: { growth: "5%" } }

/** Pages of every kind, by name. */
const MAKE: Readonly<Record<string, () => Report | Promise<Report>>> = {
  sample: () => REPORT,
  compared: () => COMPARED,
  hostile: () => hostile(COMPARED),
  "of two inputs": () => hostile(INCOMPLETE),
  "of no image": () => ({ ...INCOMPLETE, images: [] }),
  shop: () => auditFixture("shop.tar"),
  "three platforms": () => auditFixture("multi.buildx-oci-provenance.oci.tar"),
  cart: () => diffFixtures("cart-1.4.2.tar.gz", "cart-1.5.0.tar.gz", { budgets: BUDGETS }),
}

const pages = new Map<string, string>()
let folder = ""
let axe = ""
let browser: Browser

beforeAll(async () => {
  axe = await readFile(AXE, "utf8")
  folder = await mkdtemp(join(tmpdir(), "plimsoll-html-"))
  for (const [name, make] of Object.entries(MAKE)) pages.set(name, await render("html", await make()))
  for (const [name, html] of pages) {
    await writeFile(join(folder, `${name}.html`), html)
    // axe-core is a script itself: where none may run, it is shown a page that brings none.
    await writeFile(join(folder, `${name}.plain.html`), html.replace(/<script>.*<\/script>/s, ""))
  }
  browser = await chromium()
}, 300_000)

afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

/** One page in one kind of window, and what the browser had to say of it. */
async function open(
  name: string,
  width: number,
  options: BrowserContextOptions,
): Promise<{ page: Page; said: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: "reduce", ...options })
  const page = await context.newPage()
  const said: string[] = []
  page.on("console", (message) => said.push(message.text()))
  page.on("pageerror", (error) => said.push(error.message))
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) said.push(`asks for ${request.url()}`)
  })
  await page.goto(`file://${join(folder, `${name}.html`)}`)
  return { page, said }
}

describe.each(Object.keys(MAKE))("%s", (name) => {
  test("is valid HTML", async () => {
    const validator = new HtmlValidate({
      extends: ["html-validate:recommended"],
      rules: {
        // The formatter of our sources has a style of its own.
        "doctype-style": "off",
        "void-style": "off",
        // What an image says is where templates would have to know it, and titles say what image it is.
        "no-trailing-whitespace": "off",
        "long-title": "off",
      },
    })
    const { results } = await validator.validateString(pages.get(name) ?? "")
    const told = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${ruleId} ${line}: ${message}`),
    )
    expect([...new Set(told)].slice(0, 20)).toEqual([])
  })

  test.each([
    [1440, "light"],
    [390, "dark"],
  ] as const)("has no barrier: %d px, %s", async (width, colorScheme) => {
    const { page } = await open(name, width, { colorScheme })
    expect(await barriers(page)).toEqual([])
    await page.context().close()
  })

  test("fits every window, asks for nothing, and breaks no policy of its own", async () => {
    const { page, said } = await open(name, 1440, {})
    for (const width of [1440, 768, 390]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate(OVERFLOW)).toEqual([])
    }
    expect(said).toEqual([])
    await page.context().close()
  })

  test("so it does where no script runs", async () => {
    const { page, said } = await open(name, 390, { javaScriptEnabled: false })
    expect(said).toEqual([])
    expect(await page.evaluate(OVERFLOW)).toEqual([])
    await page.context().close()
    const plain = await open(`${name}.plain`, 1440, {})
    expect(await barriers(plain.page)).toEqual([])
    await plain.page.context().close()
  })

  test("prints on white, with everything unfolded", async () => {
    const { page } = await open(name, 1440, { colorScheme: "dark" })
    await page.emulateMedia({ media: "print" })
    expect(await page.evaluate(FOLDED)).toBe(0)
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)")
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000)
    await page.context().close()
  })
})

// Texts, for what runs in the browser has other types than what runs here.

/** What stands out of the window to its right. */
const OVERFLOW = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))`

/** How much a fold hides. */
const FOLDED = `[...document.querySelectorAll("details > :not(summary)")]
  .filter((inside) => inside.getBoundingClientRect().height === 0).length`

/** What axe-core finds, rule by rule. */
async function barriers(page: Page): Promise<string[]> {
  // Not by a script element, which the page's policy would refuse.
  await page.evaluate(axe)
  const found: unknown = await page.evaluate("axe.run({ resultTypes: ['violations'] })")
  const { violations } = found as { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)}: ${failureSummary}`),
  )
}
