import { createHash } from "node:crypto"
import type { Location as SarifLocation, Result, Suppression } from "sarif"
import type { Finding, Location, ReportImage } from "../../model/index.ts"
import type { Look } from "../look.ts"
import { asFact } from "../shared/acceptance.ts"
import { folderOf, placeOf, type Place, uriOf } from "../shared/place.ts"
import { prose } from "../shared/prose.ts"
import { term } from "../shared/term.ts"
import { levelOf } from "./levels.ts"

/** Further places of one finding; GitHub keeps 100. */
const MAX_RELATED = 20
const MAX_NAME = 500

/** A finding, and the image that it is of. */
export interface Found {
  readonly image: ReportImage
  readonly finding: Finding
}

/** Text of a message. A plain message may hold links, which are ours to write and not an image's (SARIF 2.1.0, §3.11.6). */
export const messageText = (text: string): string => prose(text).replaceAll("](", "\\](")

/** A place that GitHub accepts: a relative URI and one region. */
export const physical = ({ file, line }: Place): SarifLocation => ({
  physicalLocation: {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 },
  },
})

/** `layer 3 /usr/bin/make`, `step 4`, `env PATH`: where in the image it is, for viewers that show it. */
function whereabouts({ kind, layer, history, path, key }: Location): string {
  const facts = [
    ...(layer === undefined ? [] : [`layer ${layer}`]),
    ...(history === undefined || layer !== undefined ? [] : [`step ${history}`]),
    ...(path === undefined ? [] : [path]),
    ...(key === undefined || path !== undefined ? [] : [`${kind} ${key}`]),
  ].join(" ")
  return term((facts === "" ? kind : facts).slice(0, MAX_NAME))
}

function locationOf(finding: Pick<Finding, "location">, image: ReportImage, look: Look): SarifLocation {
  const name = whereabouts(finding.location)
  const of = term((image.names[0] ?? image.id).slice(0, MAX_NAME))
  return {
    ...physical(placeOf(finding, image, look)),
    logicalLocations: [{ name, fullyQualifiedName: `${of} ${name}` }],
  }
}

/** What stays the same for the same finding of the same image, whatever its tag, digest and layers. */
const hashOf = (image: ReportImage, { fingerprint }: Finding): string =>
  createHash("sha256")
    .update(JSON.stringify([folderOf(image), fingerprint]))
    .digest("hex")
    .slice(0, 16)

/** Counts what is equal: hosts take two results of one fingerprint for one. */
export type Occurrence = (hash: string) => string

/** A counter that starts anew. */
export function occurrences(): Occurrence {
  const seen = new Map<string, number>()
  return (hash) => {
    const number = (seen.get(hash) ?? 0) + 1
    seen.set(hash, number)
    return `${hash}:${number}`
  }
}

/** Why it is accepted, in a sentence; `""` for what is new. */
function acceptance({ status, reason, owner, expires, acceptedBy }: Finding): string {
  if (status === "new") return ""
  const facts = [
    asFact(reason ?? "it is in the baseline"),
    ...(owner === undefined ? [] : [`by ${owner}`]),
    ...(expires === undefined ? [] : [`until ${expires}`]),
    ...(acceptedBy === undefined ? [] : [acceptedBy]),
  ]
  return `Accepted: ${facts.join("; ")}.`
}

function suppressionsOf(finding: Finding): Suppression[] {
  const justification = acceptance(finding)
  return justification === ""
    ? []
    : [{ kind: "external", status: "accepted", justification: messageText(justification) }]
}

/** Numbers and words for viewers that show a property bag. */
const propertiesOf = ({ severity, location: { layer, visible }, bytes, inherited, secret }: Finding) => ({
  severity,
  ...(layer === undefined ? {} : { layer }),
  ...(visible === undefined ? {} : { visible }),
  ...(bytes === undefined ? {} : { bytes }),
  ...(inherited === undefined ? {} : { inherited }),
  ...(secret === undefined ? {} : { secret: term(secret.type) }),
})

/** One finding. Its first sentence stands for itself, for GitHub shows no more of it in lists. */
export function resultOf({ image, finding }: Found, ruleIndex: number, numbered: Occurrence, look: Look): Result {
  const { rule, severity, message, remedy, places = [] } = finding
  const location = locationOf(finding, image, look)
  const text = [message, ...(remedy === "" ? [] : [`Fix: ${remedy}`]), acceptance(finding)]
  return {
    ruleId: term(rule),
    ruleIndex,
    level: levelOf(severity),
    message: {
      text: text
        .filter((one) => one !== "")
        .map(messageText)
        .join("\n\n"),
    },
    locations: [location],
    ...(places.length === 0
      ? {}
      : {
          relatedLocations: places.slice(0, MAX_RELATED).map((place) => locationOf({ location: place }, image, look)),
        }),
    partialFingerprints: {
      primaryLocationLineHash: numbered(hashOf(image, finding)),
      "plimsoll/v1": term(finding.fingerprint),
    },
    suppressions: suppressionsOf(finding),
    properties: propertiesOf(finding),
  }
}
