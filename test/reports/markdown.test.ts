import MarkdownIt from "markdown-it"
import { beforeAll, describe, expect, test } from "vitest"
import { audit, render, type Finding, type Report, type ReportImage } from "../../src/index.ts"
import { hostile } from "./hostile.ts"
import { IMAGE, INCOMPLETE, PASS, REPORT } from "./sample.ts"

const md = new MarkdownIt({ html: true, linkify: true })
const markdown = (report: Report): Promise<string> => render("markdown", report)
const withImage = (change: Partial<ReportImage>, report: Report = REPORT): Report => ({
  ...report,
  images: [{ ...IMAGE, ...change }],
})
const finding = (change: Partial<Finding>): Finding => ({ ...IMAGE.findings[0]!, ...change })

/** The first line of a comment about an image of these names. */
const lineOf = async (...names: string[]): Promise<string | undefined> =>
  (await markdown(withImage({ names }))).split("\n")[0]

/** Text outside of code, as a host sees it that looks for mentions and references. */
function textIn(markdownText: string): string {
  return md
    .parse(markdownText, {})
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === "text")
    .map(({ content }) => content)
    .join("\n")
}

describe("a comment", () => {
  test("reads like this", async () => {
    await expect(await markdown(REPORT)).toMatchFileSnapshot("__snapshots__/comment.md")
  })

  test("begins with what a bot finds it by: the image without registry words, tag and digest", async () => {
    expect(await lineOf("docker.io/library/nginx:1.27")).toBe("<!-- plimsoll:nginx -->")
    expect(await lineOf("ghcr.io/acme/shop@sha256:0123")).toBe("<!-- plimsoll:ghcr.io/acme/shop -->")
    expect(await lineOf("a-->b<script>:1")).toBe("<!-- plimsoll:a-b-script -->")
    expect(await lineOf()).toBe("<!-- plimsoll:image -->")
  })

  test("says the verdict and why before all else", async () => {
    const [, , title, , why] = (await markdown(REPORT)).split("\n")
    expect(title).toBe("## ✗ FAIL: `shop/api:latest` (`linux/arm64/v8`)")
    expect(why).toBe(
      "3 findings fail it (1 critical, 2 high): `secrets/history`, `user/root`, `hygiene/vcs-directory`.",
    )
    expect(await markdown(PASS)).toContain("No finding fails it: 3 medium, 2 low.")
  })

  test("says loudly what could not be read", async () => {
    const text = await markdown(INCOMPLETE)
    expect(text).toContain("`build/out/shop-amd64.tar` was not read whole, so nothing is proved.")
    expect(text).toMatch(/^> \*\*Not everything was read.*\\\n> .*Layer 1 ends at offset/m)
  })

  test("shows what fails, and folds what does not with its number", async () => {
    const [shown = "", folded = ""] = (await markdown(REPORT)).split("<details>\n<summary>3 medium findings</summary>")
    expect(shown).toContain("`hygiene/vcs-directory`")
    expect(shown).not.toContain("`health/missing`")
    expect(folded).toContain("`health/missing`")
    expect(folded).toContain("<summary>2 low findings</summary>")
  })

  test("tells of a finding where it is, what made it and how to mend it", async () => {
    const text = await markdown(REPORT)
    expect(text).toContain(
      "Where: `/srv/shop/backend/services/checkout/vendor/common/.git`, layer 3, only in a lower layer",
    )
    expect(text).toContain("`COPY . /srv/shop`")
    expect(text).toContain("Fix: Add `.git` to `.dockerignore`.")
    expect(text).toContain("  ```sh\n  RUN --mount=type=secret,id=github git clone")
  })

  test("names those rules first that found the worst", async () => {
    const [, , , , why] = (await markdown({ ...REPORT, failures: REPORT.failures.toReversed() })).split("\n")
    expect(why).toContain("(1 critical, 2 high): `secrets/history`, ")
  })

  test("says that nothing was found only of what was asked for", async () => {
    const none = { ...PASS, images: [{ ...IMAGE, findings: [] }] }
    expect(await markdown(none)).toContain("\nNothing was found.\n")
    expect(await markdown({ ...none, severity: "high" })).toContain("\nNothing of severity high or worse was found.\n")
    const known = withImage({ findings: [finding({ status: "baseline" })] }, PASS)
    expect(await markdown(known)).toContain("Nothing new was found. 1 accepted finding did not count.")
    const share = { ...PASS, inputs: [], images: [], shard: { index: 3, count: 3 } }
    expect(await markdown(share)).toContain("No input is in share 3 of 3: there is nothing to audit.")
  })

  test("folds what is accepted, with reason, owner and day", async () => {
    const accepted = finding({
      status: "suppressed",
      reason: "It was revoked.",
      owner: "shop",
      expires: "2027-01-01",
      acceptedBy: "plimsoll.config.yaml ignore[0]",
    })
    const text = await markdown(withImage({ findings: [accepted] }, PASS))
    expect(text).toContain("1 accepted finding did not count.")
    expect(text).toContain(
      "Accepted: It was revoked; owner: `shop`; until `2027-01-01`; by `plimsoll.config.yaml ignore[0]`",
    )
  })

  test("holds budgets against actual size, headroom and baseline", async () => {
    const budget = {
      key: "filesystem",
      limit: "400MB",
      unit: "bytes",
      actual: 380_000_000,
      of: "",
      allowed: 400_000_000,
      warning: null,
      exceeding: 0,
      baseline: 304_000_000,
      state: "ok",
      ok: true,
      bump: null,
      message: null,
      causes: [],
      fingerprint: null,
    } as const
    const over = {
      ...budget,
      key: "path:/srv/**",
      allowed: 300_000_000,
      baseline: null,
      state: "over",
      ok: false,
    } as const
    const text = await markdown(withImage({ budgets: [budget, over] }))
    expect(text).toContain("| `filesystem` | kept | 380 MB | 400 MB | 20 MB | +76 MB (+25 %) |")
    expect(text).toContain("| `path:/srv/**` | **over** | 380 MB | 300 MB | none, 80 MB over | - |")
  })

  test("names three causes of growth, and every size before and after", async () => {
    const before = await audit(["fixtures/cart-1.4.2.tar.gz"], { jobs: 1 })
    const text = await markdown(await audit(["fixtures/cart-1.5.0.tar.gz"], { jobs: 1, compare: before }))
    expect(text).toMatch(
      /What made it grow most:\n\n- \+623 kB hidden in layer 3.*\n- \+511 kB {2}`npm charts`, layer 2.*\n- /,
    )
    expect(text).toContain("| Wasted | 0 B | 623 kB | +623 kB |")
  })

  test("of several images begins with a table, and folds each", async () => {
    const text = await markdown({ ...INCOMPLETE, verdict: "fail" })
    expect(text).toContain(
      "| **fail** | `shop/api:latest` | `linux/arm64/v8` | 412 MB | 32 MB | 1 critical, 2 high, 3 medium, 2 low |",
    )
    expect(text).toContain("<summary>✗ FAIL: <code>shop/api:latest</code> (<code>linux/arm64/v8</code>)</summary>")
  })
})

