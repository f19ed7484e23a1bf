import { createHash } from "node:crypto"
import { platformKey, type Finding, type ReportImage } from "../../model/index.ts"
import { folderOf } from "../shared/place.ts"

/** 32 hex digits of what is told, other each time: the second of two that are equal is another one. */
export type Identify = (...parts: readonly string[]) => string

/** GitLab shows of equal fingerprints one. They may hold nothing that another build changes: no tag, digest or index. */
export function identities(): Identify {
  const seen = new Map<string, number>()
  return (...parts) => {
    const key = JSON.stringify(parts)
    const times = seen.get(key) ?? 0
    seen.set(key, times + 1)
    return createHash("sha256")
      .update(JSON.stringify([...parts, times]))
      .digest("hex")
      .slice(0, 32)
  }
}

/** What tells a finding from the same one in another image. */
export const identityOf = (image: ReportImage, { rule, fingerprint }: Finding): readonly string[] => [
  folderOf(image),
  platformKey(image.platform),
  rule,
  fingerprint,
]

/** As a UUID of version 8, RFC 9562: what its digits are is our own affair. */
export const uuidOf = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-")
