import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { dockerfile } from "../support/dockerfile.ts"
import { plimsoll } from "./world.ts"

// `--config FILE`: what it says decides, and what it can't mean is told with file, line and the fix.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
const image = join(folder, "image.tar")
const file = join(folder, "settings.yaml")
const VALUE = `acme-${"k3v9".repeat(6)}`

beforeAll(async () => {
  const text = `FROM scratch\nCOPY <<EOF /srv/notes.txt\n${VALUE}\nEOF\nUSER 1000`
  writeFileSync(image, await dockerfile(text))
})
afterAll(() => rmSync(folder, { recursive: true }))
let out = ""
beforeEach(() => void (out = ""))

/** The exit code of an audit with these settings, and what it wrote to both streams. */
async function codeWith(settings: string, ...args: string[]): Promise<number> {
  writeFileSync(file, settings)
  const { code, stdout, stderr } = await plimsoll([image, "--config", file, ...args])
  out = stdout + stderr
  return code
}

const DETECTOR = `secrets:
  detectors:
    - id: acme-key
      expression: acme-[a-z0-9]{24}
      keywords: [acme-]
`
const IGNORE = `ignore:
  - type: acme-key
    path: /srv/**
    reason: the demo account
    expires: 2026-12-31
`

test("settings decide, in YAML and in JSON", async () => {
  expect(await codeWith("")).toBe(0)
  expect(await codeWith("# nothing yet\n")).toBe(0)
  expect(await codeWith(DETECTOR)).toBe(1)
  expect(out).toContain("a secret of the type acme-key")
  expect(await codeWith(DETECTOR + IGNORE, "--today", "2026-12-31")).toBe(0)
  expect(out).toContain("1 known")
  expect(await codeWith(DETECTOR + IGNORE, "--today", "2027-01-01")).toBe(1)
  const json = { secrets: { detectors: [{ id: "acme-key", expression: String.raw`\bacme-\w+`, keywords: ["acme-"] }] } }
  expect(await codeWith(JSON.stringify(json))).toBe(1)
  expect(await codeWith(JSON.stringify(json, null, "\t"))).toBe(1)
  expect(await codeWith(DETECTOR.replaceAll("\n", "\r\n"))).toBe(1)
})

const detector = (line: string): string => DETECTOR.replace(/ {6}keywords.*\n/, `${line}\n`)
const change = (from: string | RegExp, to: string): string => (DETECTOR + IGNORE).replace(from, to)

test.each([
  ["secret: {}", "1:1: a settings file has no key secret; did you mean secrets?"],
  ["plugins: [./evil.js]", "1:1: a settings file has no key plugins; its keys are profile, rules, secrets."],
  ["secrets: []", "1:10: secrets must be secrets: keys with values."],
  ["secrets:\n  allow:\n", "2:9: allow must be a list."],
  ["just text", "1:1: the settings must be a settings file: keys with values."],
  [change("  detectors", "  detektors"), "2:3: secrets has no key detektors; did you mean detectors?"],
  [detector("      keyword: [acme-]"), "5:7: a detector has no key keyword; did you mean keywords?"],
  [detector("      name: x"), "3:7: a detector needs the key keywords."],
  [detector("      keywords: acme-"), "5:17: keywords must be a list."],
  [detector("      keywords: []"), "5:17: keywords must not be empty."],
  [detector("      keywords: [acme-, ac]"), "5:25: keywords[1] must be text of 3 to 100 characters."],
  [change("id: acme-key", "id: Acme_Key"), "3:11: id must be 2 to 64 of a-z, 0-9 and -, a letter first."],
  [change("id: acme-key", "id: 12"), "3:11: id must be 2 to 64 of a-z, 0-9 and -, a letter first; put it in quotes."],
  [change("id: acme-key", "id: npm-token"), "3:11: npm-token is a type that plimsoll knows; choose another id."],
  [change("acme-[a-z0-9]{24}", "acme-(x"), "4:19: it is no expression of RE2: missing closing ): `acme-(x`."],
  [
    change("acme-[a-z0-9]{24}", "ключ"),
    "4:19: expression must be a regular expression of at most 2,000 ASCII characters.",
  ],
  [
    detector("      keywords: [acme-]\n      severity: hihg"),
    "6:17: severity must be critical, high, medium, low or info.",
  ],
  [
    detector("      keywords: [acme-]\n      paths: ['/[ab]']"),
    "6:15: a glob can't have brackets, or braces that are not {a,b}",
  ],
  [change("      reason: the demo account\n", ""), "7:7: an entry of allow needs the key reason."],
  [change(/ {6}path.*\n/, "      path: 7\n"), "8:13: path must be a glob of paths, such as /srv/**; put it in quotes."],
  [
    change("type: acme-key\n      path: /srv/**\n      ", ""),
    "7:7: an entry of allow needs one of the keys fingerprint, rule, path, value, type.",
  ],
  [change("type: acme-key", "type: acme-kay"), "7:13: there is no type of secret acme-kay; did you mean acme-key?"],
  [
    change("type: acme-key", "rule: secrets/flie"),
    "7:13: there is no rule about secrets secrets/flie; did you mean secrets/file?",
  ],
  [
    change("type: acme-key", "fingerprint: abc"),
    "7:20: fingerprint must be the 16 hex digits of a fingerprint, in quotes.",
  ],
  [
    change("type: acme-key", `value: ${VALUE}`),
    "7:14: value must be sha256: and the 64 hex digits of the hash of a value, never the value.",
  ],
  [change("2026-12-31", "2026-02-30"), "10:16: expires must be a day such as 2026-12-31."],
  [change("2026-12-31", "soon"), "10:16: expires must be a day such as 2026-12-31."],
  [
    change("reason: the demo account", "reason: the demo account\n      reason: again"),
    "10:7: an entry of allow has reason twice; leave one.",
  ],
  ["secrets: {allow: [}", "1:19: this is neither YAML nor JSON: "],
  ['{"secrets": {"__proto__": {"allow": []}}}', "1:14: secrets has no key __proto__; its keys are detectors, allow."],
  ["constructor: 1", "1:1: a settings file has no key constructor; its keys are profile, rules, secrets."],
  ["? [a]\n: 1", "1:3: a settings file has no key like this; its keys are profile, rules, secrets."],
])("%j ends in 2, and says where and what", async (settings, message) => {
  expect(await codeWith(settings)).toBe(2)
  expect(out).toContain(`plimsoll: ${file}:${message}`)
  expect(out).not.toContain(VALUE)
})

