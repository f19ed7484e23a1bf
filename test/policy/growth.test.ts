import { describe, expect, test } from "vitest"
import type { AuditOptions } from "../../src/audit/index.ts"
import type { Baseline, BaselineImage, BudgetSettings, ReportBudget } from "../../src/model/index.ts"
import { githubToken } from "../support/made-up.ts"
import { auditDockerfile } from "../support/rule.ts"

const shop = (version: string, more = ""): string => `
  FROM scratch
  # archive: name shop:${version}
  USER 10001
  COPY --size=700kB app.js /srv/shop/app.js
  COPY --size=100kB logo.png /srv/media/logo.png${more}`

const KNOWN: BaselineImage = {
  name: "shop",
  platform: "linux/amd64",
  version: "1.2.3",
  sizes: { filesystem: 800_000, files: 2, wasted: 0 },
  parts: { "/srv/shop": 700_000, "/srv/media": 100_000 },
  depth: 3,
  accepted: [],
  growth: [],
}
const baselineOf = (known: Partial<BaselineImage> = {}): Baseline => ({ images: [{ ...KNOWN, ...known }] })

async function judged(
  growth: BudgetSettings[string],
  text: string,
  known: Partial<BaselineImage> = {},
  options: AuditOptions = {},
): Promise<ReportBudget> {
  const baseline = baselineOf(known)
  const { images } = await auditDockerfile(text, { budgets: { filesystem: growth }, baseline, ...options })
  return images[0]!.budgets[0]!
}

const GROWN = "\n  COPY --size=40kB new.js /srv/shop/new.js"

describe("growth is bound", () => {
  test.each([
    ["+5%", "ok"],
    ["+4.999%", "over"],
    ["+40kB", "ok"],
    ["+39999", "over"],
  ])("by %s of 800 kB, of which 40 kB are %s", async (limit, state) => {
    expect(await judged(limit, shop("1.2.3", GROWN))).toMatchObject({
      state,
      limit,
      baseline: 800_000,
      actual: 840_000,
    })
  })

  test("beside the size, each for itself", async () => {
    const { images } = await auditDockerfile(shop("1.2.3", GROWN), {
      budgets: { filesystem: { max: "1MB", growth: "1%" } },
      baseline: baselineOf(),
    })
    expect(images[0]!.budgets).toMatchObject([
      { limit: "1MB", state: "ok", baseline: null },
      { limit: "+1%", state: "over", allowed: 808_000, baseline: 800_000 },
    ])
  })

  test("by a floor that a percentage never goes below", async () => {
    expect(await judged({ growth: "1%", floor: "40kB" }, shop("1.2.3", GROWN))).toMatchObject({ state: "ok" })
    expect(await judged({ growth: "1%", floor: "39kB" }, shop("1.2.3", GROWN))).toMatchObject({ state: "over" })
  })

  test("also of what is counted", async () => {
    const { images } = await auditDockerfile(shop("1.2.3", GROWN), { budgets: { files: "+0" }, baseline: baselineOf() })
    expect(images[0]!.budgets).toMatchObject([{ unit: "count", state: "over", allowed: 2, actual: 3, baseline: 2 }])
  })

  test("and what became smaller is fine", async () => {
    expect(await judged("+0%", shop("1.2.3"), { sizes: { filesystem: 900_000 } })).toMatchObject({
      state: "ok",
      causes: [],
    })
  })
})

describe("without a baseline nothing may pass", () => {
  test.each<[string, AuditOptions]>([
    ["none at all", {}],
    ["one of other images", { baseline: baselineOf({ name: "acme/web" }) }],
    ["one of another platform", { baseline: baselineOf({ platform: "linux/arm64" }) }],
    ["one that does not know this size", { baseline: baselineOf({ sizes: { content: 1 } }) }],
  ])("%s", async (_, options) => {
    const { images, failures, verdict } = await auditDockerfile(shop("1.2.3"), {
      budgets: { filesystem: "+5%" },
      failOn: "none",
      ...options,
    })
    expect(images[0]!.budgets).toMatchObject([{ state: "no-baseline", ok: false, actual: 800_000, allowed: null }])
    expect(failures.map(({ id }) => id)).toEqual(["filesystem"])
    expect(verdict).toBe("fail")
  })
})

