import type { Image, Remark } from "../../../model/index.ts"
import { describeLayer } from "../step.ts"
import { show } from "../words.ts"
import { NAME, type Place, type Secret, TARGET, UNNAMED } from "./secret.ts"

/** What every remark about a credential carries beside its sentences. */
export function remarkOf(secret: Secret, message: string, remedy: string): Remark {
  const [first, ...others] = secret.places
  const { type, redacted, valueHash, severity, identity } = secret
  return {
    message,
    remedy,
    ...(severity === null ? {} : { severity }),
    location: first!.location,
    ...(others.length > 0 ? { places: others.map(({ location }) => location) } : {}),
    secret: { type, redacted, valueHash },
    identity,
  }
}

/** How a value is written where it isn't as it is. */
const WRITTEN: Readonly<Record<string, string>> = { base64: "in base64", "UTF-16": "in UTF-16" }

/** `holds a GitHub token (GITHUB_TOKEN, in base64): ghp_****…**** (40 characters)`. */
export function holds({ name, redacted, evidence, isStore }: Secret, { givenTo, encoding }: Place): string {
  if (isStore) return `is ${name}`
  const notes = [
    ...(givenTo === "" ? [] : [show(givenTo)]),
    ...(encoding === "" ? [] : [WRITTEN[encoding] ?? encoding]),
    ...(evidence === "refuted" ? ["its checksum is wrong, so it was never issued"] : []),
  ]
  return `holds ${name}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}: ${redacted}`
}

/** `/app/settings.ini:3`, `/app/lib.jar (application.yml:3)`, `The name of /backup/****`. */
export function describeFile({ location, member }: Place): string {
  const path = location.path ?? ""
  if (member === NAME) return `The name of ${path}`
  if (member === TARGET) return `The target of the link ${path}`
  const line = location.line === undefined ? "" : `:${location.line}`
  return member === "" || member === UNNAMED ? path + line : `${path} (${show(member)}${line})`
}

/** Where a credential in files comes from: the lowest layer that has it, which the others copy, move or change. */
export const originOf = ({ places: [first, ...others] }: Secret): Place =>
  others.reduce((lowest, place) => (layerOf(place) < layerOf(lowest) ? place : lowest), first!)

const layerOf = ({ location }: Place): number => (location.kind === "file" ? (location.layer ?? 0) : Infinity)

/** `It comes with layer 3 (COPY . /app).` Or who hides it, and that this doesn't help. */
export function describeOrigin(image: Image, secret: Secret): string {
  const origin = originOf(secret)
  const { location, hiding } = secret.places[0]!
  const layer = describeLayer(image, origin.location.layer ?? 0)
  const { path = "" } = origin.location
  if (hiding === null) return `It comes with ${layer}${path === location.path ? "" : `, as ${path}`}.`
  const by = hiding.byLayer === null ? "A later layer" : `L${describeLayer(image, hiding.byLayer).slice(1)}`
  return `${by} ${hiding.cause === "deleted" ? "deletes" : "overwrites"} it, but ${layer} still has it.`
}