test("everything wrong is told at once, in order", async () => {
  expect(await codeWith("secrets:\n  detectors: [{id: A, expression: '', keywords: x}]\n  alow: []")).toBe(2)
  expect(
    out
      .split("\n")
      .filter(Boolean)
      .map((line) => /yaml:(\d+:\d+)/.exec(line)?.[1]),
  ).toEqual(["2:20", "2:35", "2:49", "3:3"])
})

describe("a file that is made to hurt", () => {
  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefghi".split("").map((name, at) => {
      const before = "abcdefgh"[at]
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(",")}]`
    }),
  ].join("\n")

  test.each([
    ["an alias bomb", bomb, "an anchor (&) is not understood here"],
    ["a tag", "secrets: !!js/function 'x'", "a tag (!) is not understood here"],
    ["a directive", "%TAG ! x\n---\na: 1", "directives (%) are not understood here"],
    ["two megabytes", `# ${"x".repeat(2 << 20)}`, "settings can't be larger than 1 MiB"],
    ["a million brackets", "[".repeat(1 << 20), "this is nested too deep"],
    ["a million closing ones", "]".repeat(1 << 20), "a bracket is closed here that nothing opened"],
    ["a million dashes", "- ".repeat(1 << 19), "this is nested too deep"],
    ["a million question marks", "? ".repeat(1 << 19), "this is nested too deep"],
    [
      "a staircase",
      Array.from({ length: 1400 }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
      "this is nested too deep",
    ],
    ["a million quotes", '"'.repeat(1 << 20), "settings can't be as long as this"],
    ["a million lines", "\n".repeat(1 << 20), "settings can't be as long as this"],
    [
      "many keys",
      Array.from({ length: 60_000 }, (_, at) => `k${at}: 1`).join("\n"),
      "settings can't be as long as this",
    ],
    [
      "fewer of them",
      Array.from({ length: 20_000 }, (_, at) => `k${at}: 1`).join("\n"),
      "a settings file has no key k0",
    ],
    ["two documents", "---\na: 1\n---\nb: 1", "there is more than one document"],
  ])("%s", async (_, settings, message) => {
    const start = performance.now()
    expect(await codeWith(settings)).toBe(2)
    expect(out).toContain(message)
    expect(out.length).toBeLessThan(10_000)
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})

async function failed(path: string): Promise<string> {
  const { code, stderr } = await plimsoll([image, "--config", path])
  expect(code).toBe(2)
  return stderr
}

test("a file that can't be read is told", async () => {
  const folderAsFile = join(folder, "folder")
  mkdirSync(folderAsFile)
  expect(await failed(join(folder, "none.yaml"))).toContain("none.yaml: there is no such file.")
  expect(await failed(folderAsFile)).toContain("it is no regular file.")
  expect(await failed("/dev/zero")).toContain("it is no regular file.")
})

test("--today is a day", async () => {
  expect(await codeWith(DETECTOR, "--today", "tomorrow")).toBe(2)
  expect(out).toContain("--today can't be tomorrow: give a day such as 2026-12-31.")
  expect(await codeWith(DETECTOR, "--today", "2026-02-30")).toBe(2)
})

test("nothing is read that nobody named", async () => {
  writeFileSync(join(folder, "plimsoll.config.yaml"), DETECTOR)
  const { code } = await plimsoll([image])
  expect(code).toBe(0)
})
