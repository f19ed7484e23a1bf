import { asObject, fieldOf, type Json } from "./json.ts"
import type { Algorithm } from "./layer.ts"
import { Unreadable } from "./unreadable.ts"

/** The diff ids that a config declares, as written; null for what is no text. */
export function diffIdsOf(config: Json): readonly (string | null)[] {
  try {
    const rootfs = asObject(fieldOf(asObject(config) ?? {}, "rootfs", "the config"))
    const list = fieldOf(rootfs ?? {}, "diff_ids", "the config")
    return Array.isArray(list) ? list.map((id) => (typeof id === "string" ? id : null)) : []
  } catch (error) {
    if (error instanceof Unreadable) return []
    throw error
  }
}

/** The algorithm of a declared digest; the usual one where none is declared. */
export const algorithmOf = (digest: string | null): Algorithm => (digest?.startsWith("sha512:") ? "sha512" : "sha256")