describe("an image is known by repository and platform", () => {
  test("in each of the lengths that a name has", async () => {
    expect(await judged("+0", shop("9.9.9"), { name: "docker.io/library/shop" })).toMatchObject({ state: "ok" })
  })

  test("and without names, where the baseline knows but one", async () => {
    const text = shop("1.2.3").replace("name shop:1.2.3", "no name")
    expect(await judged("+0", text)).toMatchObject({ state: "ok" })
    expect(await judged("+0", shop("1.2.3"), { name: "" })).toMatchObject({ state: "ok" })
    const { images } = await auditDockerfile(text, {
      budgets: { filesystem: "+0" },
      baseline: { images: [KNOWN, { ...KNOWN, name: "acme/web" }] },
    })
    expect(images[0]!.budgets).toMatchObject([{ state: "no-baseline" }])
  })
})

describe("the version says how much", () => {
  const growth = { patch: "1%", minor: "5%", major: "20%" }
  test.each([
    ["1.2.3", "1.2.4", "patch", "+1% (patch)", 808_000],
    ["1.2.3", "1.3.0", "minor", "+5% (minor)", 840_000],
    ["1.2.3", "2.0.0", "major", "+20% (major)", 960_000],
    ["1.2.3", "v1.3.0", "minor", "+5% (minor)", 840_000],
    ["1.2.3", "1.3.0-rc.1", "minor", "+5% (minor)", 840_000],
    ["1.3.0-rc.1", "1.3.0", "minor", "+5% (minor)", 840_000],
    ["1.2.3", "1.2.3", null, "+1% (patch)", 808_000],
    ["1.2.3", "1.0.0", null, "+1% (patch)", 808_000],
    ["1.2.3", "latest", null, "+1% (patch)", 808_000],
    [null, "2.0.0", null, "+1% (patch)", 808_000],
  ])("from %s to %s", async (version, tag, bump, limit, allowed) => {
    expect(await judged({ growth }, shop(tag), { version })).toMatchObject({ bump, limit, allowed })
  })

  test("the label outranks the tag", async () => {
    const text = `${shop("2.0.0")}\n  LABEL org.opencontainers.image.version=1.3.0`
    expect(await judged({ growth }, text)).toMatchObject({ bump: "minor" })
  })

  test("a change without a limit of its own has that of the next milder one, else the strictest", async () => {
    expect(await judged({ growth: { patch: "1%", minor: "5%" } }, shop("2.0.0"))).toMatchObject({
      limit: "+5% (minor)",
      bump: "major",
    })
    expect(await judged({ growth: { minor: "5%", major: "20%" } }, shop("1.2.4"))).toMatchObject({
      limit: "+5% (minor)",
      bump: "patch",
    })
    expect(await judged({ growth: { minor: "1kB", major: "0%" } }, shop("1.2.3"))).toMatchObject({ allowed: 800_000 })
  })
})

describe("growth that is accepted", () => {
  const growth = [{ budget: "filesystem", by: "40kB", reason: "the new checkout", expires: "2026-11-21" }]

  test("adds to what is allowed, until its last day", async () => {
    const text = shop("1.2.3", GROWN)
    expect(await judged("+0%", text, { growth })).toMatchObject({ state: "ok", allowed: 840_000 })
    expect(await judged("+0%", text, { growth })).toMatchObject({ limit: "+0% and 40 kB accepted" })
    const today = new Date("2026-11-22")
    expect(await judged("+0%", text, { growth }, { today })).toMatchObject({ state: "over", allowed: 800_000 })
  })

  test("is for its budget alone", async () => {
    const other = [{ ...growth[0]!, budget: "content" }]
    expect(await judged("+0%", shop("1.2.3", GROWN), { growth: other })).toMatchObject({ state: "over" })
  })
})

