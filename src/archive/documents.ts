import { readSync } from "node:fs"
import { createHash } from "node:crypto"
import { LIMITS, parseDigest, type Digest, type Limits } from "../model/index.ts"
import { lookUp, type Container, type FileMember } from "./container.ts"
import { asObject, fieldOf, parseJson, type Json } from "./json.ts"
import { limitReached, Unreadable } from "./unreadable.ts"

export type JsonObject = { readonly [key: string]: Json }

/** Content descriptor. OCI image-spec, descriptor.md. */
export interface Descriptor {
  readonly mediaType: string
  readonly digest: Digest
  /** As declared; null where nobody says. */
  readonly size: number | null
  readonly urls: readonly string[]
  readonly annotations: ReadonlyMap<string, string>
  readonly platform: { readonly os: string; readonly architecture: string; readonly variant?: string } | null
  readonly artifactType: string
  /** The content itself, where the descriptor carries it. */
  readonly data: Uint8Array | null
}

/** All bytes of a small document. Throws `Unreadable` where it is too large. */
export function readMember(member: FileMember, limits: Limits): Uint8Array {
  if (member.size > limits.metadataBytes)
    throw limitReached(
      `${LIMITS.metadataBytes.help} (${member.name} has ${member.size})`,
      limits.metadataBytes,
      LIMITS.metadataBytes.option,
    )
  if (member.isCut) throw new Unreadable("truncated", `${member.name} is cut: the archive ends before it does`)
  const { body } = member
  if (body.at === "memory") {
    if (body.bytes === null) throw new Unreadable("invalid-json", `${member.name} is not valid JSON`)
    return body.bytes
  }
  const bytes = new Uint8Array(member.size)
  let filled = 0
  while (filled < bytes.length) {
    const got = readSync(body.fd, bytes, filled, bytes.length - filled, body.offset + filled)
    if (got === 0) throw new Unreadable("changed-while-read", `${member.name} became shorter while it was read`)
    filled += got
  }
  return bytes
}

interface Config {
  readonly digest: Digest
  readonly json: Json
}

const configs = new WeakMap<FileMember, Config>()

/** A member as a config, read once: a thousand entries may name one that is large. */
export function readConfig(member: FileMember, limits: Limits): Config {
  const known = configs.get(member)
  if (known !== undefined) return known
  const bytes = readMember(member, limits)
  const config = { digest: digestOf(bytes, "sha256"), json: parseJson(bytes, member.name, limits) }
  configs.set(member, config)
  return config
}

/** A document found by name, parsed; null where there is none. */
export function readDocument(container: Container, name: string, limits: Limits): Json | null {
  const member = lookUp(container, name)
  return member === null ? null : parseJson(readMember(member, limits), name, limits)
}

/** The member that holds a blob: `blobs/<algorithm>/<hex>` of an OCI layout, `<hex>` or `<hex>.manifest.json` of a docker-dir folder. */
export function findBlob(container: Container, digest: Digest): FileMember | null {
  const [algorithm, hex] = digest.split(":") as [string, string]
  return (
    lookUp(container, `blobs/${algorithm}/${hex}`) ??
    lookUp(container, hex) ??
    lookUp(container, `${hex}.manifest.json`)
  )
}

export function digestOf(bytes: Uint8Array, algorithm: string): Digest {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}` as Digest
}

/** The bytes of a small blob, proved to be what the descriptor names; null where the archive doesn't hold it. Throws `Unreadable` where they are not. */
export function readBlob(
  container: Container,
  descriptor: Descriptor,
  limits: Limits,
): { readonly bytes: Uint8Array; readonly member: FileMember | null } | null {
  const member = findBlob(container, descriptor.digest)
  const bytes = member === null ? descriptor.data : readMember(member, limits)
  if (bytes === null) return null
  const actual = digestOf(bytes, descriptor.digest.split(":")[0]!)
  if (actual !== descriptor.digest)
    throw new Unreadable(
      "digest-mismatch",
      `blob ${descriptor.digest} holds other bytes than its digest says (they hash to ${actual}); the archive is damaged or was changed`,
    )
  if (descriptor.size !== null && descriptor.size !== bytes.length)
    throw new Unreadable(
      "size-mismatch",
      `blob ${descriptor.digest} has ${bytes.length} bytes where its descriptor says ${descriptor.size}`,
    )
  return { bytes, member }
}

const text = (json: Json | undefined): string => (typeof json === "string" ? json : "")

/** A map of strings; what is no string is left out. */
export function decodeAnnotations(json: Json | undefined): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(asObject(json) ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  )
}

/** Throws `Unreadable` where the descriptor can't be followed: no path is ever built from a digest that is none. */
export function decodeDescriptor(json: Json | undefined, what: string): Descriptor {
  const object = asObject(json)
  if (object === null) throw new Unreadable("invalid-manifest", `${what} is no descriptor`)
  const digest = parseDigest(fieldOf(object, "digest", what))
  if (digest === null)
    throw new Unreadable("invalid-manifest", `${what} has a digest that is none (sha256 or sha512 and lower-case hex)`)
  const size = fieldOf(object, "size", what)
  if (size !== undefined && !(Number.isSafeInteger(size) && (size as number) >= 0))
    throw new Unreadable("invalid-manifest", `${what} has a size that is no number of bytes`)
  const platform = asObject(fieldOf(object, "platform", what))
  const data = fieldOf(object, "data", what)
  const urls = fieldOf(object, "urls", what)
  const variant = text(platform?.["variant"])
  return {
    mediaType: text(fieldOf(object, "mediaType", what)),
    digest,
    size: (size as number | undefined) ?? null,
    urls: Array.isArray(urls) ? urls.filter((url) => typeof url === "string") : [],
    annotations: decodeAnnotations(fieldOf(object, "annotations", what)),
    platform:
      platform === null
        ? null
        : {
            os: text(platform["os"]),
            architecture: text(platform["architecture"]),
            ...(variant === "" ? {} : { variant }),
          },
    artifactType: text(fieldOf(object, "artifactType", what)),
    data: typeof data === "string" ? Buffer.from(data, "base64") : null,
  }
}
