import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { dockerfile } from "../support/dockerfile.ts"
import { githubToken } from "../support/made-up.ts"
import { plimsoll } from "./world.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const HERE = process.cwd()
let files = 0
const fresh = (end: string): string => join(folder, `${files++}${end}`)

async function archive(text: string): Promise<string> {
  const path = fresh(".tar")
  writeFileSync(path, await dockerfile(text))
  return path
}

const shop = (version: string, more = ""): string => `
  FROM scratch
  # archive: name acme/shop:${version}
  COPY --size=700kB app.js /srv/shop/app.js
  COPY --size=500kB logo.png /srv/media/logo.png${more}`

const TODAY = ["--today", "2026-11-21", "--no-config"]

/** Writes a baseline of an image and returns its file. */
async function baselineOf(text: string, ...args: readonly string[]): Promise<string> {
  const file = fresh(".yaml")
  const { code, stderr } = await plimsoll(["baseline", await archive(text), "--output", file, ...TODAY, ...args])
  expect([code, stderr]).toEqual([0, ""])
  return file
}

const textOf = (file: string): string => readFileSync(file, "utf8")

async function auditWith(file: string, text: string, ...args: readonly string[]) {
  const run = await plimsoll([await archive(text), "--baseline", file, "--format", "json", ...TODAY, ...args])
  return { ...run, report: (run.stdout === "" ? null : JSON.parse(run.stdout)) as Report | null }
}

const rules = (text: string): readonly string[] => [...text.matchAll(/rule: (.*)/g)].map(([, rule = ""]) => rule)

describe("a baseline", () => {
  test("says how large the image is, where its bytes are and what is accepted, one fact a line", async () => {
    const file = await baselineOf(shop("1.2.3"), "--owner", "shop-team", "--expires", "2027-01-31")
    expect(textOf(file).split("\n").slice(2).join("\n")).toBe(`images:
  - name: acme/shop
    platform: linux/amd64
    version: "1.2.3"
    sizes:
      archive: 1205248
      tar: 1205248
      content: 1200000
      filesystem: 1200000
      wasted: 0
      files: 2
      layers: 2
    parts:
      /srv/media: 500000
      /srv/shop: 700000
    accepted:
      - fingerprint: ${/fingerprint: (.*)/.exec(textOf(file))?.[1]}
        rule: user/root
        what: "The container runs as root: no USER was ever set."
        reason: known when the baseline was written
        owner: shop-team
        expires: "2027-01-31"
`)
  })

  test("accepts what would fail, and nothing else", async () => {
    expect(rules(textOf(await baselineOf(shop("1.2.3"))))).toEqual(["user/root"])
    expect(rules(textOf(await baselineOf(shop("1.2.3"), "--fail-on", "none")))).toEqual([])
    expect(rules(textOf(await baselineOf(shop("1.2.3"), "--fail-on", "low")))).toContain("labels/missing")
    expect(rules(textOf(await baselineOf(shop("1.2.3"), "--rule", "user/root=off")))).toEqual([])
  })

  test("accepts nothing under the name of another rule", async () => {
    const text = shop("1.2.3", "\n  USER root")
    const file = await baselineOf(text)
    expect((await auditWith(file, text)).code).toBe(0)
    expect(rules(textOf(file))).toEqual(["user/root"])
    writeFileSync(file, textOf(file).replace("rule: user/root", "rule: labels/missing"))
    const { code, report } = await auditWith(file, text)
    expect([code, report?.failures.map(({ id }) => id)]).toEqual([1, ["user/root"]])
  })

  test("accepts neither a warning of a budget nor that something has expired", async () => {
    const file = fresh(".yaml")
    const config = fresh(".yaml")
    writeFileSync(
      config,
      "budgets: { filesystem: { warn: 1MB, max: 2MB } }\nignore: [{ rule: user/root, reason: x, expires: 2026-11-20 }]\n",
    )
    const args = ["--config", config, "--fail-on", "info", "--today", "2026-11-21"]
    const { code } = await plimsoll(["baseline", await archive(shop("1.2.3")), "--output", file, ...args])
    expect(code).toBe(0)
    expect(rules(textOf(file))).toContain("user/root")
    expect(textOf(file)).not.toMatch(/size\/budget|expired/)
  })

  test("makes the same image pass, and a grown one fail", async () => {
    const file = await baselineOf(shop("1.2.3"))
    const same = await auditWith(file, shop("1.2.3"), "--budget", "filesystem=+5%")
    expect([same.code, same.report?.failures]).toEqual([0, []])
    expect(same.report?.settings).toEqual([{ kind: "baseline", path: file }])
    expect(same.report?.images[0]?.findings.find(({ rule }) => rule === "user/root")).toMatchObject({
      status: "baseline",
      reason: "known when the baseline was written",
    })
    const grown = await auditWith(
      file,
      shop("1.2.4", "\n  COPY --size=61kB new.js /srv/shop/new.js"),
      "--budget",
      "filesystem=+5%",
    )
    expect(grown.code).toBe(1)
    expect(grown.report?.failures).toMatchObject([{ kind: "budget", id: "filesystem" }])
    expect(grown.report?.images[0]?.budgets[0]?.causes).toEqual([{ what: "/srv/shop", bytes: 61_000, layer: 0 }])
  })

  test("knows the size of every budget that bounds growth", async () => {
    const file = await baselineOf(shop("1.2.3"), "--budget", "path:/srv/shop/**=+5%", "--budget", "layer:0=1MB")
    expect(textOf(file)).toContain(
      "      path:/srv/shop/**: 700000\n".replace("path:/srv/shop/**", '"path:/srv/shop/**"'),
    )
    expect(textOf(file)).not.toContain("layer:0")
  })

  test("never accepts a broken budget: that would be to lift it for ever", async () => {
    const file = fresh(".yaml")
    const input = await archive(`${shop("1.2.3")}\n  USER 10001`)
    const { code, stdout } = await plimsoll([
      "baseline",
      input,
      "--output",
      file,
      ...TODAY,
      "--budget",
      "filesystem=1MB",
      "--budget",
      "content=+5%",
    ])
    expect(code).toBe(0)
    expect(stdout).toContain("Still broken, for a baseline accepts no limit on size: filesystem.")
    expect(textOf(file)).not.toContain("accepted:")
    expect((await auditWith(file, shop("1.2.3"), "--budget", "filesystem=1MB")).code).toBe(1)
  })

  test("holds no secret, and nothing that a terminal would obey", async () => {
    const token = githubToken()
    const file = await baselineOf(
      `${shop("1.2.3")}\n  ENV TOKEN=${token}\n  COPY --size=90kB x /srv/\u001b[2J\u202e/x\n  # layer: RUN echo ${token} ## x`,
      "--fail-on",
      "info",
    )
    expect(textOf(file)).not.toContain(token)
    expect(textOf(file)).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u)
    expect(textOf(file)).toContain(String.raw`"/srv/\u001b[2J\u202e": 90000`)
    expect((await auditWith(file, shop("1.2.3"))).code).not.toBe(2)
  })
})

