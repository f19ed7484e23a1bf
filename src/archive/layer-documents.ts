import type { ArchiveDocument, Limits } from "../model/index.ts"
import { lookUp, type Container, type FileMember } from "./container.ts"
import { readMember } from "./documents.ts"
import { asObject, parseJson } from "./json.ts"
import type { ImagePlan } from "./plan.ts"
import { Unreadable } from "./unreadable.ts"

/** The config in the form of image-spec v1 that docker save writes beside each layer: `<id>/json` for `<id>/layer.tar`. */
export function readLayerDocument(container: Container, layer: string, limits: Limits): ArchiveDocument[] {
  const folder = /^(.{1,1000})\/layer\.tar$/.exec(layer)?.[1]
  return folder === undefined ? [] : readQuietly(() => lookUp(container, `${folder}/json`), limits)
}

const SMALL = 64 * 1024
const STRAY = /^(?:[0-9a-f]{64}\/json|blobs\/sha256\/[0-9a-f]{64})$/
/** Such documents that are looked for: one image has as many as layers. */
const MANY = 10_000

/**
 * Docker 25 and later keep those configs among the blobs, where nothing names them: they are given to the first image,
 * since nobody can tell whose they are.
 */
export function withStrayDocuments(
  images: readonly ImagePlan[],
  container: Container,
  referenced: ReadonlySet<string>,
  limits: Limits,
): ImagePlan[] {
  const [first, ...rest] = images
  if (first === undefined || !container.members.has("manifest.json")) return [...images]
  const known = new Set(images.flatMap(({ documents }) => documents.map(({ name }) => name)))
  const stray = [...container.members.values()].filter(
    (member): member is FileMember =>
      member.kind === "file" &&
      member.size <= SMALL &&
      STRAY.test(member.name) &&
      !referenced.has(member.name) &&
      !known.has(member.name),
  )
  const documents = stray
    .slice(0, MANY)
    .flatMap((member) => readQuietly(() => member, limits))
    .filter(({ json }) => isV1(json))
  return documents.length === 0 ? [...images] : [{ ...first, documents: [...first.documents, ...documents] }, ...rest]
}

function isV1(json: unknown): boolean {
  const id = (json as { readonly id?: unknown }).id
  return typeof id === "string" && id.length === 64
}

/** Nothing depends on these documents: one that can't be read has nothing to say. */
function readQuietly(find: () => FileMember | null, limits: Limits): ArchiveDocument[] {
  try {
    const member = find()
    const json = member === null ? null : asObject(parseJson(readMember(member, limits), member.name, limits))
    return json === null ? [] : [{ name: member!.name, json }]
  } catch (error) {
    if (error instanceof Unreadable) return []
    throw error
  }
}
