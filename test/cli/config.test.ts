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
  expect(out).toContain("1 accepted")
  expect(await codeWith(DETECTOR + IGNORE, "--today", "2027-01-01")).toBe(1)
  const json = { secrets: { detectors: [{ id: "acme-key", expression: String.raw`\bacme-\w+`, keywords: ["acme-"] }] } }
  expect(await codeWith(JSON.stringify(json))).toBe(1)
  expect(await codeWith(JSON.stringify(json, null, "\t"))).toBe(1)
  expect(await codeWith(DETECTOR.replaceAll("\n", "\r\n"))).toBe(1)
})

const KEYS = "profile, fail-on, own-layers-only, rules, secrets, ignore, budgets, baseline, overrides"

const detector = (line: string): string => DETECTOR.replace(/ {6}keywords.*\n/, `${line}\n`)
const change = (from: string | RegExp, to: string): string => (DETECTOR + IGNORE).replace(from, to)

test.each([
  ["secret: {}", "1:1: a settings file has no key secret; did you mean secrets?"],
  ["plugins: [./evil.js]", `1:1: a settings file has no key plugins; its keys are ${KEYS}.`],
  ["secrets: []", "1:10: secrets must be secrets: keys with values."],
  ["ignore:\n", "1:8: ignore must be a list."],
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
  [change("    reason: the demo account\n", ""), "7:5: an entry of ignore needs the key reason."],
  [change(/ {4}path.*\n/, "    path: 7\n"), "8:11: path must be a glob of paths, such as /srv/**; put it in quotes."],
  [
    change("type: acme-key\n    path: /srv/**\n    ", ""),
    "7:5: an entry of ignore needs one of the keys rule, fingerprint, path, layer, type, value.",
  ],
  [change("type: acme-key", "type: acme-kay"), "7:11: there is no type of secret acme-kay; did you mean acme-key?"],
  [change("type: acme-key", "rule: secrets/flie"), "7:11: there is no rule secrets/flie; did you mean secrets/file?"],
  [
    change("type: acme-key", "fingerprint: abc"),
    "7:18: fingerprint must be the 16 hex digits of a fingerprint, in quotes.",
  ],
  [
    change("type: acme-key", `value: ${VALUE}`),
    "7:12: value must be sha256: and the 64 hex digits of the hash of a value, never the value.",
  ],
  [change("2026-12-31", "2026-02-30"), "10:14: expires must be a day such as 2026-12-31."],
  [change("2026-12-31", "soon"), "10:14: expires must be a day such as 2026-12-31."],
  [
    change("reason: the demo account", "reason: the demo account\n    reason: again"),
    "10:5: an entry of ignore has reason twice; leave one.",
  ],
  ["secrets: {allow: [}", "1:19: this is neither YAML nor JSON: "],
  ['{"secrets": {"__proto__": {"allow": []}}}', "1:14: secrets has no key __proto__; its keys are detectors."],
  ["constructor: 1", `1:1: a settings file has no key constructor; its keys are ${KEYS}.`],
  ["? [a]\n: 1", `1:3: a settings file has no key like this; its keys are ${KEYS}.`],
])("%j ends in 2, and says where and what", async (settings, message) => {
  expect(await codeWith(settings)).toBe(2)
  expect(out).toContain(`plimsoll: ${file}:${message}`)
  expect(out).not.toContain(VALUE)
})

const budget = (line: string): string => `budgets:\n  filesystem: {${line}}`
const override = (line: string): string => `overrides:\n  - {image: a, ${line}}`