describe("an existing baseline", () => {
  test("keeps other images, and what people gave: reasons, owners, days and growth", async () => {
    const file = await baselineOf(shop("1.2.3"))
    const edited = textOf(file)
      .replace("reason: known when the baseline was written", "reason: port 80 on the old hosts\n        owner: ops")
      .concat(
        "    growth:\n      - budget: wasted\n        by: 4MB\n        reason: the new checkout\n        expires: 2027-01-31\n      - budget: filesystem\n        by: 5MB\n        reason: the old one\n",
      )
    writeFileSync(file, edited)
    const web = await archive(shop("1.0.0").replace("acme/shop", "acme/web"))
    expect((await plimsoll(["baseline", web, "--output", file, ...TODAY])).code).toBe(0)
    const grown = await archive(shop("1.3.0", "\n  COPY --size=90kB new.js /srv/shop/new.js"))
    const args = ["--reason", "to be mended", "--fail-on", "medium"]
    const { stdout } = await plimsoll(["baseline", grown, "--output", file, ...TODAY, ...args])
    expect(stdout).toMatch(/acme\/shop \(linux\/amd64\): 1.3 MB, \d findings accepted \(\d of them new\)/)
    const now = textOf(file)
    expect(now.match(/- name: .*/g)).toEqual(["- name: acme/shop", "- name: acme/web"])
    expect(now).toContain('version: "1.3.0"')
    expect(now).toContain("filesystem: 1290000")
    expect(now).toContain("reason: port 80 on the old hosts\n        owner: ops")
    expect(now).toContain("reason: to be mended")
    expect(now).toContain(
      '    growth:\n      - budget: wasted\n        by: "4MB"\n        reason: the new checkout\n        expires: "2027-01-31"\n',
    )
    // It is part of the size now: accepted once more, the image could grow by it twice.
    expect(now).not.toContain("the old one")
    expect(stdout).toContain(
      "No longer accepted beside the size that it is part of now: growth of filesystem by 5MB.\n",
    )
  })

  test("loses what is no longer found", async () => {
    const file = await baselineOf(shop("1.2.3"))
    const { stdout } = await plimsoll([
      "baseline",
      await archive(shop("1.2.3", "\n  USER 10001")),
      "--output",
      file,
      ...TODAY,
    ])
    expect(stdout).toContain("no findings accepted (1 no longer found)")
    expect(textOf(file)).not.toContain("user/root")
  })

  test("renews what has expired only where a day is given", async () => {
    const file = await baselineOf(shop("1.2.3"), "--expires", "2026-11-22")
    const input = await archive(shop("1.2.3"))
    const later = ["--today", "2026-11-23", "--no-config", "--output", file]
    const { stdout } = await plimsoll(["baseline", input, ...later])
    expect(stdout).toContain("1 acceptance has expired and stays so. Give --expires DATE")
    expect(textOf(file)).toContain('expires: "2026-11-22"')
    await plimsoll(["baseline", input, ...later, "--expires", "2026-12-31", "--reason", "one more month"])
    expect(textOf(file)).toContain('reason: one more month\n        expires: "2026-12-31"')
  })

  test("that can't be read is not written over", async () => {
    const file = fresh(".yaml")
    writeFileSync(file, "images:\n  - name: shop\n")
    const { code, stderr } = await plimsoll(["baseline", await archive(shop("1.2.3")), "--output", file, ...TODAY])
    expect(code).toBe(2)
    expect(stderr).toContain(`${file}:2:5: an image needs the key platform.`)
    expect(textOf(file)).toBe("images:\n  - name: shop\n")
  })
})

