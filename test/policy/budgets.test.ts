import { describe, expect, test } from "vitest"
import type { AuditOptions } from "../../src/audit/index.ts"
import type { BudgetSettings, ReportBudget } from "../../src/model/index.ts"
import { auditDockerfile } from "../support/rule.ts"

const SHOP = `
  FROM scratch
  USER 10001
  # archive: name shop:1.2.3
  COPY --size=600kB base.bin /opt/base.bin
  COPY --size=300kB app.js /srv/shop/app.js
  COPY --size=100kB logo.png /srv/shop/public/logo.png
  RUN rm /opt/base.bin
  RUN cp /srv/shop/public/logo.png /srv/one.png && ln /srv/one.png /srv/other.png`

const npm = (name: string, size: string): string => `
  COPY <<EOF /app/node_modules/${name}/package.json
  {"name":"${name}","version":"1.0.0"}
  EOF
  COPY --size=${size} index.js /app/node_modules/${name}/index.js`

async function budgetsOf(
  budgets: BudgetSettings,
  text: string = SHOP,
  options: AuditOptions = {},
): Promise<readonly ReportBudget[]> {
  const { images } = await auditDockerfile(text, { budgets, ...options })
  return images[0]!.budgets
}

const sizeOf = async (key: string, text: string = SHOP): Promise<number> => {
  const [budget] = await budgetsOf({ [key]: "1000000000" }, text)
  expect(budget).toMatchObject({ key, state: "ok", ok: true, fingerprint: null })
  return budget!.actual
}

describe("a budget bounds", () => {
  test.each([
    ["content", 1_100_000],
    ["filesystem", 500_000],
    ["wasted", 600_000],
    ["files", 4],
    ["layers", 5],
    ["largest-file", 300_000],
    ["layer", 600_000],
    ["layer:1", 300_000],
    ["layer:COPY *logo*", 100_000],
    ["layer:RUN *", 100_000],
    // A file with two names is one.
    ["path:/srv/**", 500_000],
    ["path:*.js", 300_000],
    ["path:/srv/*.png", 100_000],
    ["path:/srv/shop/public/*", 100_000],
  ])("%s", async (key, bytes) => {
    expect(await sizeOf(key)).toBe(bytes)
  })

  test("archive and tar as the report has them", async () => {
    const { images } = await auditDockerfile(SHOP, { budgets: { archive: "1GB", tar: "1GB" } })
    const [image] = images
    expect(image!.budgets.map(({ actual }) => actual)).toEqual([image!.size.archive, image!.size.layers])
  })

  test("packages by name, pattern and type", async () => {
    const text = `FROM scratch${npm("lodash", "50kB")}${npm("@acme/ui", "20kB")}`
    const { images } = await auditDockerfile(text)
    const bytes = new Map(images[0]!.packages.map(({ name, bytes: own }) => [name, own]))
    expect(bytes.get("lodash")).toBeGreaterThanOrEqual(50_000)
    expect(await sizeOf("package:npm/lodash", text)).toBe(bytes.get("lodash"))
    expect(await sizeOf("package:lodash", text)).toBe(bytes.get("lodash"))
    expect(await sizeOf("package:npm/@acme/ui", text)).toBe(bytes.get("@acme/ui"))
    expect(await sizeOf("package:@acme/*", text)).toBe(bytes.get("@acme/ui"))
    expect(await sizeOf("packages:npm", text)).toBe(bytes.get("lodash")! + bytes.get("@acme/ui")!)
  })
})

