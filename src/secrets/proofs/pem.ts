import { readDerKey } from "./der.ts"
import { readOpenSshKey } from "./openssh.ts"
import type { PemBody } from "./pem-body.ts"
import { readPgpKey } from "./pgp.ts"

const MARKS = /-----(BEGIN|END) ([A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----/
/** Line ends, quotes and joints of string literals, comment signs: whatever a program or a config file puts between two lines of base64. */
const ESCAPED_BREAK = /\\{1,8}(?:[nrt]|u000[aAdD9]|x0[aAdD])|&#(?:10|13|x[aAdD]);|%0[AaDd]/g
const JOINT = /["'`][ \t;,]{0,8}\s{0,40}[.+&|]{0,2}\s{0,40}(?:[A-Za-z_]{1,20} ?[+.]?= ?)?[bBrRuUfF]{0,2}["'`]/g
const LINE_SIGN = /^[ \t]{0,40}(?:\/\/|[#*;>|]|\/\*)[ \t]+/gm
/** What old PEM says of its passphrase, and what OpenPGP says of itself, each to the end of its line. */
const PROTECTION = /Proc-Type: ?4,ENCRYPTED|DEK-Info: ?[A-Za-z0-9-]{1,30},[0-9A-Fa-f]{8,64}/g
const PGP_HEADER = /^[ \t]{0,40}(?:Version|Comment|Hash|Charset|MessageID): .{0,200}$/gm
const ESCAPED = /\\u00(2[bf]|3d)/gi

/** Reads `block`, from `-----BEGIN` on: as RFC 7468 has it, or as it stands in JSON, YAML, a string literal or a single line. */
export function readPem(block: string): PemBody {
  const begin = MARKS.exec(block)
  const label = begin?.[2] ?? ""
  if (begin?.[1] !== "BEGIN") return null
  const rest = block.slice(begin.index + begin[0].length)
  const end = MARKS.exec(rest)
  const text = unescape(rest.slice(0, end?.index ?? rest.length))
  const body = armourOf(text.replace(PROTECTION, "").replace(PGP_HEADER, ""), end !== null)
  if (body === null) return null
  if (label.includes("PGP") || label.endsWith("BLOCK")) return readPgpKey(body) ?? asRandom(body)
  const bytes = Buffer.from(body, "base64")
  if (text.includes("Proc-Type:"))
    return bytes.length >= 32 ? { kind: label.split(" ")[0] ?? "", isEncrypted: true } : null
  if (/COSIGN|SIGSTORE/.test(label)) return bytes[0] === 0x7b ? { kind: "cosign", isEncrypted: true } : asRandom(body)
  return readOpenSshKey(bytes) ?? readDerKey(bytes) ?? asRandom(body)
}

const unescape = (text: string): string =>
  text
    .replace(ESCAPED_BREAK, "\n")
    .replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(JOINT, "\n")
    .replace(LINE_SIGN, "")

/** The base64 digits of an armour; null where anything else is left between them. Where the end is missing, what stands before the first other sign. */
function armourOf(text: string, isWhole: boolean): string | null {
  const digits = text.replace(/[\s"'`\\,]/g, "").replace(/^[+.&|>-]?/, "")
  const body = (isWhole ? /^[A-Za-z0-9+/=]*$/ : /^[A-Za-z0-9+/=]*/).exec(digits)?.[0] ?? ""
  return body.length < 40 ? null : body
}

const asRandom = (body: string): PemBody => (body.length >= 64 && new Set(body).size >= 24 ? "random" : null)