// One for each key that is not in the table above.
test.each([
  ["$schema: 7", "1:10: $schema must be the address of a JSON Schema; put it in quotes."],
  ["profile: 7", "1:10: profile must be the name of a profile; put it in quotes."],
  ["fail-on: hihg", "1:10: fail-on must be critical, high, medium, low, info or none."],
  ["own-layers-only: yes", "1:18: own-layers-only must be true or false."],
  ["rules: off", "1:8: rules must be rules: keys with values."],
  ["baseline: ''", "1:11: baseline must be the path of a baseline file."],
  [change("acme-key\n      exp", "acme-key\n      name: 7\n      exp"), "4:13: name must be text, such as: an Acme"],
  [change("acme-key\n      exp", "acme-key\n      revoke: ''\n      exp"), "4:15: revoke must be text."],
  [change("reason: the demo account", "reason: ' '"), "9:13: reason must be text that says why."],
  [change("reason: the", "owner: []\n    reason: the"), "9:12: owner must be text that says whom to ask."],
  [change("type: acme-key", "image: 7"), "7:12: image must be what names of images are like"],
  [change("type: acme-key", "layer: -1"), "7:12: layer must be the index of a layer, or what its instruction is like"],
  [change("type: acme-key", "layer: 1.5"), "7:12: layer must be the index of a layer"],
  [change("type: acme-key", "type: {}"), "7:11: type must be a type of secret."],
  [change("type: acme-key", "rule: true"), "7:11: rule must be the id of a rule; put it in quotes."],
  ["budgets: []", "1:10: budgets must be budgets: keys with values."],
  ["budgets:\n  filesystem: true", "2:15: filesystem must be a size such as 200MB, or a growth such as +5%; put"],
  [
    "budgets:\n  filesystem:",
    "2:14: filesystem must be a size such as 200MB, or a growth such as +5%, or the keys max,",
  ],
  ["budgets:\n  filesystem: -5", "2:15: filesystem must be a size such as 200MB"],
  [budget("mx: 5"), "2:16: a budget has no key mx; did you mean max?"],
  [budget("message: big"), "2:15: a budget needs one of the keys max, warn, growth."],
  [budget("max: []"), "2:21: max must be a size such as 200MB."],
  [budget("warn: {}"), "2:22: warn must be a size such as 180MB."],
  [budget("growth: []"), "2:24: growth must be so much more than before, such as 5% or 10MB, or the keys patch, minor"],
  [budget("growth: {}"), "2:24: growth needs one of the keys patch, minor, major."],
  [budget("growth: {patch: []}"), "2:32: patch must be so much more than before, such as 5% or 10MB."],
  [budget("growth: {minor: {}}"), "2:32: minor must be so much more than before"],
  [budget("growth: {major: true}"), "2:32: major must be so much more than before"],
  [budget("max: 5, floor: []"), "2:31: floor must be a size such as 1MB."],
  [budget("max: 5, message: 7"), "2:33: message must be text; put it in quotes."],
  ["overrides: {}", "1:12: overrides must be a list."],
  ["overrides:\n  - profile: job", "2:5: an entry of overrides needs one of the keys image, platform."],
  ["overrides:\n  - image: []", "2:12: image must be what names of images are like, such as acme/shop:*."],
  ["overrides:\n  - platform: arm 64", "2:15: platform must be a platform such as linux/arm64."],
  [override("baseline: x"), "2:16: an entry of overrides has no key baseline; its keys are image, platform, profile"],
  [override("profile: jop"), "2:25: there is no profile jop; did you mean job?"],
  [override("fail-on: no"), "2:25: fail-on must be critical, high, medium, low, info or none."],
  [override("rules: {user/rot: off}"), "2:34: there is no rule user/rot; did you mean user/root?"],
  [override("budgets: 7"), "2:25: budgets must be budgets: keys with values."],
])("%j is not what the key takes", async (settings, message) => {
  expect(await codeWith(settings)).toBe(2)
  expect(out).toContain(`plimsoll: ${file}:${message}`)
})

test("one mistake is told once", async () => {
  expect(await codeWith("budgets: { filesystem: { mx: 5MB } }")).toBe(2)
  expect(out.match(/^plimsoll: /gm)).toHaveLength(1)
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
    ["two megabytes", `# ${"x".repeat(2 << 20)}`, "it is larger than 1 MiB"],
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
