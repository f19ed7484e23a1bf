import { readFileSync, rmSync, mkdtempSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { render, type Report, type ReportFile } from "../../src/index.ts"
import { IMAGE, REPORT } from "../reports/sample.ts"
import { auditFixture, chromium, diffFixtures } from "./support.ts"

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
const MANY = 300_000
const VIEW = { viewport: { width: 1280, height: 1000 } }

/** Files as a large application has them: five thousand packages of sixty files. */
const many = (): ReportFile[] =>
  Array.from({ length: MANY }, (_, at): ReportFile => ({
    path: `/srv/app/node_modules/package-${Math.floor(at / 60)}/${at % 2 === 0 ? "lib/cjs" : "dist"}/part-${at}.${at % 3 === 0 ? "map" : "js"}`,
    bytes: 100 + ((at * 7919) % 50_000),
    layer: at % 4,
    package: null,
  }))

let browser: Browser
let folder: string
const pages: Record<string, string> = {}

async function keep(name: string, report: Report): Promise<void> {
  const file = join(folder, `${name}.html`)
  writeFileSync(file, await render("html", report))
  pages[name] = pathToFileURL(file).href
}

beforeAll(async () => {
  browser = await chromium()
  folder = mkdtempSync(join(tmpdir(), "plimsoll-explorer-"))
  await keep("shop", await auditFixture("shop.tar"))
  await keep("cart", await diffFixtures("cart-1.4.2.tar.gz", "cart-1.5.0.tar.gz"))
  await keep("folders", await auditFixture("shop.tar", { files: false }))
  const files = many()
  const size = { ...IMAGE.size, filesystem: files.reduce((sum, { bytes }) => sum + bytes, 0), files: MANY }
  await keep("many", { ...REPORT, images: [{ ...IMAGE, size, files }] })
})

afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

/** A page with its explorer, and all that its console said; nothing of it may be an error. */
async function open(name: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...VIEW, ...options })
  const page = await context.newPage()
  const said: string[] = []
  page.on("console", (message) => said.push(message.text()))
  page.on("pageerror", (error) => said.push(error.message))
  if (name === "blank") return { page, said, context }
  await page.goto(pages[name] ?? "")
  await page.locator("#explorer-0").scrollIntoViewIfNeeded()
  if (options.javaScriptEnabled !== false) await page.locator("#explorer-0 .x-tile").first().waitFor()
  return { page, said, context }
}

const choose = (page: Page, legend: string, option: string): Promise<void> =>
  page.getByRole("group", { name: legend }).getByText(option).click()

const place = async (page: Page): Promise<string> =>
  (await page.locator(".x-crumbs li").allInnerTexts()).map((text) => text.replace(/^›/, "").trim()).join(" ")

const sumsOf = (page: Page): Promise<string> => page.locator(".x-crumbs p").innerText()

const focused = (page: Page): Promise<string> =>
  page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.tagName")

const themeOf = (page: Page): Promise<unknown> => page.evaluate("document.documentElement.dataset.theme")

const rowNames = (page: Page): Promise<string[]> => page.locator(".x-rows .x-name .x-text").allInnerTexts()

describe("the map", () => {
  test("opens a folder and goes back by keyboard, and keeps the focus", async () => {
    const { page, said } = await open("shop")
    const first = page.locator(".x-tile").first()
    await first.focus()
    expect(await focused(page)).toMatch(/^usr 2.5 MB, 8\d\.\d %$/)
    await page.keyboard.press("Enter")
    expect(await place(page)).toBe("/ usr")
    expect(await focused(page)).toMatch(/^bin /)
    await page.keyboard.press("ArrowRight")
    expect(await focused(page)).not.toMatch(/^bin /)
    await page.keyboard.press("End")
    await page.keyboard.press("Home")
    expect(await focused(page)).toMatch(/^bin /)
    await page.keyboard.press("Escape")
    expect(await place(page)).toBe("/")
    expect(await focused(page)).toMatch(/^usr /)
    await page.keyboard.press("Enter")
    await page.keyboard.press("Backspace")
    expect(await place(page)).toBe("/")
    expect(said).toEqual([])
  })

  test("opens a folder by mouse, shows it in the list too, and goes back by the path", async () => {
    const { page } = await open("shop")
    await page
      .locator(".x-tile", { hasText: "srv/shop" })
      .first()
      .click({ position: { x: 30, y: 8 } })
    expect(await place(page)).toBe("/ srv shop")
    expect(await rowNames(page)).toContain("public")
    await page
      .getByRole("navigation", { name: "Where in the image" })
      .getByRole("button", { name: "/", exact: true })
      .click()
    expect(await place(page)).toBe("/")
    expect(await page.evaluate("history.length")).toBe(2)
  })

  test("shows a file that is clicked in the list", async () => {
    const { page } = await open("shop")
    await page.getByRole("treeitem", { name: /^app\.js / }).click()
    expect(await page.locator('.x-rows [aria-selected="true"]').innerText()).toContain("app.js")
    expect(await page.locator(".x-status").innerText()).toContain("/srv/shop/public/app.js")
  })

  test("is cut by package and by layer, and goes into both", async () => {
    const { page } = await open("shop")
    await choose(page, "Group by", "Package")
    await page.getByRole("treeitem", { name: /^busybox-static / }).click()
    expect(await place(page)).toMatch(/^\/ deb busybox-static/)
    await choose(page, "Group by", "Layer")
    await page.locator(".x-tile").first().focus()
    await page.keyboard.press("Enter")
    expect(await place(page)).toMatch(/^\/ Layer 0/)
    await page.keyboard.press("Escape")
    expect(await place(page)).toBe("/")
  })

  test("shows what is wasted by its cause, and what grew", async () => {
    const { page } = await open("cart")
    await choose(page, "Bytes", "Grown")
    expect(await page.locator(".x-note").innerText()).toContain("grew")
    const other = await open("shop")
    await choose(other.page, "Bytes", "Wasted")
    await choose(other.page, "Group by", "Cause")
    expect(await other.page.locator(".x-tile").first().innerText()).toMatch(/^(overwritten|deleted|metadata-only)/)
  })
})

