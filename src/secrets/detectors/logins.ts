import type { Detector, Opinion } from "../detector.ts"
import { userinfoOfBase64 } from "../proofs/base64.ts"
import { isDefault, isStandIn } from "../proofs/password.ts"
import { isPublished } from "../proofs/published.ts"
import { isVaried, looksRandom } from "../proofs/random.ts"

/** Hosts that stand for another (RFC 2606), and those of handbooks. */
const NO_HOST =
  /(?:^|\.)example(?:\.(?:com|org|net|edu|io|co))?$|\.(?:example|test|invalid)$|^(?:host(?:name)?|server|foo|bar|my[-_]?host|your[-_.].*|domain|url|address|ip)(?:\.(?:com|tld|name|org|net))?$|^(?:my|your|some)[-_]?(?:domain|site|proxy|server|host|company)\b/i
/** Takes reports of errors from anybody who knows the address: programs that run at users' publish it. */
const PUBLIC_HOST = /(?:^|\.)sentry\.io$/i
const HERE = /^(?:localhost|127\.\d|\[?::1|0\.0\.0\.0|host\.docker\.internal)/i

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A number, then what a query or a fragment starts with, is no password: the name before it was a host. */
const PORT = /^\d{1,5}(?:$|[/?#])/

function judgeUserinfo(value: string, { groups = {} }: RegExpExecArray): Opinion {
  const password = decoded(value)
  const user = decoded(groups["user"] ?? "")
  const host = groups["host"] ?? ""
  if (PORT.test(password) && (user.includes(".") || HERE.test(user))) return "nothing"
  if (isStandIn(password, user) || /[<>${}]|%[sdv]\b/.test(user) || NO_HOST.test(host)) return "nothing"
  return isDefault(password) || (/^[a-z]{4,6}$/.test(password) && HERE.test(host)) ? "nothing" : "plausible"
}

/** `user:password@tcp(host:3306)`: the user stands before the match. */
function judgeAddress(value: string, { index, input, groups = {} }: RegExpExecArray): Opinion {
  const user = /([\w.-]{1,64}):$/.exec(input.slice(Math.max(0, index - 65), index))?.[1]
  const host = (groups["host"] ?? "").replace(/:\d{1,5}$/, "")
  if (user === undefined || isStandIn(value, user) || NO_HOST.test(host)) return "nothing"
  return isDefault(value) || (HERE.test(host) && /^[a-z]{4,6}$/.test(value)) ? "nothing" : "plausible"
}

/** The only part of a URL is a token where it stands as the user: `https://<token>@github.com`. */
function judgeUser(value: string, { groups = {} }: RegExpExecArray): Opinion {
  const isToken = value.length >= 20 && /\d/.test(value) && /[A-Za-z]/.test(value) && looksRandom(value)
  const host = groups["host"] ?? ""
  return isToken && !NO_HOST.test(host) && !PUBLIC_HOST.test(host) ? "plausible" : "nothing"
}

function judgeBasic(value: string): Opinion {
  const login = userinfoOfBase64(value)
  if (login === null || isStandIn(login.password, login.user) || isDefault(login.password)) return "nothing"
  return /[^\x20-\x7e]/.test(login.password) || isPublished(login.password) ? "nothing" : "plausible"
}

const judgeBearer = (value: string): Opinion =>
  /\d/.test(value) && /[A-Za-z]/.test(value) && looksRandom(value) ? "plausible" : "nothing"

const judgeLogin = (value: string, { groups = {} }: RegExpExecArray): Opinion =>
  isStandIn(value, groups["user"] ?? "") || isDefault(value) || /[<>${}]/.test(groups["user"] ?? "")
    ? "nothing"
    : "plausible"

const judgeHash = (value: string, { groups = {} }: RegExpExecArray): Opinion =>
  isVaried(groups["hash"] ?? value, 10) ? "plausible" : "nothing"

const HASH = {
  type: "password-hash",
  name: "the hash of a password",
  severity: "medium",
  evidence: "structured",
  shortRun: true,
  judge: judgeHash,
  revoke: "Change the password: a hash can be guessed offline.",
} as const

/** Passwords by the place they stand in: URLs, headers, the option of a command; and hashes of them. */
export const LOGINS: readonly Detector[] = [
  {
    type: "url-password",
    name: "a password in a URL",
    evidence: "structured",
    marks: ["://"],
    shortRun: true,
    pattern:
      /:\/\/(?<user>[^\s:@/?#"'<>\\,()]{0,128}):(?<value>[^\s@/"'<>\\]{1,256}(?:@[^\s@/"'<>\\,:]{1,100}){0,2})@(?<host>[A-Za-z0-9_[$*{%.-]{1,253})/y,
    judge: judgeUserinfo,
    revoke:
      "Change the password, and give the address without it: the program can read user and password from a mounted file.",
  },
  {
    type: "url-password",
    name: "a password in a URL",
    evidence: "structured",
    marks: ["@tcp(", "@unix("],
    anywhere: true,
    shortRun: true,
    from: "run",
    // The address of a database as Go's drivers write it: user:password@tcp(host:3306)/name.
    pattern: /(?<value>[A-Za-z0-9_.~+/=-]{4,128})@(?:tcp|unix)\((?<host>[^\s()]{1,253})\)/y,
    judge: judgeAddress,
    revoke: "Change the password, and let the program read it from a mounted file.",
  },
  {
    type: "url-token",
    name: "a token in a URL",
    evidence: "structured",
    marks: ["://"],
    shortRun: true,
    pattern: /:\/\/(?<value>[A-Za-z0-9_-]{20,255})(?::(?:x-oauth-basic)?)?@(?<host>[A-Za-z0-9_.-]{1,253})/y,
    judge: judgeUser,
    revoke: "Revoke the token where it was issued, and give the address without it.",
  },
  {
    type: "basic-auth",
    name: "user and password in an HTTP header",
    evidence: "structured",
    marks: ["Basic ", "basic "],
    shortRun: true,
    pattern: /[Bb]asic {1,3}(?<value>[A-Za-z0-9+/]{8,600}={0,2})(?![A-Za-z0-9+/=])/y,
    judge: judgeBasic,
    revoke: "Change the password, and send it from where it is kept, not from the text of a program.",
  },
  {
    type: "bearer-token",
    name: "a token in an HTTP header",
    severity: "high",
    evidence: "structured",
    marks: ["Bearer ", "bearer "],
    shortRun: true,
    pattern: /[Bb]earer {1,3}(?<value>[A-Za-z0-9._~+/-]{20,4000}={0,2})(?![A-Za-z0-9._~+/=-])/y,
    judge: judgeBearer,
    revoke: "Revoke the token where it was issued, and send it from where it is kept.",
  },
  {
    type: "curl-password",
    name: "a password in a curl command",
    evidence: "structured",
    marks: ["curl "],
    shortRun: true,
    pattern:
      /curl {1,3}(?:[^\n;&|c]|c(?!url )){0,300}?(?:-u|--user|--proxy-user)[ =]{0,2}["']?(?<user>[^\s:"'$@]{0,100}(?:@[^\s:"'$@]{1,60})?):(?<value>[^\s"'$;&|\\]{4,200})/y,
    judge: judgeLogin,
    revoke: "Change the password, and let curl read it from a mounted file with `--netrc-file` or `--config`.",
  },
  {
    type: "powershell-password",
    name: "a password in a PowerShell script",
    evidence: "structured",
    marks: ["ConvertTo-SecureString "],
    pattern:
      /ConvertTo-SecureString {1,4}(?:-String {1,4})?(?<quote>["'])(?<value>[^\s"'$]{4,200})\k<quote> {1,4}-(?:AsPlainText|Force)/y,
    judge: judgeLogin,
    revoke: "Change the password, and let the script read it from where it is kept.",
  },
  {
    ...HASH,
    marks: ["$1$", "$5$", "$6$", "$apr1$"],
    pattern:
      /\$(?:1|apr1|[56](?:\$rounds=\d{4,9})?)\$[./A-Za-z0-9]{1,16}\$(?<hash>[./A-Za-z0-9]{86}|[./A-Za-z0-9]{43}|[./A-Za-z0-9]{22})(?![./A-Za-z0-9])/y,
  },
  {
    ...HASH,
    marks: ["$y$", "$2a$", "$2b$", "$2y$"],
    pattern:
      /\$(?:y\$[./A-Za-z0-9]{1,20}\$[./A-Za-z0-9]{1,86}\$(?<hash>[./A-Za-z0-9]{43})|2[aby]\$\d\d\$[./A-Za-z0-9]{53})(?![./A-Za-z0-9])/y,
  },
  {
    ...HASH,
    marks: ["$argon2"],
    pattern:
      /\$argon2(?:id|i|d)\$v=\d{1,2}\$m=\d{1,9},t=\d{1,6},p=\d{1,4}\$[A-Za-z0-9+/]{11,86}={0,2}\$(?<hash>[A-Za-z0-9+/]{21,172})(?![A-Za-z0-9+/])/y,
  },
]