test("what was not read whole has no baseline", async () => {
  const file = fresh(".yaml")
  const input = await archive(`${shop("1.2.3")}\n  # archive: layer 1 cut short`)
  const { code, stderr, stdout } = await plimsoll(["baseline", input, "--output", file, ...TODAY])
  expect([code, stdout]).toEqual([2, ""])
  expect(stderr).toContain("was not written: a baseline of what was not read whole")
  expect(() => statSync(file)).toThrow("ENOENT")
})

test("two images that are one to a baseline are told apart by whoever asks", async () => {
  const inputs = [await archive(shop("1.2.3")), await archive(shop("1.3.0"))]
  const { code, stderr } = await plimsoll(["baseline", ...inputs, "--output", fresh(".yaml"), ...TODAY])
  expect([code, stderr]).toEqual([
    2,
    "plimsoll: Two of the images are acme/shop (linux/amd64), and a baseline knows one. Choose with --image or --platform.\n",
  ])
})

const ratchet = async (file: string, text: string, ...args: readonly string[]) =>
  plimsoll(["baseline", await archive(text), "--ratchet", "--output", file, ...TODAY, ...args])

describe("a ratchet", () => {
  test("lowers what became smaller, drops what is gone, and says so", async () => {
    const file = await baselineOf(shop("1.2.3", "\n  COPY --size=90kB old.js /srv/old/old.js"))
    writeFileSync(
      file,
      textOf(file).concat(
        "    growth:\n      - budget: files\n        by: 4\n        reason: x\n        expires: 2026-11-20\n      - budget: content\n        by: 1kB\n        reason: y\n      - budget: wasted\n        by: 1kB\n        reason: z\n",
      ),
    )
    const { code, stdout } = await ratchet(file, shop("1.3.0", "\n  USER 10001"))
    expect(code).toBe(0)
    expect(stdout).toBe(`Tightened ${file}.
acme/shop (linux/amd64)
  archive: 1297408 bytes (1.3 MB) to 1205248 bytes (1.2 MB)
  tar: 1297408 bytes (1.3 MB) to 1205248 bytes (1.2 MB)
  content: 1290000 bytes (1.3 MB) to 1200000 bytes (1.2 MB)
  filesystem: 1290000 bytes (1.3 MB) to 1200000 bytes (1.2 MB)
  files: 3 to 2
  layers: 3 to 2
  no longer found: The container runs as root: no USER was ever set.
  no longer accepted: growth of files by 4 until 2026-11-20
  no longer accepted: growth of content by 1kB
`)
    const now = textOf(file)
    expect(now).toContain("filesystem: 1200000")
    expect(now).toContain('version: "1.3.0"')
    expect(now).not.toMatch(/user\/root|\/srv\/old|budget: files|budget: content/)
    expect(now).toContain("budget: wasted")
  })

  test("adds and raises nothing, and then leaves the file alone", async () => {
    const file = await baselineOf(shop("1.2.3", "\n  USER 10001"))
    const text = `${textOf(file)}# by hand\n`
    writeFileSync(file, text)
    utimesSync(file, 1000, 1000)
    const { code, stdout } = await ratchet(file, shop("1.2.4", "\n  COPY --size=90kB new.js /srv/new/new.js"))
    expect([code, stdout]).toEqual([0, `Nothing to tighten: ${file} stays as it is.\n`])
    expect(textOf(file)).toBe(text)
    expect(statSync(file).mtimeMs).toBe(1_000_000)
  })

  test("keeps what is accepted where nobody looked", async () => {
    const text = `${shop("1.2.3")}\n  COPY <<EOF /srv/key\n  ${githubToken()}\n  EOF`
    const file = await baselineOf(text)
    expect(textOf(file)).toContain("rule: secrets/")
    const { stdout } = await ratchet(file, text, "--no-contents")
    expect(stdout).toBe(`Nothing to tighten: ${file} stays as it is.\n`)
  })

  test("leaves out images that the baseline doesn't know", async () => {
    const file = await baselineOf(shop("1.2.3"))
    const { stdout } = await ratchet(file, shop("1.2.3").replace("acme/shop", "acme/web"))
    expect(stdout).toContain("acme/web:1.2.3 is not in the baseline, and a ratchet adds nothing.")
    expect(textOf(file)).not.toContain("acme/web")
  })

  test("needs a baseline, and accepts nothing", async () => {
    const missing = await ratchet("/nowhere/x.yaml", shop("1.2.3"))
    expect([missing.code, missing.stderr]).toEqual([
      2,
      "plimsoll: There is no /nowhere/x.yaml to tighten. plimsoll baseline INPUT writes one.\n",
    ])
    const reason = await ratchet("/nowhere/x.yaml", shop("1.2.3"), "--reason", "x")
    expect(reason.stderr).toBe("plimsoll: --ratchet accepts nothing new, so --reason says nothing. Leave one out.\n")
  })
})

