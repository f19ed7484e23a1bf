import type { Attestation, Image } from "../../model/index.ts"

/** What a document that lies beside an image may be. */
export type Beside = "sbom" | "provenance" | "signature"

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

/** in-toto's predicate types; media types of documents that are attached bare; fields that such a document begins with. */
const SIGNS: Readonly<Record<Beside, { predicate: RegExp; mediaType: RegExp; fields: readonly string[] }>> = {
  sbom: {
    predicate: /^https:\/\/(?:spdx\.dev\/Document|cyclonedx\.org\/(?:bom|schema)|syft\.dev\/bom)/,
    mediaType: /spdx|cyclonedx|syft/,
    fields: ["spdxVersion", "bomFormat", "@graph"],
  },
  provenance: { predicate: /^https:\/\/slsa\.dev\/provenance\//, mediaType: /slsa/, fields: [] },
  signature: {
    predicate: /^https:\/\/sigstore\.dev\/cosign\/sign\//,
    mediaType: /simplesigning|jose\+json|cose/,
    fields: [],
  },
}

function is(kind: Beside, { predicateType, mediaType = "", statement }: Attestation): boolean {
  const { predicate, mediaType: media, fields } = SIGNS[kind]
  if (predicate.test(predicateType) || media.test(mediaType)) return true
  if (!isRecord(statement)) return false
  // A bundle signs the image itself where it holds no statement.
  return (
    (kind === "signature" && "messageSignature" in statement) || fields.some((field) => Object.hasOwn(statement, field))
  )
}

/** True where a document names what it is about, and this image is not among it. */
function isOthers(image: Image, { subjects = [] }: Attestation): boolean {
  const own = [image.manifestDigest, image.configDigest, ...(image.place?.indexes ?? [])]
  return subjects.length > 0 && !subjects.some((subject) => own.some((digest) => digest === subject))
}

/** What lies beside an image of one kind. */
export interface Found {
  /** About this image, or about nothing that it names. */
  readonly own: readonly Attestation[]
  /** About another image alone. */
  readonly others: readonly Attestation[]
}

/** Null where the archive has a form that can't hold such documents: what `docker save` wrote before version 25. */
export function besideOf(image: Image, kind: Beside): Found | null {
  if (image.place === null) return null
  const all = image.attestations.filter((attestation) => is(kind, attestation))
  return {
    own: all.filter((attestation) => !isOthers(image, attestation)),
    others: all.filter((attestation) => isOthers(image, attestation)),
  }
}

/** The end of a sentence: what there is, is about something else. */
export const butOthers = ({ others }: Found): string => {
  const subject = others[0]?.subjects?.[0]
  return subject === undefined ? "" : `; there is one, but it is about ${subject.slice(0, 100)}`
}
