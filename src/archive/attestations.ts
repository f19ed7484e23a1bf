import { parseDigest, type Attestation, type Digest, type Limits, type Problem } from "../model/index.ts"
import type { Container, FileMember } from "./container.ts"
import { decodeDescriptor, readBlob, type Descriptor, type JsonObject } from "./documents.ts"
import { asObject, parseJson, type Json } from "./json.ts"
import type { ImagePlan, OtherLeaf, Statements } from "./plan.ts"
import { whatItSays } from "./statement.ts"
import { Unreadable } from "./unreadable.ts"

/** Blobs that are documents: in-toto statements, signed or not, bills of materials, signatures. */
const DOCUMENT = /json|in-toto|dsse|spdx|cyclonedx|sbom|text\/|cose/
/** cosign's name for what belongs to a manifest: `sha256-<hex>.att`. */
const COSIGN = /(?:^|[:/])(sha256|sha512)-([0-9a-f]{64,128})\.(?:att|sbom|sig)$/

/** What a manifest that is no image says of one: BuildKit's attestation manifests, cosign's, and artifacts with a subject. */
export function readStatements(
  container: Container,
  manifest: JsonObject,
  visit: { readonly descriptor: Descriptor; readonly names: readonly string[] },
  limits: Limits,
): Statements | null {
  const layers = manifest["layers"] ?? manifest["blobs"]
  if (!Array.isArray(layers)) return null
  const attestations: Attestation[] = []
  const problems: Problem[] = []
  for (const [index, json] of layers.entries()) {
    const mediaType = asObject(json)?.["mediaType"]
    if (typeof mediaType !== "string" || !DOCUMENT.test(mediaType)) continue
    try {
      const descriptor = decodeDescriptor(json, `manifest ${visit.descriptor.digest}.layers[${index}]`)
      attestations.push(readAttestation(container, descriptor, limits))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      problems.push({
        code: "unread-attestation",
        message: `the attestation ${visit.descriptor.digest} could not be looked at: ${error.message}`,
      })
    }
  }
  const named = attestations.flatMap(({ subjects = [] }) => subjects).map(parseDigest)
  return {
    subject: subjectOf(manifest, visit) ?? named.find((digest) => digest !== null) ?? null,
    attestations,
    problems,
  }
}

function subjectOf(
  manifest: JsonObject,
  { descriptor, names }: { readonly descriptor: Descriptor; readonly names: readonly string[] },
): Digest | null {
  const [, algorithm, hex] = names.map((name) => COSIGN.exec(name)).find((match) => match !== null) ?? []
  return parseDigest(
    descriptor.annotations.get("vnd.docker.reference.digest") ??
      asObject(manifest["subject"])?.["digest"] ??
      `${algorithm}:${hex}`,
  )
}

/** A thousand manifests may name one large blob: it is parsed once. */
const parsed = new WeakMap<FileMember, unknown>()

function readAttestation(container: Container, descriptor: Descriptor, limits: Limits): Attestation {
  const blob = readBlob(container, descriptor, limits)
  if (blob === null) throw new Unreadable("missing-blob", `the archive lacks its blob ${descriptor.digest}`)
  const { member, bytes } = blob
  const known = member === null ? undefined : parsed.get(member)
  const statement = known ?? parseStatement(bytes, descriptor.digest, limits)
  if (member !== null) parsed.set(member, statement)
  const said = whatItSays(statement as Json, limits)
  const { annotations, digest, mediaType } = descriptor
  return {
    digest,
    mediaType,
    predicateType:
      annotations.get("in-toto.io/predicate-type") ?? annotations.get("predicateType") ?? said.predicateType,
    subjects: said.subjects,
    statement,
  }
}

/** A bill of materials has more keys than any manifest may: of such a one the text is enough. */
function parseStatement(bytes: Uint8Array, digest: Digest, limits: Limits): unknown {
  try {
    return parseJson(bytes, `attestation ${digest}`, limits)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return new TextDecoder().decode(bytes)
  }
}

/** Gives each image what is said of it, or of an index that leads to it; to the first one also what is said of images that the archive lacks. */
export function withStatements(images: readonly ImagePlan[], others: readonly OtherLeaf[]): ImagePlan[] {
  const all = others.flatMap(({ statements }) => statements ?? [])
  const owners = new Map<string, Set<number>>()
  for (const [index, { manifestDigest, configDigest, place }] of images.entries())
    for (const digest of [configDigest, manifestDigest, ...(place?.indexes ?? [])])
      if (digest !== null) owners.set(digest, (owners.get(digest) ?? new Set()).add(index))
  return images.map((image, index) => {
    const own = all.filter(({ subject }) => owners.get(subject ?? "")?.has(index) ?? index === 0)
    if (own.length === 0) return image
    return {
      ...image,
      attestations: own.flatMap(({ attestations }) => attestations),
      problems: [...image.problems, ...own.flatMap(({ problems }) => problems)],
    }
  })
}
