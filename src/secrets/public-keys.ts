import { createHash } from "node:crypto"
import { PUBLIC_KEYS } from "./public-keys-list.ts"

const ARMOUR = /-----(?:BEGIN|END) [A-Z0-9 ]{0,60}-----/g
const HEADER = /(?:Proc-Type|DEK-Info|Version|Comment): ?[^\n\\]{0,200}/g
/** A line end as JSON and string literals write it. */
const ESCAPED_BREAK = /\\{1,8}[nrt]/g

/** True for a private key that everybody has: one that a popular package ships in its tests or samples. */
export function isPublicKey(value: string): boolean {
  return value.includes("PRIVATE KEY") && PUBLIC_KEYS.has(fingerprintOf(value))
}

/** Of the base64 digits alone, so that it is the same however a program or a document breaks the lines; `+` may be a joint of two strings. */
export function fingerprintOf(block: string): string {
  const digits = block
    .replace(ARMOUR, "")
    .replace(HEADER, "")
    .replace(ESCAPED_BREAK, "")
    .replace(/[^A-Za-z0-9/]/g, "")
  return createHash("sha256").update(digits).digest("hex").slice(0, 16)
}
