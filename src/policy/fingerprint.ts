import { createHash } from "node:crypto"
import type { Remark, Rule } from "../model/index.ts"

/** 16 hex digits of what stays the same when the image is built again: the rule, the kind of place and its name, never an index or a size. */
export function fingerprintOf(
  { id }: Pick<Rule, "id">,
  { location, identity }: Pick<Remark, "location" | "identity">,
): string {
  const parts = [id, location.kind, identity ?? location.path ?? location.key ?? ""]
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16)
}
