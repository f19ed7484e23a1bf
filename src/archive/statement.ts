import type { Limits } from "../model/index.ts"
import { asObject, parseJson, type Json } from "./json.ts"
import { Unreadable } from "./unreadable.ts"

/** What a document says of itself, signed or not. */
export interface Said {
  /** `""` where nobody says. */
  readonly predicateType: string
  /** Digests of what it is about, `sha256:<hex>`, as written; empty where it names none. */
  readonly subjects: readonly string[]
}

/** Digests that are looked at; a bill of materials of a whole fleet may name thousands. */
const MOST_SUBJECTS = 1000

const text = (json: Json | undefined): string => (typeof json === "string" ? json : "")
const list = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : [])

/**
 * Of an in-toto statement, a DSSE envelope or a Sigstore bundle around one, or a payload that cosign signed. in-toto
 * attestation spec; DSSE protocol; containers/image, docs/containers-signature.5.md.
 */
export function whatItSays(statement: Json, limits: Limits): Said {
  const object = asObject(statement)
  const envelope = asObject(object?.["dsseEnvelope"]) ?? object
  const payload = text(envelope?.["payload"])
  const inner = payload === "" ? object : asObject(unpack(payload, limits))
  const signed = text(asObject(asObject(inner?.["critical"])?.["image"])?.["docker-manifest-digest"])
  const subjects = list(inner?.["subject"])
    .slice(0, MOST_SUBJECTS)
    .flatMap((subject) =>
      Object.entries(asObject(asObject(subject)?.["digest"]) ?? {}).flatMap(([algorithm, hex]) =>
        typeof hex === "string" ? [`${algorithm}:${hex}`] : [],
      ),
    )
  return { predicateType: text(inner?.["predicateType"]), subjects: signed === "" ? subjects : [signed, ...subjects] }
}

/** JSON in base64; null where it is none. */
function unpack(payload: string, limits: Limits): Json {
  try {
    return parseJson(Buffer.from(payload, "base64"), "a signed statement", limits)
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}