test("an image that is smaller than its baseline is told, so that nothing may grow unseen", async () => {
  const file = await baselineOf(shop("1.2.3", "\n  COPY --size=200kB old.js /srv/old/old.js"))
  const notes = async (text: string): Promise<readonly string[]> => {
    const { report } = await auditWith(file, text)
    return report!.inputs[0]!.problems.filter(({ code }) => code === "slack-baseline").map(({ message }) => message)
  }
  expect(await notes(shop("1.2.3"))).toEqual([
    "filesystem is 200 kB below its baseline; `plimsoll baseline INPUT --ratchet` keeps it there",
  ])
  expect(await notes(shop("1.2.3", "\n  COPY --size=110kB old.js /srv/old/old.js"))).toEqual([])
})

const entry = (budget: string, expires: string): string =>
  `      - budget: ${budget}\n        by: 4MB\n        reason: x\n        expires: ${expires}\n`

test("growth that is accepted for nothing is told", async () => {
  const file = await baselineOf(shop("1.2.3"))
  writeFileSync(
    file,
    `${textOf(file)}    growth:\n${entry("content", "2026-11-20")}${entry("wasted", "2027-01-31")}${entry("filesystem", "2027-01-31")}`,
  )
  const { report } = await auditWith(file, shop("1.2.3"), "--budget", "content=+1%", "--budget", "filesystem=+1%")
  expect(report!.inputs[0]!.problems).toEqual([
    {
      code: "unused-acceptance",
      message:
        "the baseline accepts growth of content by 4MB until 2026-11-20, which has passed; `plimsoll baseline INPUT --ratchet` takes it out",
    },
    {
      code: "unused-acceptance",
      message: "the baseline accepts growth of wasted by 4MB, and no budget bounds that growth; remove the entry",
    },
  ])
})

test.each([
  [["--expires", "soon"], "--expires can't be soon: give a day such as 2026-12-31."],
  [["--expires", "2026-11-20"], "--expires 2026-11-20 has passed. Give a day that is still to come."],
  [["--reason", " "], "--reason needs a text."],
  [["--owner", ""], "--owner needs a text."],
])("%j is refused", async (args, sentence) => {
  const { code, stderr } = await plimsoll([
    "baseline",
    await archive(shop("1.2.3")),
    "--output",
    fresh(".yaml"),
    ...TODAY,
    ...args,
  ])
  expect([code, stderr]).toEqual([2, `plimsoll: ${sentence}\n`])
})

test("the settings name the baseline, for who writes it and who reads it", async () => {
  const cwd = mkdtempSync(join(folder, "work-"))
  const input = await archive(shop("1.2.3"))
  writeFileSync(join(cwd, "plimsoll.config.yaml"), "baseline: known.yaml\nbudgets:\n  filesystem: +1%\n")
  const first = await plimsoll([input], { cwd })
  expect([first.code, first.stderr]).toEqual([2, expect.stringContaining("The baseline can't be read from")])
  process.chdir(cwd)
  try {
    expect((await plimsoll(["baseline", input], { cwd })).code).toBe(0)
    expect((await plimsoll([input], { cwd })).code).toBe(0)
  } finally {
    process.chdir(HERE)
  }
  expect(textOf(join(cwd, "known.yaml"))).toContain("filesystem: 1200000")
})

