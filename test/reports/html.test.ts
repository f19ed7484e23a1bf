import { createHash } from "node:crypto"
import { describe, expect, test } from "vitest"
import { compare } from "../../src/comparison/index.ts"
import { render, type Finding, type Report, type ReportImage } from "../../src/index.ts"
import { DANGEROUS, hostile } from "./hostile.ts"
import { IMAGE, INCOMPLETE, PASS, REPORT } from "./sample.ts"

const page = (report: Report): Promise<string> => render("html", report)
const withImage = (more: Partial<ReportImage>): Report => ({ ...REPORT, images: [{ ...IMAGE, ...more }] })

const DECODED: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
}

/** What somebody reads without a style sheet and without a script. */
function textOf(html: string): string {
  return html
    .replace(/^.*<body>/s, "")
    .replaceAll(/<(script|style|title|defs)[\s>].*?<\/\1>/gs, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/<\/t[hd]>/g, " ")
    .replaceAll(/<\/(?:p|li|tr|h\d|d[td]|summary|figcaption|pre)>/g, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => DECODED[entity] ?? entity)
    .split("\n")
    .map((line) => line.replaceAll(/ +/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n")
}

/** One section of one image, as text. */
function sectionOf(html: string, id: string): string {
  const start = html.indexOf(`id="${id}"`)
  if (start === -1) return ""
  const ends = ["<section id=", "<article id=", "</main>"]
    .map((mark) => html.indexOf(mark, start))
    .filter((at) => at > 0)
  return textOf(`<body>${html.slice(html.indexOf(">", start) + 1, Math.min(...ends))}`)
}

const TAG = /<(?<name>[a-z][a-z0-9]*)(?<attributes>(?:\s+[a-zA-Z][\w:-]*(?:="[^"<]*")?)*)\s*\/?>/g

/** Names of all elements, and of their attributes as `a[href]`. */
function namesOf(html: string): Set<string> {
  const body = html.replaceAll(/<(script|style)([^>]*)>.*?<\/\1>/gs, "<$1$2>")
  return new Set(
    [...body.matchAll(TAG)].flatMap(({ groups }) => [
      groups?.["name"] ?? "",
      ...[...(groups?.["attributes"] ?? "").matchAll(/\s([\w:-]+)(?:="[^"]*")?/g)].map(
        ([, attribute]) => `${groups?.["name"]}[${attribute}]`,
      ),
    ]),
  )
}

const BUDGET: ReportImage["budgets"][number] = {
  key: "filesystem",
  limit: "300MB",
  unit: "bytes",
  actual: 380_000_000,
  of: "",
  allowed: 300_000_000,
  warning: 250_000_000,
  exceeding: 1,
  baseline: null,
  state: "over",
  ok: false,
  bump: null,
  message: "Ask the shop team.",
  causes: [{ what: "/srv/shop", bytes: 90_000_000, layer: 3 }],
  fingerprint: null,
}

const FULL: Partial<ReportImage> = {
  budgets: [BUDGET],
  packages: [{ type: "npm", name: "left-pad", version: "1.3.0", bytes: 4, layer: 3, path: "/srv/shop/package.json" }],
  directories: { depth: 1, items: [{ path: "/srv", bytes: 380_000_000, unowned: 379_999_996, layer: 3 }] },
  comparison: compare({ ...IMAGE, names: ["shop/api:old"], layers: IMAGE.layers.slice(0, 3) }, IMAGE),
  findings: [
    ...IMAGE.findings,
    {
      ...IMAGE.findings[0]!,
      fingerprint: "fedcba9876543210",
      status: "suppressed",
      reason: "It was revoked in March.",
      owner: "shop",
      expires: "2027-01-01",
      acceptedBy: "plimsoll.config.yaml ignore[0]",
    },
  ],
}

test("reads well without a style sheet and without a script", async () => {
  // Without what rules say of themselves: that is told in their own pages.
  const html = await render("html", withImage(FULL), { rules: [] })
  await expect(textOf(html)).toMatchFileSnapshot("__snapshots__/html.txt")
})

describe("what an image says stays text", () => {
  test("it makes no element and no attribute", async () => {
    const known = new Set([...namesOf(await page(withImage(FULL))), ...namesOf(await page(INCOMPLETE)), "pre", "wbr"])
    for (const report of [hostile(withImage(FULL)), hostile(INCOMPLETE)])
      for (const name of namesOf(await page(report))) expect(known).toContain(name)
  })

  test("it ends no script and no element", async () => {
    const html = await page(hostile(withImage(FULL)))
    expect(html).not.toContain("<script>alert")
    expect(html).not.toContain("</script><script>alert")
    expect(html).toContain("&lt;/script&gt;&lt;script&gt;alert(1)")
  })

  test("it hides nothing: what no reader sees is written out", async () => {
    const html = await page(hostile(withImage(FULL)))
    expect(html.replace(/<script>.*<\/script>/s, "")).not.toMatch(DANGEROUS)
    expect(html).toContain("\\u{202e}gnp.exe")
  })
})

describe("the page needs nothing beside it", () => {
  test("its policy lets run and draw what it holds, and nothing else", async () => {
    const html = await page(REPORT)
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll("&#39;", "'") ?? ""
    expect(policy).toMatch(/^default-src 'none'; /)
    expect(policy).not.toContain("unsafe")
    for (const name of ["script", "style"]) {
      const all = [...html.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, "gs"))].map(([, text = ""]) => text)
      expect(all).toHaveLength(1)
      expect(policy).toContain(`${name}-src 'sha256-${createHash("sha256").update(all[0]!).digest("base64")}'`)
    }
  })

  test("nothing in it is loaded, and no link leaves it", async () => {
    const html = await page(hostile(withImage(FULL)))
    expect(html).not.toMatch(/<[a-z][^<>]*\s(?:src|style|srcset|action|on\w+)=/)
    expect(html).not.toMatch(/<(?:link|iframe|img|object|embed|form|base)\b/)
    for (const [, to] of html.matchAll(/\shref="([^"]*)"/g)) expect(to).toMatch(/^#/)
    expect(/<style>(.*?)<\/style>/s.exec(html)?.[1]).not.toMatch(/url\(|@import/)
  })

  test("its style, script and frame take at most 150 KB", async () => {
    expect((await page({ ...REPORT, images: [] })).length).toBeLessThanOrEqual(150_000)
  })

  test.each([
    ["one image", withImage(FULL)],
    ["two inputs", INCOMPLETE],
    ["twenty images", { ...REPORT, images: Array.from({ length: 20 }, () => ({ ...IMAGE, ...FULL })) }],
  ])("every link of it leads somewhere, and no two places share a name: %s", async (_, report) => {
    const html = await page(report)
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(ids).toHaveLength(new Set(ids).size)
    const targets = [...html.matchAll(/\shref="#([^"]*)"/g)].map(([, id]) => id)
    expect(targets.length).toBeGreaterThan(10)
    expect(targets.filter((id) => !ids.includes(id))).toEqual([])
  })
})

const NONE_LISTED: Report = { ...PASS, severity: "high", images: [{ ...IMAGE, findings: [] }] }
const NO_SHARE: Report = { ...PASS, inputs: [], images: [], shard: { index: 3, count: 3 } }

describe("the verdict comes first", () => {
  test.each([
    ["Fail", REPORT, "1 critical, 2 high: secrets/history, user/root, hygiene/vcs-directory."],
    ["Pass", PASS, "No finding fails it: 3 medium, 2 low."],
    ["Incomplete", INCOMPLETE, "build/out/shop-amd64.tar was not read whole. Besides: 1 critical, 2 high: "],
    ["Incomplete", { ...INCOMPLETE, failures: [] }, "was not read whole, so nothing is proved."],
    ["Pass", { ...PASS, images: [{ ...IMAGE, findings: [] }] }, "No findings."],
    ["Fail", { ...REPORT, failures: REPORT.failures.toReversed() }, "high: secrets/history, "],
    ["Pass", NONE_LISTED, "No findings of severity high or worse."],
    ["Pass", NO_SHARE, "No input is in share 3 of 3: there is nothing to audit."],
  ] satisfies [string, Report, string][])("%s, and why", async (word, report, why) => {
    const html = await page(report)
    expect(html).toMatch(new RegExp(`<title>${word}\\b`))
    expect(sectionOf(html, "verdict")).toMatch(new RegExp(`^${word}\n`))
    expect(sectionOf(html, "verdict")).toContain(why)
  })

  test("then what was not read, before anything that was found", async () => {
    const html = await page(INCOMPLETE)
    expect(sectionOf(html, "problems")).toContain("Was the file copied whole?")
    expect(html.indexOf('id="problems"')).toBeLessThan(html.indexOf('id="worst"'))
  })

  test("then the three worst things, each with the line that made it and the fix", async () => {
    const worst = sectionOf(await page(REPORT), "worst")
    expect(worst.match(/^(?:critical|high|medium)/gm)).toEqual(["critical", "high", "high"])
    expect(worst).toContain("RUN git clone https://ghp_****@github.com/shop/common")
    expect(worst).toContain("Add .git to .dockerignore.")
  })

  test("a broken budget that no finding tells of is among them", async () => {
    const message = "filesystem is 380 MB, 80 MB over its limit."
    const failures: Report["failures"] = [{ kind: "budget", image: IMAGE.id, id: "filesystem", message }]
    const html = await page({ ...withImage(FULL), failures })
    expect(sectionOf(html, "worst")).toContain(message)
    expect(sectionOf(html, "verdict")).toContain("1 broken budget: filesystem, 1 accepted.")
  })

  test("it can be of no image", async () => {
    const text = textOf(await page({ ...INCOMPLETE, images: [] }))
    expect(text).toContain("What could not be read may hold anything.")
  })
})

/** So many that are alike. */
const many = (amount: number): readonly Finding[] =>
  Array.from({ length: amount }, (_, at) => ({ ...IMAGE.findings[3]!, fingerprint: String(at).padStart(16, "0") }))

describe("findings", () => {
  test("those that fail the audit are unfolded, the others folded", async () => {
    const html = await page(REPORT)
    expect(html.match(/<details class="finding"[^>]* open>/g)).toHaveLength(3)
    expect(html.match(/<details class="finding"/g)).toHaveLength(IMAGE.findings.length)
  })

  test("each says what is wrong, where, the fix, and why it matters", async () => {
    const text = sectionOf(await page(REPORT), "findings-0")
    for (const part of [
      "A Git repository is in the image: its history, and whatever that ever held.",
      "/srv/shop/backend/services/checkout/vendor/common/.git · layer 3 · only in a lower layer",
      "Add .git to .dockerignore.",
      "8.4 MB",
      "No version control directory is shipped.",
      "0123456789abcdef",
    ])
      expect(text).toContain(part)
  })

  test("beyond 500 they are a list, beyond 2,000 a number", async () => {
    const html = await page(withImage({ findings: many(2600), findingsOmitted: 7 }))
    expect(html.match(/<details class="finding"/g)).toHaveLength(500)
    expect(html.match(/<tr>\s*<td>\s*<span class="badge medium">/g)).toHaveLength(1500)
    expect(sectionOf(html, "findings-0")).toContain("and 600 more findings")
    expect(sectionOf(html, "findings-0")).toContain("7 findings of a rule that found over a thousand are not listed")
  })

  test("of many images, each tells fewer in full", async () => {
    const images = Array.from({ length: 50 }, () => ({ ...IMAGE, findings: many(100) }))
    expect((await page({ ...REPORT, images })).match(/<details class="finding"/g)).toHaveLength(50 * 40)
  })

  test("accepted ones are told apart: why, by whom, until when, and what says so", async () => {
    const html = await page(withImage(FULL))
    expect(html.match(/<details class="finding"/g)).toHaveLength(IMAGE.findings.length)
    const text = sectionOf(html, "accepted-0")
    for (const part of ["It was revoked in March.", "shop", "2027-01-01", "plimsoll.config.yaml ignore[0]"])
      expect(text).toContain(part)
  })

  test("credentials are listed without their values, with every place", async () => {
    const text = sectionOf(await page(REPORT), "secrets-0")
    expect(text).toContain("github-token")
    expect(text).toContain("ghp_****")
    expect(text).toContain("layer 2 · step 4")
  })
})

describe("where the bytes are", () => {
  test("every step of the Dockerfile has its bytes, its waste and its findings beside it", async () => {
    const steps = sectionOf(await page(REPORT), "dockerfile-0")
    expect(steps).toMatch(
      /RUN apt-get update && apt-get install .*libpq-dev medium size\/package-cache low build-tools\/vcs\n120 MB layer 1, 18.2 MB wasted/,
    )
  })

  test("the base image's steps are folded", async () => {
    const html = await page(withImage({ base: { name: "debian:13", layers: 1, steps: 2, known: "annotated" } }))
    const folded = /<details class="base">(.*?)<\/details>/s.exec(html)?.[1] ?? ""
    expect(textOf(`<body>${folded}`)).toMatch(/^2 steps from the base image debian:13 77.8 MB in 1 layer/)
    expect(folded).toContain("rootfs.tar.xz")
    expect(folded).not.toContain("apt-get")
  })

  test("layers are drawn as wide as they are large, and told in rows", async () => {
    const html = await page(REPORT)
    const stack = /<svg class="stack".*?<\/svg>/s.exec(html)?.[0] ?? ""
    const widths = [...stack.matchAll(/<rect class="h\d" x="[\d.]+%" width="([\d.]+)%"/g)].map(([, width]) =>
      Number(width),
    )
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 1)
    expect(stack).toContain("412 MB in 6 layers, of which 32 MB are wasted")
    expect(sectionOf(html, "layers-0")).toContain("3 200 MB 12.8 MB 478 COPY . /srv/shop 333333333333")
  })

  test("waste is told by cause, by the layers that wrote and hid it, and file by file", async () => {
    const text = sectionOf(await page(REPORT), "waste-0")
    expect(text).toContain("deleted 26.6 MB 3 files.")
    expect(text).toContain("18.2 MB deleted 2 files under /var/lib/apt/lists layer 1")
    expect(text).toContain("512 kB duplicate /srv/shop/public/logo-old.png same as /srv/shop/public/logo.png layer 3")
    expect(text).toContain("231 smaller files (367 kB) are in no list")
  })

  test("long lists are cut, and say at what", async () => {
    const waste = Array.from({ length: 10_000 }, (_, at) => ({ ...IMAGE.waste[0]!, path: `/var/${at}` }))
    const packages = Array.from({ length: 900 }, (_, at) => ({
      type: "deb",
      name: `p${at}`,
      version: "1",
      bytes: at,
      layer: 0,
      path: "/x",
    }))
    const items = Array.from({ length: 60 }, (_, at) => ({ path: `/d${at}`, bytes: at, unowned: 0, layer: 0 }))
    const html = await page(withImage({ waste, packages, directories: { depth: 1, items } }))
    expect(sectionOf(html, "waste-0")).toContain("The largest 200 of 10,000 files")
    expect(sectionOf(html, "packages-0")).toContain("The largest 300 of 900 packages")
    expect(sectionOf(html, "explorer-0")).toContain("and 20 more folders")
    expect(html.length).toBeLessThan(700_000)
  })

  test("a line of megabytes is cut, and costs next to nothing", async () => {
    const history = IMAGE.history.map((step) => ({ ...step, text: "\u001b".repeat(8_000_000) }))
    const started = performance.now()
    const html = await page(withImage({ history }))
    expect(performance.now() - started).toBeLessThan(1000)
    expect(html).toContain("… 7,998,000 more characters")
    expect(html.length).toBeLessThan(1_000_000)
  })

  test("every budget says what is allowed, what is there and what is left, and draws it", async () => {
    const html = await page(
      withImage({
        budgets: [
          BUDGET,
          {
            ...BUDGET,
            key: "layers",
            unit: "count",
            actual: 6,
            allowed: 20,
            warning: null,
            state: "ok",
            ok: true,
            message: "Ask nobody: it is kept.",
            limit: "20",
            causes: [],
          },
        ],
      }),
    )
    const text = sectionOf(html, "budgets-0")
    expect(text).toMatch(
      /filesystem over the limit 380 MB · limit 300 MB · warning 250 MB · 80 MB over\n90 MB \/srv\/shop, layer 3\nAsk the shop team\./,
    )
    expect(text).toContain("layers kept 6 · limit 20 · 14 left")
    expect(text).not.toContain("Ask nobody")
    expect(html.match(/<circle class="load"/g)).toHaveLength(2)
  })

  test("a comparison says what was and is, and what made the difference", async () => {
    const text = sectionOf(await page(withImage(FULL)), "changes-0")
    expect(text).toContain("since shop/api:old")
    expect(text).toContain("+200 MB –none 200 MB 3 added")
    expect(text).toContain("To fetch for whoever has the other image: 3 layers")
  })

  test("where there is nothing to compare with, it says so", async () => {
    const comparison = { ...FULL.comparison!, with: null }
    expect(sectionOf(await page(withImage({ comparison })), "changes-0")).toContain(
      "no image of this name and platform",
    )
  })
})

describe("what was not looked at", () => {
  test("layers not read whole, files not opened, findings and rules left out", async () => {
    const layers = IMAGE.layers.map((layer, at) => ({
      ...layer,
      complete: at !== 1,
      unopened: { files: at, bytes: 1000 * at },
      secretsOmitted: at,
    }))
    const html = await page({
      ...withImage({ layers, findingsOmitted: 3, rules: [{ id: "tag/latest", severity: "off" }] }),
      severity: "low",
    })
    const text = sectionOf(html, "unseen-0")
    for (const part of [
      "1 layer not read whole: layer 1.",
      "15 further credentials were only counted",
      "3 findings of a rule",
      "Findings milder than low are not listed",
      "15 files (15 kB) not searched wholly",
      "1 rule switched off",
      "tag/latest",
    ])
      expect(text).toContain(part)
  })

  test("settings in force, the inputs and what they met are named", async () => {
    const html = await page({ ...INCOMPLETE, settings: [{ kind: "config", path: "ci/plimsoll.yaml" }] })
    const text = sectionOf(html, "made")
    expect(text).toContain("ci/plimsoll.yaml settings")
    expect(text).toContain("10240 bytes follow the end of the archive")
    expect(text).toContain("build/out/shop-amd64.tar oci-archive 31 MB audited not whole")
  })
})

test("of several images each has its line, its part and its own sections", async () => {
  const html = await page(INCOMPLETE)
  const text = sectionOf(html, "images")
  expect(text).toContain("shop/api:latest linux/arm64/v8 fails 412 MB 32 MB 1 2 3 2 0")
  expect(text).toContain("not read whole")
  expect(html.match(/<article id="image-\d"/g)).toHaveLength(2)
  expect(sectionOf(html, "layers-1")).toContain("not read whole")
})
