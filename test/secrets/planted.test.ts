import { spawnSync } from "node:child_process"
import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import type { Finding, Location } from "../../src/index.ts"
import { sha256 } from "../support/archive.ts"
import { bodies, readings } from "../support/bodies.ts"
import { archivesWithFacts, type Facts, type PlaceFacts, type PlantedFacts } from "../support/facts.ts"

// Secrets that were put into real archives on purpose, against the places where programs that share nothing with
// plimsoll found them.
const CORPUS = fileURLToPath(new URL("../../../shared/corpus", import.meta.url))
const BIN = fileURLToPath(new URL("../../dist/bin.js", import.meta.url))
// As built, since only there the reading threads of large archives are programs of their own.
const BUILT = new URL("../../dist/index.js", import.meta.url).href
const { audit, FORMATS } = (await import(BUILT)) as typeof import("../../src/index.ts")

const archives = [...(archivesWithFacts(CORPUS) ?? [])].map(
  ([path, facts]) => [relative(CORPUS, path), path, facts] as const,
)
const secretsIn = ({ images }: Facts): readonly PlantedFacts[] =>
  images.flatMap(({ planted = [] }) => planted.filter((one) => one.class === "secret"))
const withSecrets = archives.filter(([, , facts]) => secretsIn(facts).length > 0)
const ABSENT = "(skipped where ../shared/corpus is not there)"

type Expected = Partial<Record<keyof Location, unknown>>

const EXPECTED: Readonly<Record<PlaceFacts["where"], (place: PlaceFacts) => Expected>> = {
  env: ({ key }) => ({ kind: "env", key }),
  label: ({ key }) => ({ kind: "label", key }),
  history: ({ index }) => ({ kind: "history", history: index }),
  container_config: () => ({ kind: "config", key: expect.stringMatching(/^container_config/) }),
  cmd: () => ({ kind: "config", key: "Cmd" }),
  "layer-file": ({ layer, path, state }) => ({ kind: "file", layer, path: `/${path}`, visible: state === "present" }),
}

const placesOf = ({ location, places = [] }: Finding): readonly Location[] => [location, ...places]

const matches = (finding: Finding, expected: readonly Expected[]): boolean => {
  try {
    for (const place of expected) expect(placesOf(finding)).toContainEqual(expect.objectContaining(place))
    return true
  } catch {
    return false
  }
}

describe.skipIf(archives.length === 0)(`planted secrets ${ABSENT}`, () => {
  test.for(withSecrets)("%s: each is one finding with all its places", async ([, path, facts]) => {
    const { images } = await audit([path], { failOn: "none" })
    for (const { config_digest, planted = [] } of facts.images) {
      const findings = images.find(({ configDigest }) => configDigest === config_digest)?.findings ?? []
      const secrets = findings.filter(({ rule }) => rule.startsWith("secrets/"))
      const taken = new Set<Finding>()
      for (const { id, kind, found = [] } of planted.filter((one) => one.class === "secret")) {
        const isAttested = facts.planted_outside_images?.some((one) => one.id === id) === true
        const expected = [
          ...found.map((place) => EXPECTED[place.where](place)),
          ...(isAttested ? [{ kind: "attestation" }] : []),
        ]
        const finding = secrets.find((one) => !taken.has(one) && matches(one, expected))
        expect(finding, `${id} (${kind}) at ${JSON.stringify(expected)}`).toBeDefined()
        taken.add(finding!)
      }
    }
  })

  test.for(archives.filter(([name]) => name.includes("good-web")))(
    "%s: nothing is found where nothing was planted",
    async ([, path]) => {
      const { images } = await audit([path])
      expect(images).not.toEqual([])
      expect(images.flatMap(({ findings }) => findings.filter(({ rule }) => rule.startsWith("secrets/")))).toEqual([])
    },
  )
})

/** The values themselves: the facts hold their first four characters, their lengths and their digests. */
function valuesIn(path: string, planted: readonly PlantedFacts[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const wanted = planted.map(({ id, value_redacted = "", value_sha256 = "" }) => {
    const [head = "", length = ""] = value_redacted.split("...")
    return { id, head, length: Number.parseInt(length.slice(1), 10), digest: value_sha256 }
  })
  for (const body of bodies(path))
    for (const text of readings(body))
      for (const { id, head, length, digest } of wanted) {
        if (values.has(id)) continue
        for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) {
          const value = text.subarray(at, at + length)
          if (sha256(value) !== digest) continue
          values.set(id, value.toString("latin1"))
          break
        }
      }
  return values
}

const base64 = (text: string): string => Buffer.from(text).toString("base64")

/** A value as it is, as it stands in JSON and in URLs, and in base64, from whichever of three bytes the encoder started. */
function formsOf(value: string): readonly string[] {
  const inside = [0, 1, 2].map((before) => base64(`${"x".repeat(before)}${value}`).slice(before === 0 ? 0 : 4, -4))
  return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), ...inside]
}

/** Everything that a command line prints, on both streams. */
function printed(args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { encoding: "utf8", maxBuffer: 2 ** 28 })
  return stdout + stderr
}

describe.skipIf(archives.length === 0)(`no planted value is printed ${ABSENT}`, () => {
  const lines = [
    ...Object.keys(FORMATS).map((format) => ["audit", "--verbose", "--format", format]),
    ["audit", "--rule", "secrets/history=off", "--rule", "secrets/file=off", "--format", "json"],
    ["layers", "--verbose"],
    ["files", "--verbose"],
    ["history", "--verbose"],
  ]

  test.for(withSecrets)("%s", ([, path, facts]) => {
    const planted = secretsIn(facts)
    const values = valuesIn(path, planted)
    expect([...values.keys()]).toEqual(expect.arrayContaining(planted.map(({ id }) => id)))
    const forms = [...values].flatMap(([id, value]) => formsOf(value).map((form) => ({ id, form })))
    for (const line of lines) {
      const text = printed([...line, path])
      expect(text.length, "something is printed").toBeGreaterThan(20)
      expect(forms.filter(({ form }) => text.includes(form)).map(({ id }) => `${id} in ${line.join(" ")}`)).toEqual([])
    }
  })
})