test("what grew is told with how much, the largest first, at most three", async () => {
  const more = `
  COPY --size=10kB a /srv/a/a
  COPY --size=40kB new.js /srv/shop/new.js
  COPY --size=30kB c /srv/c/c
  COPY --size=20kB d /srv/d/d`
  const { causes } = await judged("+1%", shop("1.2.3", more))
  expect(causes).toEqual([
    { what: "/srv/shop", bytes: 40_000, layer: 0 },
    { what: "/srv/c", bytes: 30_000, layer: 4 },
    { what: "/srv/d", bytes: 20_000, layer: 5 },
  ])
})

test("folders are told apart as deep as both sides know them", async () => {
  const deep = shop("1.2.3").replaceAll("/srv/shop/", "/srv/shop/public/js/")
  const text = `${deep}\n  COPY --size=60kB new.js /srv/shop/other/new.js`
  const known = { parts: { "/srv": 800_000 }, depth: 1 }
  expect((await judged("+1%", text, known)).causes).toEqual([{ what: "/srv", bytes: 60_000, layer: 0 }])
})

test("what a baseline leaves out since it is small is not told as growth", async () => {
  const known = { sizes: { ...KNOWN.sizes, content: 800_300, filesystem: 800_300 } }
  const more = "\n  COPY --size=300 old /srv/old/old\n  COPY --size=20kB new /srv/new/new"
  const { causes } = await judged("+1%", shop("1.2.3", more), known)
  expect(causes.map(({ what }) => what)).toEqual(["/srv/new"])
})

test("a part whose name holds a secret is known again", async () => {
  const token = githubToken()
  const text = `
  FROM scratch
  # archive: name shop:1.2.3
  COPY --size=700kB app.js /srv/app.js
  # layer: RUN curl -H 'Authorization: token ${token}' https://example.com ## x
  RUN rm /srv/app.js`
  const first = await auditDockerfile(text)
  const { baselineImageOf } = await import("../../src/policy/index.ts")
  const known = baselineImageOf(first.images[0]!, [])
  expect(JSON.stringify(known)).not.toContain(token)
  const { images } = await auditDockerfile(text, { budgets: { wasted: "+0" }, baseline: { images: [known] } })
  expect(images[0]!.budgets).toMatchObject([{ state: "ok", causes: [] }])
})

const charts = (size: string, more = ""): string => `
  FROM scratch
  # archive: name shop:1.2.3
  COPY <<EOF /srv/node_modules/charts/package.json
  {"name":"charts","version":"1.0.0"}
  EOF
  COPY --size=${size} index.js /srv/node_modules/charts/index.js${more}`

test("a folder's growth is told by the packages in it, and by none that is elsewhere too", async () => {
  const key = "path:/srv/node_modules/**"
  const causes = async (text: string): Promise<readonly string[]> => {
    const baseline = baselineOf({ sizes: { [key]: 100_000 }, parts: { "npm charts": 100_000 } })
    const { images } = await auditDockerfile(text, { budgets: { [key]: "+1kB" }, baseline })
    return images[0]!.budgets[0]!.causes.map(({ what }) => what)
  }
  expect(await causes(charts("300kB"))).toEqual(["npm charts"])
  const twice = `
    COPY <<EOF /opt/node_modules/charts/package.json
    {"name":"charts","version":"1.0.0"}
    EOF
    COPY --size=900kB index.js /opt/node_modules/charts/index.js`
  expect(await causes(charts("300kB", twice))).toEqual([])
})

test("a broken budget says by how much also where its rule is off", async () => {
  const { failures } = await auditDockerfile(shop("1.2.3", GROWN), {
    settings: { rules: { "size/budget": "off" } },
    budgets: { filesystem: "+1%", files: { max: "2", growth: "+0" } },
    baseline: baselineOf(),
  })
  expect(failures.map(({ message }) => message)).toEqual([
    "filesystem grew by 40 kB to 840 kB, 32 kB more than +1% allows.",
    "The number of files grew by 1 to 3, 1 more than +0 allows.",
    "The number of files is 3, 1 over its limit of 2.",
  ])
})
