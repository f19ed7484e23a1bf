import { isLiteral } from "./judge.ts"

/** A credential inside a value: of a URL or a connection string. */
export interface Inner {
  readonly type: string
  /** User, or the field of the connection string. */
  readonly givenTo: string
  readonly value: string
  /** Where it is in the value. */
  readonly index: number
}

const USERINFO = /([^\s/?#"'<>`@:,;]{0,512})(?::([^\s"'<>`@]{0,512}))?@(?=[^\s"'<>`@]{1,300})/y
/** A host with its port and a path that has an `@` in it, not a user with a password. */
const PORT = /^\d{1,5}[/?#]/
/** GitHub takes a token as the user, and says so with one of these for the password. */
const NO_PASSWORD = /^(?:|x-oauth-basic|x-access-token|oauth2)$/
const FIELD =
  /(?:^|[;?&,"'])\s{0,10}(password|passwd|pwd|accountkey|sharedaccesskey|sharedsecret|accesskey)\s{0,10}=\s{0,10}("[^"]{1,512}"|'[^']{1,512}'|[^;&"'\s]{1,512})/gi
const ORACLE = /jdbc:oracle:[a-z0-9]{2,10}:([^/\s@]{1,100})\/([^@\s]{1,200})@/gi

/** Passwords of URLs: `scheme://user:password@host`, or a token for the user. */
export function* urlPasswords(text: string): Generator<Inner> {
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
    if (!/[a-z0-9]/i.test(text.charAt(at - 1))) continue
    USERINFO.lastIndex = at + 3
    const match = USERINFO.exec(text)
    if (match === null) continue
    const [user, password] = [decoded(match[1] ?? ""), match[2] ?? ""]
    const start = at + 3 + (match[1]?.length ?? 0) + 1
    if (!NO_PASSWORD.test(password)) {
      if (!PORT.test(password) && isLiteral(decoded(password)))
        yield { type: "url-password", givenTo: user, value: decoded(password), index: start }
    } else if (isToken(user)) yield { type: "url-password", givenTo: "", value: user, index: at + 3 }
  }
}

/** Passwords and keys of connection strings: `Server=…;Password=…`, `jdbc:mysql://h/db?user=u&password=p`. */
export function* connectionPasswords(text: string): Generator<Inner> {
  for (const match of text.matchAll(FIELD)) {
    const value = (match[2] ?? "").replace(/^(["'])(.*)\1$/, "$2")
    if (isLiteral(value)) yield { type: "database-password", givenTo: match[1] ?? "", value, index: match.index }
  }
  for (const match of text.matchAll(ORACLE))
    if (isLiteral(match[2] ?? ""))
      yield { type: "database-password", givenTo: match[1] ?? "", value: match[2] ?? "", index: match.index }
}

const isToken = (user: string): boolean =>
  user.length >= 16 && /\d/.test(user) && /[a-z]/i.test(user) && isLiteral(user)

/** Percent-encoded text as it was; as it stands where it isn't any. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
