import { linesOf } from "./formats/lines.ts"
import type { Found, Read } from "./found.ts"
import { isLiteral } from "./judge.ts"

/** What crypt(3) makes of a password: `$id$…`, BSDi's `_…` and the thirteen characters of DES; a lock before it makes it none. */
const HASH = /^(?:\$[0-9a-z][0-9a-z-]{0,15}\$[^:\s]{8,512}|_[./0-9A-Za-z]{19}|[./0-9A-Za-z]{13})$/
/** Of web servers besides. */
const WEB_HASH = /^\{(?:SHA|SSHA|SSHA\d{3}|PLAIN|CRYPT|MD5|BLF-CRYPT)\}\S{4,512}$/i

/** Password hashes, and accounts whose password is empty: the second field of passwd(5) and shadow(5). */
const accounts = (emptyCounts: boolean): Read =>
  function* (text) {
    for (const { text: line, line: number } of linesOf(text)) {
      const [user = "", password, ...more] = line.split(":", 8)
      if (password === undefined || more.length === 0 || !/^[^\s#+-][^\s]{0,255}$/.test(user)) continue
      if (HASH.test(password)) yield { type: "password-hash", givenTo: user, value: password, line: number }
      else if (password === "" && emptyCounts) yield { type: "empty-password", givenTo: user, value: "", line: number }
    }
  }

export const passwd = accounts(true)
/** An empty field says that only members may join. */
export const gshadow = accounts(false)

/** `user:hash` of web servers, or the password itself. */
export const htpasswd: Read = function* (text) {
  for (const { text: line, line: number } of linesOf(text)) {
    const colon = line.indexOf(":")
    if (colon <= 0 || line.startsWith("#")) continue
    const user = line.slice(0, colon).trim()
    const [value = ""] = line
      .slice(colon + 1)
      .trim()
      .split(":", 1)
    if (!/\s/.test(user) && (HASH.test(value) || WEB_HASH.test(value) || isLiteral(value)))
      yield { givenTo: user, value, line: number }
  }
}

/** `user:realm:hash` of HTTP's digest scheme. */
export const htdigest: Read = function* (text) {
  for (const { text: line, line: number } of linesOf(text)) {
    const [user = "", , hash = ""] = line.split(":", 3)
    if (/^[0-9a-f]{32}$/.test(hash)) yield { givenTo: user, value: hash, line: number }
  }
}

/** A password or its hash that an installer or cloud-init sets: `user:password` lines, `rootpw`, `plain_text_passwd`. */
export function accountOf(givenTo: string, value: string, line: number): Found | null {
  if (HASH.test(value)) return { type: "password-hash", givenTo, value, line }
  return isLiteral(value) ? { type: "account-password", givenTo, value, line } : null
}
