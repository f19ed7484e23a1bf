import type { Image, Location } from "../../model/index.ts"
import { findAssignments, findTokens, isSecretValue, redact } from "../../secrets/index.ts"

/** One credential of an image, once however often it occurs. */
export interface Secret {
  readonly type: string
  /** What people call it, with its article. */
  readonly name: string
  readonly redacted: string
  /** Where and how it is revoked. */
  readonly revoke: string
  /** The variable, option or command that it was given to; `""` where none was. */
  readonly givenTo: string
  /** Where it was found first: this decides which rule tells of it. */
  readonly location: Location
  readonly places: readonly Location[]
  /** Tells it from others of its kind: stable over rebuilds, reveals nothing. */
  readonly identity: string
}

interface Sighting extends Omit<Secret, "places" | "identity"> {
  readonly value: string
}

/** A value that only its name gives away. */
const unnamed = (givenTo: string, value: string, location: Location): Sighting => ({
  type: "named-value",
  name: "a credential",
  redacted: redact("named-value", value),
  revoke: "Change it wherever it is accepted.",
  givenTo,
  value,
  location,
})

/** Each credential in the environment and the history of an image, by value: those of the environment first. */
const collected = new WeakMap<Image, ReadonlyMap<string, Secret>>()

function collect(image: Image): ReadonlyMap<string, Secret> {
  const known = collected.get(image)
  if (known !== undefined) return known
  const secrets = new Map<string, Secret & { places: Location[] }>()
  const seen = new Map<string, number>()
  for (const { value, ...sighting } of [...sightingsInEnv(image), ...sightingsInHistory(image)]) {
    const first = secrets.get(value)
    if (first === undefined) {
      const label = `${sighting.type} ${sighting.givenTo}`.trim()
      const count = (seen.get(label) ?? 0) + 1
      seen.set(label, count)
      secrets.set(value, { ...sighting, places: [], identity: count === 1 ? label : `${label} ${count}` })
    } else if (![first.location, ...first.places].some((place) => isSamePlace(place, sighting.location)))
      first.places.push(sighting.location)
  }
  collected.set(image, secrets)
  return secrets
}

const isSamePlace = (a: Location, b: Location): boolean =>
  a.kind === b.kind && a.history === b.history && a.key === b.key

/** Credentials that were found first in the environment, or else in the history. */
export const secretsIn = (image: Image, kind: "env" | "history"): readonly Secret[] =>
  [...collect(image).values()].filter(({ location }) => location.kind === kind)

function sightingsIn(text: string, location: Location, givenTo = ""): Sighting[] {
  return findTokens(text).map(({ type, name, value, redacted, remedy }) => ({
    type,
    name,
    value,
    redacted,
    revoke: remedy,
    givenTo,
    location,
  }))
}

function sightingsInEnv({ config }: Image): Sighting[] {
  return config.run.env.flatMap(({ name, value }) => {
    // An entry without `=` is all name, and may be all token.
    const location: Location = findTokens(name).length > 0 ? { kind: "env" } : { kind: "env", key: name }
    const tokens = sightingsIn(`${name}=${value}`, location, location.key)
    if (tokens.length > 0 || !isSecretValue(name, value)) return tokens
    return [unnamed(name, value, location)]
  })
}

function sightingsInHistory({ config }: Image): Sighting[] {
  return config.history.flatMap(({ index, layer, createdBy, comment }) => {
    const location: Location = { kind: "history", history: index, ...(layer === null ? {} : { layer }) }
    const tokens = sightingsIn(createdBy, location)
    const assigned = findAssignments(createdBy).filter(
      ({ value }) => !tokens.some((token) => value.includes(token.value) || token.value.includes(value)),
    )
    const named = assigned.map(({ name, value }) => unnamed(name, value, location))
    return [...tokens, ...named, ...sightingsIn(comment, location)]
  })
}

/**
 * Every secret value of an image's metadata, in clear: what must be taken out of the report. Also those in places that no
 * rule tells of: labels, annotations, commands, the author.
 */
export function secretValues(image: Image): string[] {
  const { run, history, author } = image.config
  const lines = [
    run.entrypoint,
    run.cmd,
    [...(run.entrypoint ?? []), ...(run.cmd ?? [])],
    run.healthcheck?.test,
    run.shell,
  ].map((words) => (words ?? []).join(" "))
  const texts = [
    ...lines,
    ...run.onbuild,
    ...history.flatMap(({ text, comment }) => [text, comment]),
    author,
    run.user,
    run.workdir,
  ]
  const pairs = [...run.labels, ...image.annotations]
  return [
    ...new Set([
      ...collect(image).keys(),
      ...texts.flatMap((text) => [...findTokens(text), ...findAssignments(text)].map(({ value }) => value)),
      ...pairs.flatMap(([key, value]) =>
        isSecretValue(key, value) ? [value] : findTokens(`${key}=${value}`).map((token) => token.value),
      ),
    ]),
  ]
}
