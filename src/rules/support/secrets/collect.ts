import { createHash } from "node:crypto"
import type { Image, Location, Sighting } from "../../../model/index.ts"
import {
  canonical,
  identityOf,
  inspectLine,
  inspectPair,
  inspectText,
  isStore as isStoreValue,
  kindOf,
  type OwnDetectors,
  redact,
  tokensInNames,
  type Weight,
  weigh,
} from "../../../secrets/index.ts"
import { metadataTexts, type MetadataText } from "../metadata.ts"
import { isOwned } from "../ownership.ts"
import { locate } from "../step.ts"
import { hidingOf, hidingOfName } from "./hiding.ts"
import { ACCOUNTS, NAME, type Place, type Secret, TARGET } from "./secret.ts"

/** A credential in one place, and what it weighs there. */
interface Found {
  readonly sighting: Sighting
  readonly place: Place
  readonly weight: Weight
}

const isTold = ({ weight }: Found): boolean => weight !== "silent"

interface Collected {
  readonly secrets: readonly Secret[]
  readonly values: readonly string[]
}

const collected = new WeakMap<Image, Collected>()

/** Each credential of an image, by value, with all its places: those in metadata first, then those that a container sees. */
export const secretsOf = (image: Image): readonly Secret[] => collect(image).secrets

/**
 * Every secret value of an image, in clear, also those that no rule tells of: what must be taken out of the report. To be
 * called before the rules look at the image: this is where they get what `own` detectors know.
 */
export const secretValues = (image: Image, own: OwnDetectors): readonly string[] => collect(image, own).values

function collect(image: Image, own: OwnDetectors | null = null): Collected {
  const known = collected.get(image)
  if (known !== undefined) return known
  const found = [...inMetadata(image, own), ...inFiles(image), ...inNames(image)]
  const values = new Set(found.map(({ sighting }) => sighting.value))
  const now = { secrets: merge(found.filter(isTold), own?.kindOf ?? kindOf), values: [...values] }
  collected.set(image, now)
  return now
}

const INSPECT: Readonly<Record<MetadataText["form"], (text: MetadataText) => readonly Sighting[]>> = {
  pair: ({ name, value }) => inspectPair(name, value),
  line: ({ value }) => inspectLine(value),
  text: ({ value }) => inspectText(value),
}

function* inMetadata(image: Image, own: OwnDetectors | null): Iterable<Found> {
  for (const text of metadataTexts(image))
    for (const sighting of withOwn(INSPECT[text.form](text), own?.inText(asWritten(text)) ?? []))
      yield { sighting, weight: weightOf(sighting), place: placeOf(sighting, withoutName(text.location, sighting)) }
}

/** A name that is the credential itself tells no reader where to look. */
function withoutName({ key, ...location }: Location, { value }: Sighting): Location {
  return key === undefined || (value !== "" && key.includes(value)) ? location : { ...location, key }
}

const asWritten = ({ form, name, value }: MetadataText): string => (form === "pair" ? `${name}=${value}` : value)

/** What is only known by its name is what an own detector says of it. */
const withOwn = (known: readonly Sighting[], own: readonly Sighting[]): readonly Sighting[] =>
  own.length === 0
    ? known
    : [
        ...own,
        ...known.filter(
          ({ evidence, value }) => evidence !== "generic" || !own.some((one) => one.value.includes(value)),
        ),
      ]

const weightOf = ({ evidence }: Sighting): Found["weight"] => (evidence === "refuted" ? "info" : "report")

/** A hash that whoever reads accounts gave to none is that of one that is locked. */
function* inFiles(image: Image): Iterable<Found> {
  for (const layer of image.layers)
    for (const { row, sighting } of layer.sightings) {
      const path = `/${layer.listing?.paths[row] ?? ""}`
      const isLocked = sighting.type === "password-hash" && sighting.givenTo === "" && ACCOUNTS.test(path)
      const weight = isLocked ? "silent" : weigh(sighting, path, isOwned(image, layer.index, path))
      const hiding = hidingOf(image, layer.index, path)
      const location = locate(image, { kind: "file", layer: layer.index, path, visible: hiding === null })
      yield {
        sighting,
        weight,
        place: placeOf(sighting, sighting.line > 0 ? { ...location, line: sighting.line } : location, hiding),
      }
    }
}

