import { spawnSync } from "node:child_process"
import { generateKeyPairSync } from "node:crypto"
import { readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import MarkdownIt from "markdown-it"
import { beforeAll, describe, expect, test } from "vitest"
import { audit, render, type Finding, type Report, type ReportImage } from "../../src/index.ts"
import { quoted, quotedPath } from "../../src/reports/review/shell.ts"
import { digest, json, pack, sha256 } from "../support/archive.ts"
import { ent, pax, tar } from "../support/tar.ts"
import { withFolder } from "../support/with-file.ts"
import { DANGEROUS, hostile } from "./hostile.ts"
import { IMAGE, INCOMPLETE, PASS, REPORT } from "./sample.ts"

const md = new MarkdownIt({ html: true, linkify: true })
const review = (report: Report): Promise<string> => render("review", report)
const page = (report: Report): Promise<string> => render("review", report, { file: "out/review.html" })
const withImage = (change: Partial<ReportImage>, report: Report = REPORT): Report => ({
  ...report,
  images: [{ ...IMAGE, ...change }],
})
const named = (path: string): Report => ({ ...REPORT, inputs: [{ ...REPORT.inputs[0]!, path }] })

/** Blocks of shell in a review. */
const blocksIn = (text: string): string[] =>
  md.parse(text, {}).flatMap(({ type, content }) => (type === "fence" ? [content] : []))

/** What a block prints. */
function bash(script: string): string {
  const { stdout, stderr, status } = spawnSync("bash", ["-o", "pipefail", "-c", script], { encoding: "utf8" })
  expect([status, stderr]).toStrictEqual([0, ""])
  return stdout
}

describe("a review", () => {
  test("reads like this", async () => {
    await expect(await review(REPORT)).toMatchFileSnapshot("__snapshots__/review.md")
  })

  test("begins with the verdict and why", async () => {
    const [title, , verdict] = (await review(REPORT)).split("\n")
    expect(title).toBe("# Security review of `shop/api:latest`")
    expect(verdict).toMatch(/^> \*\*✗ FAIL\*\*\. 3 findings fail it \(1 critical, 2 high\)/)
    expect(await review(INCOMPLETE)).toContain("was not read whole, so nothing is proved.")
  })

  test("says what the image is, and who says that he built it", async () => {
    const labels = { "org.opencontainers.image.vendor": "Acme", "org.opencontainers.image.revision": "3f9a1c" }
    const os = { id: "debian", version: "12", name: "Debian 12", eol: "2028-06-30" }
    const text = await review(withImage({ os, config: { ...IMAGE.config, labels } }))
    expect(text).toContain(`| Manifest | \`${IMAGE.manifestDigest}\` |`)
    expect(text).toContain("| Distribution | Debian 12, end of support 2028-06-30 |")
    expect(text).toContain("| Runs as | **root**, because no USER is set |")
    expect(text).toContain("| vendor | `Acme` |")
    expect(text).toContain("| No label | title, version, authors,")
  })

  test("says what changed since the last release", async () => {
    const compare = await audit(["fixtures/cart-1.4.2.tar.gz"], { jobs: 1 })
    const text = await review(await audit(["fixtures/cart-1.5.0.tar.gz"], { jobs: 1, compare }))
    expect(text).toContain("Compared with `docker.io/acme/cart:1.4.2`: 1 new finding")
    expect(text).toContain("| `npm charts` added: `5.2.0` | - | 511 kB | +511 kB |")
    expect(text).toContain("- What changed since the last release was meant.".slice(2))
    expect(await review(REPORT)).toContain("Not known: no other image was given.")
  })

  test("numbers findings by severity, so that people can speak of them", async () => {
    const headings = (await review(REPORT)).match(/^#### \w+/gm)
    expect(headings).toStrictEqual(["C1", "H1", "H2", "M1", "M2", "M3", "L1", "L2"].map((number) => `#### ${number}`))
  })

  test("says who accepted which risk until when, and where nobody did", async () => {
    const accepted: Finding[] = [
      { ...IMAGE.findings[0]!, status: "suppressed", reason: "Revoked.", owner: "shop", expires: "2027-01-01" },
      { ...IMAGE.findings[1]!, status: "baseline" },
    ]
    const text = await review(withImage({ findings: accepted }, PASS))
    expect(text).toMatch(/\| \*\*critical\*\* \| `secrets\/history`: .* \| Revoked\. \| `shop` \| `2027-01-01` \| - \|/)
    expect(text).toMatch(/\| it is in the baseline \| \*\*nobody\*\* \| \*\*no end\*\* \| - \|/)
  })

  test("says which rules ran, and names those that did not", async () => {
    const rules = IMAGE.rules.map(({ id }, at) => ({ id, severity: at < 2 ? "off" : "high" }) as const)
    const text = await review(withImage({ rules }))
    expect(text).toContain(`${rules.length - 2} of ${rules.length} rules were in force.`)
    expect(text).toContain(`Turned off: \`${rules[0]!.id}\`, \`${rules[1]!.id}\`.`)
  })

  test("says what was not looked at, and what no audit of an archive can see", async () => {
    const layers = IMAGE.layers.map((layer) => ({ ...layer, unopened: { files: 2, bytes: 1000 }, secretsOmitted: 1 }))
    const text = await review(withImage({ layers }, INCOMPLETE))
    expect(text).toContain("**Not read whole**: `build/out/shop-amd64.tar`")
    expect(text).toContain("12 files (6 kB) were not searched wholly for credentials")
    expect(text).toContain("6 further credentials were only counted.")
    expect(text).toContain("no vulnerability database was asked")
  })

  test("ends where somebody signs it", async () => {
    const [, signOff = ""] = (await review(REPORT)).split("## Sign-off")
    expect(signOff).toContain("| Signature |  |")
    expect(signOff).toContain("Every finding that fails the audit is fixed")
  })

  test("stays short enough to open where there are a hundred thousand findings", async () => {
    const findings = Array.from({ length: 100_000 }, (_, at) => ({ ...IMAGE.findings[0]!, message: `Number ${at}.` }))
    const text = await review(withImage({ findings }))
    expect(text.length).toBeLessThan(1_000_000)
    expect(text).toContain("And 99,800 more critical findings")
  })
})

describe("as a page", () => {
  test("is what a file is that is called one", async () => {
    expect(await page(REPORT)).toMatch(/^<!doctype html>/)
    expect(await render("review", REPORT, { file: "REVIEW.HTM" })).toMatch(/^<!doctype html>/)
    expect(await render("review", REPORT, { file: "review.md" })).toMatch(/^# Security review/)
  })

  test("asks nobody and runs nothing, whatever the image says", async () => {
    const text = await page(hostile(INCOMPLETE))
    expect(text).toMatch(/content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/]{43}=&#39;;/)
    expect(text).not.toMatch(/<(script|img|a|link|iframe|form)\b/)
    expect(text).not.toMatch(/ (on\w+|href|src)=/)
    expect(text).not.toMatch(DANGEROUS)
  })
})

describe("evidence", () => {
  let text = ""
  let blocks: readonly string[] = []
  beforeAll(async () => {
    text = await review(await audit(["fixtures/shop.tar"], { jobs: 1 }))
    blocks = blocksIn(text)
  })
  const blockWith = (part: string): string => blocks.find((block) => block.includes(part)) ?? ""

  test("of a file is its entry in the layer that brought it, also where no container sees it", () => {
    expect(bash(blockWith("srv/shop/.git |"))).toMatch(/^drwx.* srv\/shop\/\.git\/$/m)
    expect(bash(blockWith("srv/shop/assets/checkout.js"))).toMatch(/^-rw.* srv\/shop\/assets\/checkout\.js$/m)
  })

  test("of a setting is what the config says", () => {
    expect(bash(blockWith(`.config["Healthcheck"]`))).toBe("null\n")
    expect(bash(blockWith("org.opencontainers.image.version"))).toBe("1.4\n")
  })

  test("of a credential warns before it prints it, and shows first what can be shown", () => {
    const block = blockWith("DATABASE_URL=")
    const [first = "", warning, second = ""] = block.trim().split("\n")
    expect(warning).toMatch(/^# The next command prints the secret itself/)
    expect(bash(first)).toBe("PATH\nPORT\nDATABASE_URL\n")
    expect(bash(second)).toMatch(/^DATABASE_URL=postgres:/)
    const secret = /:([^:@]+)@/.exec(bash(second))?.[1] ?? ""
    expect(secret).not.toBe("")
    expect(text).not.toContain(secret)
    const unwarned = blocks.map((one) => one.split("# The next command prints")[0]!.trim())
    for (const line of unwarned.flatMap((one) => one.split("\n"))) {
      if (line.startsWith("tar ")) expect(bash(line)).not.toContain(secret)
    }
  })

  test.each([
    ["as the first docker wrote them", "fixtures/untagged.docker20-classic.tar"],
    ["compressed", "fixtures/cart-1.5.0.tar.gz"],
    ["of several images", "fixtures/two-images.podman4-multi.tar"],
    ["in a folder, with layers of zstd", "fixtures/multi.skopeo19-oci-zstd-dir"],
  ])("comes from archives %s", async (_, input) => {
    const [image, ...others] = (await audit([input], { jobs: 1 })).images
    const file = { ...IMAGE.findings[0]!, remedy: "", location: { kind: "file", layer: 0, path: "/" } } as const
    const { secret: _secret, ...plain } = file
    const setting = { ...plain, location: { kind: "config", key: "Cmd" } } as const
    const inputs = [{ ...(await audit([input], { jobs: 1 })).inputs[0]! }]
    const report = { ...REPORT, inputs, images: [{ ...image!, findings: [plain, setting] }, ...others] }
    const [listing = "", command = ""] = blocksIn(await review(report))
    expect(bash(listing)).toMatch(/^[-d][rwx-]{9}/)
    expect(JSON.parse(bash(command))).toStrictEqual(image!.config.cmd)
  })

  test("is not there for what came through a pipe, or has a name that nobody can read", async () => {
    expect(blocksIn(await review(named("-"))).join("")).not.toContain("tar -x")
    expect(await review(named("-"))).toContain("It was read from standard input")
    expect(await review(named("a\nb.tar"))).toContain("The name of the input holds characters")
    expect(blocksIn(await review(named("a\u202eb.tar"))).join("")).not.toContain("plimsoll ")
  })

  test("runs nothing that a name says", async () => {
    for (const name of ["$(touch x).tar", "`id`.tar", "a'; id; '.tar", "-rf.tar", "a b.tar", "x:y.tar"]) {
      const block = blocksIn(await review(named(name))).find((one) => one.startsWith("plimsoll history")) ?? ""
      const words = bash(`plimsoll() { printf '%s\\n' "$@"; }; ${block.split("\n")[0]}`)
      expect(words).toBe(`history\n${name.startsWith("-") ? "./" : ""}${name}\n--verbose\n`)
    }
  })
})

const KEY = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) as string

/** What every block of the review of an image prints, in a folder of its own; and what is in it afterwards. */
const pasted = (bytes: Buffer): Promise<{ readonly text: string; readonly files: readonly string[] }> =>
  withFolder(async (folder) => {
    writeFileSync(join(folder, "image.tar"), bytes)
    const report = await audit([join(folder, "image.tar")], { jobs: 1 })
    const inputs = [{ ...report.inputs[0]!, path: "image.tar" }]
    const script = blocksIn(await review({ ...report, inputs }))
      .filter((block) => block.includes("jq ") || block.includes("tar "))
      .join("\n")
    expect(script).toContain("tar -xOf")
    const { stdout } = spawnSync("bash", ["-c", script], { encoding: "utf8", cwd: folder })
    return { text: stdout, files: readdirSync(folder) }
  })

const imageOf = (layer: Buffer, names: (hex: string) => readonly [string, string], env: readonly string[] = []) => {
  const config = json({
    architecture: "amd64",
    os: "linux",
    config: { Env: env, Labels: { a: "b" } },
    rootfs: { type: "layers", diff_ids: [digest(layer)] },
    history: [{ created_by: "COPY . /" }],
  })
  const [name, layerName] = names(sha256(config))
  const manifest = [{ Config: name, RepoTags: ["a:1"], Layers: [layerName] }]
  return pack(
    new Map([
      [layerName, layer],
      [name, config],
      ["manifest.json", json(manifest)],
    ]),
  )
}

describe("evidence of an image that wants to be obeyed", () => {
  test("takes no name for an option of tar, with which it would run what the name says", async () => {
    const layer = tar(ent("--use-compress-program=tee taken-1", KEY), ent("pad", Buffer.alloc(300_000)))
    const inside = await pasted(imageOf(layer, (hex) => [`${hex}.json`, "layer.tar"]))
    expect(inside.files).toStrictEqual(["image.tar"])
    const listed = await pasted(
      imageOf(layer, (hex) => [`--use-c=tee taken-2 ${hex}.json`, "--checkpoint-action=exec=tee taken-3"]),
    )
    expect(listed.files).toStrictEqual(["image.tar"])
    expect(listed.text).toContain("-----BEGIN PRIVATE KEY-----")
  })

  test("shows what a terminal would obey", async () => {
    const layer = tar(pax([["uname", "\u001b[2J"]]), ent("key.pem", `\u001b]0;gone\u0007${KEY}`))
    const { text } = await pasted(
      imageOf(layer, (hex) => [`${hex}.json`, "layer.tar"], ["API_TOKEN=\u001b[2Jghp_1234", "\u202eA=1"]),
    )
    expect(text).toMatch(/^-rw.* \^\[\[2J\/.* key\.pem$/m)
    expect(text).toContain("^[]0;gone^G-----BEGIN")
    expect(text).not.toMatch(DANGEROUS)
  })
})

describe("a word of a shell", () => {
  test("is what it was", () => {
    const unit = fc.oneof(
      fc.constantFrom("'", '"', "$", "`", "\\", " ", "!", "(", ")", "~", "*", "-", "#", "&"),
      fc.string(),
    )
    const texts = fc.array(unit, { minLength: 1 }).map((parts) => parts.join(""))
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 40 }), (all) => {
        const safe = all.filter((text) => quoted(text) !== null)
        const words = safe.map((text) => quoted(text)!).join(" ")
        expect(bash(`printf '%s\\0' begin ${words}`)).toBe(["begin", ...safe, ""].join("\0"))
      }),
      { numRuns: 60 },
    )
  })

  test("is none where somebody could not read it", () => {
    for (const text of ["", "a\nb", "\u001b[2J", "\u202e", "\udc80", "\u200b"]) expect(quoted(text)).toBeNull()
  })

  test("that is a path is no option", () => {
    expect(quotedPath("-x")).toBe("./-x")
    expect(quotedPath("-")).toBe("./-")
  })
})