describe("a limit", () => {
  test.each([
    ["500kB", "ok"],
    ["500000", "ok"],
    ["499999", "over"],
    ["488 KiB", "over"],
    ["489 KiB", "ok"],
  ])("of %s makes 500,000 bytes %s", async (limit, state) => {
    const { images, verdict } = await auditDockerfile(SHOP, { budgets: { filesystem: limit }, failOn: "none" })
    expect(images[0]!.budgets).toMatchObject([{ state, limit, actual: 500_000 }])
    expect(verdict).toBe(state === "ok" ? "pass" : "fail")
  })

  test("is kept by what is as large", async () => {
    expect(await budgetsOf({ layers: "5", files: "2" })).toMatchObject([
      { key: "layers", unit: "count", state: "ok", allowed: 5 },
      { key: "files", unit: "count", state: "over", allowed: 2, ok: false },
    ])
  })

  test("above which there is only a warning does not fail", async () => {
    const { images, verdict } = await auditDockerfile(SHOP, {
      budgets: { filesystem: { warn: "300kB", max: "600kB" }, content: { warn: "300kB" } },
    })
    expect(images[0]!.budgets).toMatchObject([
      { key: "filesystem", state: "warn", ok: true, allowed: 600_000, warning: 300_000 },
      { key: "content", state: "warn", ok: true, allowed: 300_000 },
    ])
    expect(images[0]!.findings.filter(({ rule }) => rule === "size/budget")).toMatchObject([
      { severity: "low" },
      { severity: "low" },
    ])
    expect(verdict).toBe("pass")
  })

  test("on waste may be a share of the content, and less than the floor is never too much", async () => {
    expect(await budgetsOf({ wasted: "55%" })).toMatchObject([{ state: "ok", allowed: 605_000 }])
    expect(await budgetsOf({ wasted: "54.545%" })).toMatchObject([{ state: "over", allowed: 599_995 }])
    expect(await budgetsOf({ wasted: { max: "1%", floor: "600kB" } })).toMatchObject([
      { state: "ok", allowed: 600_000 },
    ])
    expect(await budgetsOf({ wasted: { max: "1%", floor: "599kB" } })).toMatchObject([{ state: "over" }])
  })

  test("for each layer names the largest and counts those above it", async () => {
    expect(await budgetsOf({ layer: "200kB" })).toMatchObject([
      { state: "over", actual: 600_000, of: "layer 0", exceeding: 2, causes: [{ layer: 0 }, { layer: 1 }] },
    ])
  })
})

describe("what a key names and the image has not is no pass", () => {
  test.each(["path:/nowhere/**", "path:/srv/shop", "layer:5", "layer:ADD *", "package:npm/lodash", "packages:deb"])(
    "%s",
    async (key) => {
      const { images, verdict, failures } = await auditDockerfile(SHOP, {
        budgets: { [key]: { max: "1GB", growth: "5%" } },
      })
      expect(images[0]!.budgets).toMatchObject([{ key, state: "unmatched", ok: false, limit: "1GB" }])
      expect(failures).toMatchObject([{ kind: "budget", id: key }])
      expect(verdict).toBe("fail")
    },
  )

  test("but for an image that was not read whole, of which nobody knows", async () => {
    const text = `${SHOP}\n  # archive: layer 1 cut short`
    const { images, verdict } = await auditDockerfile(text, { budgets: { "path:/nowhere/**": "1GB" } })
    expect(images[0]!.budgets).toMatchObject([{ state: "ok" }])
    expect(verdict).toBe("incomplete")
  })
})

describe("what takes the room is told, at most three, the largest first", () => {
  test("of the filesystem, of waste, of a path", async () => {
    const [filesystem, wasted, path] = await budgetsOf({ filesystem: "1kB", wasted: "1kB", "path:/srv/**": "1kB" })
    expect(filesystem!.causes.map(({ bytes }) => bytes)).toEqual([300_000, 100_000, 100_000])
    expect(wasted!.causes).toEqual([{ what: "hidden: COPY base.bin /opt/base.bin", bytes: 600_000, layer: 0 }])
    expect(path!.causes).toEqual([
      { what: "/srv/shop/app.js", bytes: 300_000, layer: 1 },
      { what: "/srv/one.png", bytes: 100_000, layer: 4 },
      { what: "/srv/shop/public/logo.png", bytes: 100_000, layer: 2 },
    ])
  })

  test("of packages by name", async () => {
    const text = `FROM scratch${npm("a", "50kB")}${npm("b", "20kB")}${npm("c", "30kB")}${npm("d", "10kB")}`
    const [budget] = await budgetsOf({ "packages:npm": "1kB" }, text)
    expect(budget!.causes.map(({ what }) => what)).toEqual(["npm a", "npm c", "npm b"])
  })
})