/** Tokens in the names of files and in what links lead to. */
function* inNames(image: Image): Iterable<Found> {
  for (const { index: layer, listing } of image.layers) {
    if (listing === null) continue
    const names = [...listing.paths, ...listing.targets]
    for (const { index, sighting } of tokensInNames(names)) {
      const path = `/${listing.paths[index % listing.length] ?? ""}`
      const hiding = hidingOfName(image, layer, path)
      const location = locate(image, { kind: "file", layer, path, visible: hiding === null })
      const member = index < listing.length ? NAME : TARGET
      yield { sighting, weight: weightOf(sighting), place: { ...placeOf(sighting, location, hiding), member } }
    }
  }
}

const placeOf = (
  { givenTo, member, encoding }: Sighting,
  location: Location,
  hiding: Place["hiding"] = null,
): Place => ({ location, givenTo, member, encoding, hiding })

/**
 * Where a reader looks first: in what a line of the Dockerfile sets, which the history only repeats. A file that a
 * container sees comes before one that it doesn't, and a file before what is packed in one.
 */
const ORDER: readonly Location["kind"][] = ["env", "label", "config", "history", "attestation", "archive", "file"]
/** Fields of the config that the Dockerfile has a line for; the others are what a builder noted. */
const SET = new Set(["Entrypoint", "Cmd", "Healthcheck", "OnBuild", "Shell", "User", "WorkingDir", "author"])
const rankOf = ({ location, hiding, member }: Place): number => {
  const kind = location.kind === "config" && !SET.has(location.key ?? "") ? "attestation" : location.kind
  return ORDER.indexOf(kind) * 4 + (hiding === null ? 0 : 2) + (member === "" ? 0 : 1)
}

/** Two empty passwords are not one. */
const keyOf = ({ sighting, place }: Found): string =>
  sighting.value === "" ? `\0${sighting.givenTo}\0${place.location.path}` : canonical(sighting.value)

function merge(all: Iterable<Found>, kindFor: OwnDetectors["kindOf"]): Secret[] {
  const byValue = new Map<string, Found[]>()
  for (const found of all) {
    const key = keyOf(found)
    const group = byValue.get(key)
    if (group === undefined) byValue.set(key, [found])
    else group.push(found)
  }
  const identities = new Map<string, number>()
  return [...byValue.values()].map((group) => {
    const secret = secretOf(group, kindFor)
    const count = (identities.get(secret.identity) ?? 0) + 1
    identities.set(secret.identity, count)
    return count === 1 ? secret : { ...secret, identity: `${secret.identity} ${count}` }
  })
}

const EVIDENCE = ["proved", "anchored", "structured", "generic", "refuted"] as const

const hashOf = (value: string): string => `sha256:${createHash("sha256").update(value).digest("hex")}`

/** The surest sighting says what it is; the first place, where it is. */
function secretOf(group: readonly Found[], kindFor: OwnDetectors["kindOf"]): Secret {
  const [surest] = group.toSorted(
    (a, b) => EVIDENCE.indexOf(a.sighting.evidence) - EVIDENCE.indexOf(b.sighting.evidence),
  )
  const { sighting } = surest!
  const { name, severity, revoke, isOfFile } = kindFor(sighting.type)
  const isStore = isStoreValue(sighting.value)
  const counts = group.some(({ weight }) => weight === "report")
  const places = group.map(({ place }) => place).toSorted((a, b) => rankOf(a) - rankOf(b))
  return {
    type: sighting.type,
    name,
    revoke: sighting.evidence === "refuted" ? "Nobody issued it, so that there is nothing to revoke." : revoke,
    isOfFile,
    evidence: sighting.evidence,
    severity: counts ? severity : "info",
    valueHash: hashOf(sighting.value),
    isStore,
    redacted: isStore ? "****" : redact(sighting.type, sighting.value),
    places: withoutRepeats(places),
    identity: identityOf(sighting, places[0]?.location.path ?? ""),
  }
}

/** One place for each variable, step or file, however often it says the same. */
function withoutRepeats(places: readonly Place[]): Place[] {
  const seen = new Map<string, Place>()
  for (const place of places) {
    const { kind, layer, path, history, key } = place.location
    const name = JSON.stringify([kind, layer, path, history, key, place.member])
    if (!seen.has(name)) seen.set(name, place)
  }
  return [...seen.values()]
}