describe("a filter by layer", () => {
  test("leaves the bytes of that layer, in the map and in the list", async () => {
    const { page } = await open("shop")
    const all = await sumsOf(page)
    const chip = page.locator(".x-legend button").nth(2)
    const bytes = await chip.locator("small").innerText()
    await chip.click()
    expect(await chip.getAttribute("aria-pressed")).toBe("true")
    expect(await sumsOf(page)).toContain(bytes)
    expect(await page.locator(".x-tile[data-hue]:not([data-hue='1'])").count()).toBe(0)
    await page.getByRole("button", { name: "All layers" }).click()
    expect(await sumsOf(page)).toBe(all)
  })
})

describe("the list", () => {
  test("opens and closes folders by keyboard and leads into them", async () => {
    const { page } = await open("shop")
    const list = page.getByRole("treegrid")
    await list.focus()
    await page.keyboard.press("Home")
    await page.keyboard.press("ArrowRight")
    expect(await rowNames(page)).toContain("bin")
    await page.keyboard.press("ArrowDown")
    expect(await list.getAttribute("aria-activedescendant")).toBe(
      await page.locator('.x-rows [aria-selected="true"]').getAttribute("id"),
    )
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("ArrowLeft")
    expect(await rowNames(page)).not.toContain("bin")
    await page.keyboard.press("Enter")
    expect(await place(page)).toBe("/ usr")
    await page.keyboard.press("Escape")
    expect(await place(page)).toBe("/")
  })

  test("is sorted by size, and by name when asked", async () => {
    const { page } = await open("shop")
    expect(await rowNames(page)).toEqual(["usr", "srv/shop", "var/lib", "etc"])
    await page.getByRole("treegrid").getByRole("button", { name: "Name" }).click()
    expect(await rowNames(page)).toEqual(["etc", "srv/shop", "usr", "var/lib"])
    expect(await page.getByRole("treegrid").getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe(
      "ascending",
    )
  })
})

describe("the search", () => {
  test("finds by words of the path, opens what is found, marks it, and is cleared", async () => {
    const { page } = await open("shop")
    await page.keyboard.press("/")
    await page.keyboard.type("SHOP .js")
    await page.getByText(/^\d+ files? found, /).waitFor()
    expect(await page.locator(".x-rows mark").allInnerTexts()).toEqual(expect.arrayContaining(["shop", ".js"]))
    expect(await rowNames(page)).toContain("app.js")
    expect(await page.locator(".x-tile[data-dim]").count()).toBeGreaterThan(0)
    await page.keyboard.press("Escape")
    await page.locator(".x-tile[data-dim]").first().waitFor({ state: "detached" })
    expect(await page.locator(".x-rows mark").count()).toBe(0)
  })
})

describe("the page", () => {
  test("unfolds what a link leads to, also a second time and from outside", async () => {
    const { page } = await open("shop")
    const link = page.locator(".marks a", { hasText: "size/copied-twice" }).first()
    const to = (await link.getAttribute("href")) ?? ""
    const finding = page.locator(`details${to}`)
    const isOpen = (): Promise<unknown> => page.evaluate(`document.querySelector("${to}").open`)
    expect(await isOpen()).toBe(false)
    await link.click()
    expect(await isOpen()).toBe(true)
    await finding.locator("summary").click()
    expect(await isOpen()).toBe(false)
    await link.click()
    expect(await isOpen()).toBe(true)
    await page.reload()
    expect(await isOpen()).toBe(true)
  })

  test("keeps the focus of who stands in the table that the explorer takes the place of", async () => {
    const { page } = await open("blank")
    await page.setViewportSize({ width: 1280, height: 300 })
    await page.goto(pages["shop"] ?? "")
    await page.locator(".explorer-mount .scroll").focus()
    await page.locator("#explorer-0 .x-tile").first().waitFor()
    expect(await focused(page)).toBe("INPUT")
  })

  test("sorts its tables by their values", async () => {
    const { page } = await open("shop")
    const first = 'table[data-sortable] th[data-sort="number"]'
    const head = page.locator(first).first()
    const values = (): Promise<number[]> =>
      page.evaluate(`(({ cellIndex, parentNode }) =>
        [...parentNode.closest("table").tBodies[0].rows].map((row) => Number(row.cells[cellIndex].dataset.value))
      )(document.querySelector('${first}'))`)
    const before = await values()
    await head.getByRole("button").click()
    expect(await head.getAttribute("aria-sort")).toBe("descending")
    expect(await values()).toEqual(before.toSorted((a, b) => b - a))
    await head.getByRole("button").click()
    expect(await values()).toEqual(before.toSorted((a, b) => a - b))
  })

  test("remembers which theme was chosen", async () => {
    const { page } = await open("shop", { colorScheme: "light" })
    await page.getByRole("button", { name: "Dark theme" }).click()
    await page.reload()
    expect(await themeOf(page)).toBe("dark")
    await page.getByRole("button", { name: "Light theme" }).click()
    expect(await themeOf(page)).toBe("light")
  })

  test("shows a table of folders where no script runs", async () => {
    const { page } = await open("shop", { javaScriptEnabled: false })
    expect(await page.locator(".explorer-mount table").count()).toBe(1)
    expect(await page.locator("#theme").isVisible()).toBe(false)
  })

  test("says how to list the files where a report has none", async () => {
    const { page } = await open("folders")
    expect(await page.locator(".x-note").innerText()).toContain("audit with --files to list them")
    expect(await sumsOf(page)).toContain("3.1 MB")
  })

  test.each(["light", "dark"] as const)("has nothing that axe complains of, in %s", async (colorScheme) => {
    for (const width of [1280, 390]) {
      const { page, said } = await open("shop", { colorScheme, viewport: { width, height: 900 } })
      await page.getByRole("treeitem", { name: /^app\.js / }).click()
      await page.fill("input[type=search]", "app")
      await page.locator(".x-rows mark").first().waitFor()
      await page.evaluate(AXE)
      const violations = await page.evaluate(
        "axe.run('#explorer-0', { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))",
      )
      expect(violations).toEqual([])
      expect(said).toEqual([])
    }
  })
})

describe("a page of 300,000 files", () => {
  test("answers at once and draws no more than is seen", async () => {
    const { page, said, context } = await open("blank")
    const session = await context.newCDPSession(page)
    // Of the processor, not of the clock: what else the machine does meanwhile is not the page's doing.
    await session.send("Performance.enable", { timeDomain: "threadTicks" })
    const busy = async (): Promise<number> => {
      const { metrics } = await session.send("Performance.getMetrics")
      return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Infinity
    }
    const before = await busy()
    await page.goto(pages["many"] ?? "")
    await page.locator("#explorer-0").scrollIntoViewIfNeeded()
    await page.locator("#explorer-0 .x-tile").first().waitFor()
    const opening = (await busy()) - before
    await page.locator("input[type=search]").focus()
    const letters: number[] = []
    for (const letter of "part map") {
      const start = await busy()
      await page.keyboard.type(letter)
      await page.waitForTimeout(300)
      letters.push((await busy()) - start)
    }
    await page.getByText("100,000 files found").waitFor()
    expect(opening).toBeLessThan(3)
    // The first one makes the index that the others use, and a machine may be busy: one slow letter is no slow search.
    expect(letters.toSorted((a, b) => a - b)[4]).toBeLessThan(0.2)
    expect(Math.max(...letters)).toBeLessThan(1)
    expect(await page.locator("#explorer-0 *").count()).toBeLessThan(8000)
    expect(await page.locator(".x-tile").count()).toBeLessThanOrEqual(2000)
    expect(await page.locator(".x-rows .x-row").count()).toBeLessThan(40)
    expect(said).toEqual([])
  })
})
