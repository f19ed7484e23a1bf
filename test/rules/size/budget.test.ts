import { describe, expect, test } from "vitest"
import rule from "../../../src/rules/size/budget.ts"
import type { BaselineImage, BudgetSettings } from "../../../src/model/index.ts"
import type { AuditOptions } from "../../../src/audit/index.ts"
import { findingsOf } from "../../support/rule.ts"

const SHOP = `
  FROM scratch
  # archive: name shop:1.2.3
  COPY --size=700kB app.js /srv/shop/app.js
  COPY --size=400kB tool /opt/tool
  COPY --size=100kB logo.png /srv/media/logo.png
  RUN rm /opt/tool`

async function said(budgets: BudgetSettings, options: AuditOptions = {}): Promise<readonly string[]> {
  const findings = await findingsOf(rule, SHOP, { budgets, ...options })
  return findings.map(({ message }) => message)
}

const KNOWN: BaselineImage = {
  name: "shop",
  platform: "linux/amd64",
  version: "1.2.3",
  sizes: { filesystem: 600_000, layers: 3, wasted: 0 },
  parts: { "/srv/shop": 500_000, "/srv/media": 100_000 },
  depth: 3,
  accepted: [],
  growth: [],
}

describe("size/budget", () => {
  test.each<[BudgetSettings, string]>([
    [
      { filesystem: "500kB" },
      "filesystem is 800 kB, 300 kB over its limit of 500 kB: /srv/shop 700 kB (layer 0), /srv/media 100 kB (layer 2).",
    ],
    [
      { filesystem: { max: "500kB", message: "Ask the platform team." } },
      "filesystem is 800 kB, 300 kB over its limit of 500 kB: /srv/shop 700 kB (layer 0), /srv/media 100 kB (layer 2). Ask the platform team.",
    ],
    [
      { filesystem: { warn: "500kB", max: "1MB" } },
      "filesystem is 800 kB, above its warning of 500 kB, with 200 kB left to its limit of 1 MB: /srv/shop 700 kB (layer 0), /srv/media 100 kB (layer 2).",
    ],
    [
      { wasted: "5%" },
      "wasted is 400 kB (33.3 %), 340 kB over its limit of 5% of the content, 60 kB: 400 kB hidden in layer 1 (COPY tool /opt/tool).",
    ],
    [
      { "largest-file": "500kB" },
      "largest-file is 700 kB, 200 kB over its limit of 500 kB: /srv/shop/app.js, brought by layer 0 (COPY app.js /srv/shop/app.js).",
    ],
    [{ layers: "3" }, "The number of layers is 4, 1 over its limit of 3."],
    [
      { layer: "600kB" },
      "Layer 0 (COPY app.js /srv/shop/app.js) is 700 kB, 100 kB over its limit of 600 kB (budget layer).",
    ],
    [
      { layer: "200kB" },
      "2 layers are over the limit of 200 kB (budget layer): layer 0 (COPY app.js /srv/shop/app.js) 700 kB and layer 1 (COPY tool /opt/tool) 400 kB.",
    ],
    [
      { layer: "1kB" },
      "3 layers are over the limit of 1 kB (budget layer): layer 0 (COPY app.js /srv/shop/app.js) 700 kB, layer 1 (COPY tool /opt/tool) 400 kB and layer 2 (COPY logo.png /srv/media/logo.png) 100 kB.",
    ],
    [
      { "path:/srv/shop": "1MB" },
      "Nothing in the image fits the budget path:/srv/shop, for it names a folder: path:/srv/shop/** bounds what is in it.",
    ],
    [{ "layer:9": "1MB" }, "Nothing in the image fits the budget layer:9: its layers are 0 to 3."],
    [{ filesystem: "+5%" }, "filesystem is 800 kB and may grow by +5%, but no baseline says from what."],
  ])("says of %j what it came to and why", async (budgets, message) => {
    expect(await said(budgets)).toEqual([message])
  })

  test.each<[BudgetSettings, string]>([
    [
      { filesystem: "+5%" },
      "filesystem grew by 200 kB (+33.3 %) to 800 kB, 170 kB more than +5% allows: /srv/shop +200 kB, brought by layer 0 (COPY app.js /srv/shop/app.js).",
    ],
    [
      { filesystem: { growth: { patch: "1%", minor: "5%" } } },
      "filesystem grew by 200 kB (+33.3 %) to 800 kB, 194 kB more than +1%, the strictest of its limits since no version says what changed, allows: /srv/shop +200 kB, brought by layer 0 (COPY app.js /srv/shop/app.js).",
    ],
    [{ layers: "+0" }, "The number of layers grew by 1 (+33.3 %) to 4, 1 more than +0 allows."],
    [
      { wasted: "+1MB", filesystem: { max: "1MB", growth: "+1kB" } },
      "filesystem grew by 200 kB (+33.3 %) to 800 kB, 199 kB more than +1kB allows: /srv/shop +200 kB, brought by layer 0 (COPY app.js /srv/shop/app.js).",
    ],
  ])("says of %j what grew", async (budgets, message) => {
    expect(await said(budgets, { baseline: { images: [KNOWN] } })).toEqual([message])
  })

  test("names what a wrong name may have meant", async () => {
    const text = `
      FROM scratch
      COPY <<EOF /app/node_modules/lodash/package.json
      {"name":"lodash","version":"1.0.0"}
      EOF`
    const [finding] = await findingsOf(rule, text, { budgets: { "package:npm/lodsh": "1MB" } })
    expect(finding?.message).toBe(
      "Nothing in the image fits the budget package:npm/lodsh; did you mean package:npm/lodash?",
    )
  })

  test("says how growth that is meant is accepted", async () => {
    const [finding] = await findingsOf(rule, SHOP, {
      budgets: { filesystem: "+5%" },
      baseline: { images: [KNOWN] },
    })
    expect(finding?.remedy).toMatch(/Where the growth is meant.*`plimsoll baseline INPUT --accept-growth --reason/)
  })

  test("says nothing of what is kept", async () => {
    expect(await said({ filesystem: "1MB", layers: "4", wasted: "50%" })).toEqual([])
  })

  test("tells the same finding of the same trouble, whatever its size", async () => {
    const fingerprints = await Promise.all(
      ["500kB", "400kB"].map(async (filesystem) => {
        const [finding] = await findingsOf(rule, SHOP, { budgets: { filesystem } })
        return finding?.fingerprint
      }),
    )
    expect(new Set(fingerprints).size).toBe(1)
  })
})