describe("a baseline file is read with suspicion", () => {
  const IMAGE = "images:\n  - name: acme/shop\n    platform: linux/amd64\n    sizes: {}\n"
  test.each([
    ["images: 5\n", "1:9: images must be a list"],
    ["imges: []\n", "1:1: a baseline has no key imges; did you mean images?"],
    [`${IMAGE}    size: {}\n`, "5:5: an image has no key size; did you mean sizes?"],
    [IMAGE.replace("sizes: {}", "sizes: { content: 5MB }"), "4:23: content must be a whole number"],
    [IMAGE.replace("sizes: {}", "sizes: { content: -5 }"), "4:23: content must be a whole number"],
    [
      `${IMAGE}    accepted: [{ fingerprint: "0123456789abcdef", rule: user/root, what: x }]\n`,
      "5:16: an entry of accepted needs the key reason",
    ],
    [
      `${IMAGE}    accepted: [{ fingerprint: 5, rule: user/root, what: x, reason: x }]\n`,
      "5:31: fingerprint must be the 16 hex digits",
    ],
    [
      `${IMAGE}    growth: [{ budget: filesytem, by: 5MB, reason: x }]\n`,
      "5:24: there is no budget filesytem; did you mean filesystem?",
    ],
    [`${IMAGE}    growth: [{ budget: files, by: 5MB, reason: x }]\n`, "5:35: by must be a whole number"],
    [`${IMAGE}    growth: [{ budget: content, by: 5%, reason: x }]\n`, "5:37: by must be a size"],
    [
      `${IMAGE}    growth: [{ budget: content, by: 5MB, reason: x, expires: 2026-02-30 }]\n`,
      "5:62: expires must be a day",
    ],
    [IMAGE + IMAGE.slice(IMAGE.indexOf("  - ")), "5:5: acme/shop is here twice; leave one"],
    ["a: &x [*x]\n", "1:4: an anchor (&) is not understood here"],
    ["[".repeat(50), "nested too deep"],
  ])("%j", async (text, message) => {
    const file = fresh(".yaml")
    writeFileSync(file, text)
    const { code, stderr } = await auditWith(file, shop("1.2.3"))
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })

  test("and must be there", async () => {
    const { code, stderr } = await auditWith("/nowhere/x.yaml", shop("1.2.3"))
    expect([code, stderr]).toEqual([
      2,
      "plimsoll: The baseline can't be read from /nowhere/x.yaml: there is no such file. plimsoll baseline INPUT writes one.\n",
    ])
  })

  test("and one without images knows none", async () => {
    const file = fresh(".yaml")
    writeFileSync(file, "# nothing yet\n")
    const { code, report } = await auditWith(file, shop("1.2.3", "\n  USER 10001"), "--budget", "files=+1")
    expect([code, report?.images[0]?.budgets[0]?.state]).toEqual([1, "no-baseline"])
  })
})

describe("--budget", () => {
  test.each([
    ["filesystem", "--budget filesystem names no limit. Give one, such as filesystem=200MB or filesystem=+5%."],
    ["filesystem=", "--budget filesystem= names no limit. Give one, such as filesystem=200MB or filesystem=+5%."],
    ["filesytem=5MB", "--budget filesytem: there is no budget filesytem; did you mean filesystem?"],
    ["files=5MB", "--budget files: max must be a whole number such as 5000."],
  ])("%s", async (budget, sentence) => {
    const { code, stderr } = await plimsoll([await archive(shop("1.2.3")), "--budget", budget, ...TODAY])
    expect([code, stderr]).toEqual([2, `plimsoll: ${sentence}\n`])
  })

  test("takes a key that holds a =, and a size and a growth of one thing", async () => {
    const text = shop("1.2.3", "\n  # layer: RUN A=1 make ## x")
    const args = ["layer:RUN A=1 *=5MB", "content=5MB", "content=+5%"].flatMap((budget) => ["--budget", budget])
    const { report } = await auditWith(await baselineOf(shop("1.2.3")), text, ...args)
    expect(report?.images[0]?.budgets).toMatchObject([
      { key: "layer:RUN A=1 *", limit: "5MB" },
      { key: "content", limit: "5MB" },
      { key: "content", limit: "+5%", baseline: 1_200_000 },
    ])
  })
})