describe("text of an image", () => {
  const LURES = [
    "@octocat",
    "a @acme/team, b",
    "#12 and acme/shop#12 and GH-12",
    "!7 %3 ~label $5 &9 ABC-123",
    "https://evil.example/x www.evil.example me@evil.example",
    "[x](https://evil.example) ![x](y) <img src=x> &copy;",
    "a | b || c \\| d",
    "`code` ``two`` ``` three",
    "```\n# heading\n```",
    ":tada: **bold** _it_ ~~no~~",
    "0123456789abcdef0123456789abcdef01234567",
    "/close",
    "</details><summary>x",
    "1. one - two\n- three\n+ four\n===",
    "\u202e\u200b\u001b[2J",
  ]

  test.each(LURES)("%j stays text", async (lure) => {
    const image: Partial<ReportImage> = {
      names: [`${lure}:1`],
      platform: { os: lure, architecture: "amd64" },
      findings: [
        finding({ message: lure, remedy: lure, location: { kind: "file", path: lure, layer: 2 } }),
        finding({ message: `see ${lure}.`, severity: "low", location: { kind: "env", key: lure } }),
      ],
      history: IMAGE.history.map((step) => ({ ...step, text: lure })),
    }
    const text = await markdown({ ...withImage(image), failures: [] })
    expectTame(text)
    expectTame(await markdown({ ...REPORT, images: [{ ...IMAGE, ...image }, IMAGE], failures: [] }))
    expect(textIn(text)).not.toMatch(/[@#$~|<[\]]|https?:|www\.|GH-|:\w+:|\*|ABC-/)
  })

  test("does so in every place of a report", async () => {
    expectTame(await markdown(hostile(REPORT)))
    expectTame(await markdown(hostile(INCOMPLETE)))
  })
})

describe("a comment that would be too long", () => {
  const MANY: Report = {
    ...withImage({
      findings: Array.from({ length: 100_000 }, (_, at) =>
        finding({
          severity: at < 300 ? "critical" : "low",
          fingerprint: at.toString(16).padStart(16, "0"),
          message: `Number ${at}.`,
          location: { kind: "file", path: `/srv/${at}`, layer: 3 },
        }),
      ),
    }),
    failures: Array.from({ length: 300 }, (_, at) => ({
      kind: "finding",
      image: IMAGE.id,
      id: IMAGE.findings[0]!.rule,
      message: `Number ${at}.`,
    })),
  }
  let text = ""
  beforeAll(async () => {
    text = await markdown(MANY)
  })

  test("is cut, and says by how much and where the rest is", () => {
    expect(text.length).toBeLessThanOrEqual(65_000)
    expect(text.length).toBeGreaterThan(60_000)
    const shown = text.match(/Number \d+\./g)?.length ?? 0
    const [, left = ""] = /\*\*Left out\*\*.*: ([\d,]+) findings/.exec(text) ?? []
    expect(Number(left.replaceAll(",", "")) + shown).toBe(100_000)
    expect(text).toContain("`--format html=FILE`")
  })

  test("loses what matters least, and no block in part", () => {
    expect(text).toContain("Number 299.")
    expect(text).toContain("### Sizes")
    expectTame(text)
  })
})

/** Nothing but our own tags, each closed; no link, no image; as many cells in each row as columns. */
function expectTame(text: string): void {
  const tokens = md.parse(text, {})
  const all = tokens.flatMap((token) => [token, ...(token.children ?? [])])
  const types = new Set(all.map(({ type }) => type))
  for (const type of ["link_open", "image", "html_inline", "s_open", "em_open", "hr"]) expect(types).not.toContain(type)
  for (const { content } of all.filter(({ type }) => type === "html_block"))
    expect(content).toMatch(
      /^(<!-- plimsoll:[a-z0-9./_+-]+ -->|<details>\n<summary>([^<]|<\/?code>)*<\/summary>|<\/details>)\n?$/,
    )
  const headings = tokens.flatMap(({ type }, at) => (type === "heading_open" ? [tokens[at + 1]!.content] : []))
  for (const heading of headings)
    expect(heading).toMatch(/^([✗✓!] (FAIL|PASS|INCOMPLETE): |What fails: |Budgets$|Growth$|Sizes$)/)
  for (const { content } of all.filter(({ type }) => type === "html_block"))
    expect(content.replaceAll(/<code>.*?<\/code>/g, "")).not.toContain("@")
  expect(text.match(/<details>/g)?.length).toBe(text.match(/^<\/details>$/gm)?.length)
  // Readers don't agree on a backslash before an escaped `|`, and pad what is short: so the text itself is held to it.
  const rows = text.split("\n").filter((line) => line.startsWith("|"))
  let columns = 0
  for (const [at, row] of rows.entries()) {
    expect(row).not.toContain("\\\\|")
    const cells = row.split(/(?<!\\)\|/).length
    if (rows[at + 1]?.startsWith("| :--")) columns = cells
    expect(cells).toBe(columns)
  }
}