describe("a broken budget fails", () => {
  const budgets = { filesystem: "1kB" }

  test("whatever fails otherwise, and without its rule", async () => {
    const ways: readonly AuditOptions[] = [
      { failOn: "none" },
      { failOn: "critical" },
      { rules: new Map([["size/budget", "off"]]), failOn: "none" },
    ]
    for (const options of ways) {
      const { failures, verdict } = await auditDockerfile(SHOP, { budgets, ...options })
      expect(failures).toMatchObject([{ kind: "budget", id: "filesystem" }])
      expect(verdict).toBe("fail")
    }
  })

  test("unless its finding is accepted, which stays in the report", async () => {
    const { images } = await auditDockerfile(SHOP, { budgets })
    const { fingerprint } = images[0]!.findings.find(({ rule }) => rule === "size/budget")!
    expect(images[0]!.budgets).toMatchObject([{ fingerprint, ok: false }])
    const settings = { ignore: [{ fingerprint, reason: "until the model moves out" }] }
    const report = await auditDockerfile(SHOP, { budgets, settings, failOn: "none" })
    expect(report.failures).toEqual([])
    expect(report.images[0]!.findings.find((one) => one.fingerprint === fingerprint)?.status).toBe("suppressed")
  })

  test("and who accepted a warning has not accepted that", async () => {
    const warned = await auditDockerfile(SHOP, { budgets: { filesystem: { warn: "1kB", max: "1GB" } } })
    const { fingerprint } = warned.images[0]!.findings.find(({ rule }) => rule === "size/budget")!
    const settings = { ignore: [{ fingerprint, reason: "known" }] }
    const { verdict } = await auditDockerfile(SHOP, {
      budgets: { filesystem: { warn: "1kB", max: "2kB" } },
      settings,
      failOn: "none",
    })
    expect(verdict).toBe("fail")
  })
})

test("later sources outrank earlier ones, field by field", async () => {
  const settings = {
    budgets: { filesystem: { max: "1kB", message: "Ask the platform team." }, files: "1" },
    overrides: [{ image: "shop:*", budgets: { filesystem: { max: "2kB" } } }],
  }
  expect(await budgetsOf({}, SHOP, { settings })).toMatchObject([
    { key: "filesystem", limit: "2kB", message: "Ask the platform team." },
    { key: "files", limit: "1" },
  ])
  expect(await budgetsOf({ filesystem: "3kB" }, SHOP, { settings })).toMatchObject([
    { limit: "3kB", message: "Ask the platform team." },
    { key: "files" },
  ])
})

describe("what can't be meant is refused, with its place", () => {
  test.each<[string, unknown, string]>([
    ["filesytem", "1kB", "budgets.filesytem: there is no budget filesytem; did you mean filesystem?"],
    ["paths:/srv/**", "1kB", "budgets.paths:/srv/**: there is no budget paths:/srv/**; did you mean path:?"],
    ["layer:-1", "1kB", "budgets.layer:-1: layers are counted from 0, the base"],
    ["path:", "1kB", "budgets.path:: path: needs a glob such as /srv/** after the colon"],
    ["path:/srv/[a]", "1kB", "budgets.path:/srv/[a]: a glob can't have brackets"],
    ["packages:npmm", "1kB", "budgets.packages:npmm: there is no type of package npmm; did you mean npm?"],
    ["filesystem", "200 megs", "budgets.filesystem: max must be a size such as 200MB"],
    ["filesystem", "5%", "budgets.filesystem: max of filesystem can't be a percentage"],
    ["filesystem", { warn: "5%" }, "budgets.filesystem.warn: warn of filesystem can't be a percentage"],
    ["filesystem", { max: "+5%" }, "budgets.filesystem.max: max is how large it may be; +5% belongs under growth"],
    ["filesystem", { maximum: "5MB" }, "budgets.filesystem.maximum: a budget has no key maximum; its keys are max"],
    ["filesystem", { maxx: "5MB" }, "budgets.filesystem.maxx: a budget has no key maxx; did you mean max?"],
    ["filesystem", { warn: "2MB", max: "1MB" }, "budgets.filesystem.warn: warn is above max"],
    [
      "filesystem",
      { max: "1MB", floor: "1kB" },
      "budgets.filesystem.floor: a floor is for a limit that is a percentage",
    ],
    ["filesystem", { message: "Ask us." }, "budgets.filesystem: a budget needs a limit: max, warn or growth"],
    ["filesystem", { growth: { tiny: "1%" } }, "budgets.filesystem.growth.tiny: growth has no key tiny"],
    ["filesystem", { growth: {} }, "budgets.filesystem.growth: growth needs one of the keys patch, minor, major"],
    ["filesystem", { growth: "much" }, "budgets.filesystem.growth: growth must be a size such as 200MB"],
    ["files", "5MB", "budgets.files: max must be a whole number"],
    ["files", "-5", "budgets.files: max must be a whole number"],
    ["wasted", { max: "5%", floor: "1%" }, "budgets.wasted.floor: floor of wasted can't be a percentage"],
  ])("%s: %j", async (key, setting, message) => {
    await expect(auditDockerfile(SHOP, { budgets: { [key]: setting } as BudgetSettings })).rejects.toThrow(message)
  })

  test("by hundreds", async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`path:/${index}/**`, "1kB"]))
    await expect(auditDockerfile(SHOP, { budgets: many })).rejects.toThrow("can't be more than 100 path: budgets")
  })
})
