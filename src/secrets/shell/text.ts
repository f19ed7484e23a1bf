import { isCredential, isLiteral } from "./judge.ts"

/** Takes what was found in a text: what it was given to, the value, and about where it stands. */
export type Add = (name: string, value: string, at: number) => void

/** `password=x`, `password: "x"`, `"password": "x"`; no start within a name, so that every character is looked at once. */
const PAIR =
  /(?<![\w.$@-])["']?([A-Za-z_][\w.-]{0,100})["']?([ \t]{0,8}(?:[:?+]?=>?|:(?!\/\/))[ \t]{0,8})(?:"([^"\n]{1,4096})"|'([^'\n]{1,4096})'|([^\s"'`;|<>(){}[\]]{1,4096})(?=(\s{0,8}(?:[\n,;}]|$))?))/g
/** In a sentence what follows a colon is the next word of it. */
const WORD = /^[A-Za-z]+[.!?,]?$/
/** XML: `<password>x</password>`, `<add key="Password" value="x"/>`. */
const ELEMENT = /<([A-Za-z][\w.:-]{0,60})>([^<>\n]{4,1024})<\/\1>/g
/** Lines of two words, as redis and msmtp are configured. */
const LINE =
  /(?:^|\n)[ \t]{0,8}(?:requirepass|masterauth|password|passwd|auth_pass)[ \t]{1,8}["']?([^\s"']{6,1024})["']?[ \t]{0,8}(?=\n|\r|$)/g
/** What expect types at a prompt. */
const SENT = /\bsend\s{1,4}(?:--\s{1,4})?\\?["']([^"'\s\\]{4,200})\\[rn]/g
const NETRC = /\blogin\s{1,8}\S{1,200}\s{1,8}password\s{1,8}(\S{1,1024})/g
const HEADER =
  /(?<![\w-])((?:proxy-)?authorization)["']?\s{0,4}[:=]\s{0,4}["']?(?:(basic|bearer|token|apikey|api-key|splunk|ssws|geniekey|bot)\s{1,4})?((?:token=)?["']?[^\s"',;\\]{4,8192})/gi
const NAMED_HEADER = /^\s{0,4}([A-Za-z][\w-]{1,80})\s{0,4}:\s{0,4}(\S{4,8192})\s{0,4}$/
/** Headers that are a credential by their name, whatever else a name says. */
const HEADERS = new Set(
  (
    "apikey api-key x-api-key x-apikey xi-api-key x-auth-token x-auth-key x-access-token x-token private-token job-token deploy-token x-vault-token " +
    "x-jfrog-art-api circle-token dd-api-key dd-application-key x-figma-token x-shopify-access-token x-goog-api-key ocp-apim-subscription-key " +
    "x-consul-token x-subject-token x-csrf-secret x-nuget-apikey x-n8n-api-key x-rapidapi-key x-redmine-api-key x-sentry-token x-plex-token " +
    "x-gitlab-token x-functions-key x-secret x-secret-key x-client-secret x-auth-secret x-stripe-key authorization-token"
  ).split(" "),
)
const SQL: readonly RegExp[] = [
  /\bidentified\s{1,8}(?:with\s{1,8}\S{1,60}\s{1,8})?(?:by|as|using)\s{1,8}(?:password\s{1,8})?\\?(["'])([^\n]{1,400}?)\\?\1/gi,
  /\bpassword\s{0,8}(?::=|=|\(|\s)\s{0,8}(?:password\s{0,8})?\(?\s{0,8}[NE]?\\?(["'])([^"'\n]{1,400}?)\\?\1/gi,
  /\bpwd\\?["']?\s{0,8}:\s{0,8}\\?(["'])([^"'\n]{1,400}?)\\?\1/gi,
  /\bchangeUserPassword\(\s{0,8}["'][^"'\n]{1,100}["'],\s{0,8}(["'])([^"'\n]{1,400}?)\1/g,
]
const MAYBE_SQL = /\b(?:identified|password|pwd|changeuserpassword)\b/i
const PER_CHUNK = 4096

/** Credentials in a text that a command carries: lines of a file, SQL, headers, JSON. */
export function readText(text: string, at: number, add: Add): void {
  for (const { 1: name, 2: sign, 3: double, 4: single, 5: bare, 6: end, index } of text.matchAll(PAIR)) {
    const value = double ?? single ?? bare ?? ""
    if (bare !== undefined && /[\s:]/.test(sign!) && (end === undefined || WORD.test(bare))) continue
    if (!/^[\s;,)]/.test(value) && isCredential(name!, value)) add(name!, value, at + index)
  }
  if (text.includes("</"))
    for (const { 1: name, 2: value, index } of text.matchAll(ELEMENT))
      if (isCredential(name!, value!)) add(name!, value!, at + index)
  if (text.includes("login") && text.includes("password"))
    for (const { 1: value, index } of text.matchAll(NETRC)) if (isLiteral(value!)) add("password", value!, at + index)
  for (const { 1: value, index } of text.matchAll(LINE))
    if (!WORD.test(value!) && isLiteral(value!)) add("password", value!, at + index)
  if (/assword|assphrase/.test(text))
    for (const { 1: value, index } of text.matchAll(SENT)) if (isLiteral(value!)) add("expect", value!, at + index)
  readAuthorization(text, at, add)
  readSql(text, at, add)
}

function readSql(text: string, at: number, add: Add): void {
  if (!MAYBE_SQL.test(text)) return
  for (const pattern of SQL)
    for (const { 2: value, index } of text.matchAll(pattern))
      if (isLiteral(value!)) add("SQL password", value!, at + index)
}

/** `Authorization: Bearer x`, wherever it stands. */
function readAuthorization(text: string, at: number, add: Add): void {
  for (const { 1: name, 2: scheme, 3: rest, index } of text.matchAll(HEADER)) {
    const value = rest!.replace(/^token=["']?/, "")
    if (scheme === undefined && value.length < 16) continue
    if (isLiteral(value) && !(scheme?.toLowerCase() === "basic" && isEmptyLogin(value))) add(name!, value, at + index)
  }
}

/** Base64 of a user without a password, or of one that stands for another. */
function isEmptyLogin(value: string): boolean {
  const login = Buffer.from(value, "base64").toString("utf8")
  const colon = login.indexOf(":")
  return colon < 0 || !isLiteral(login.slice(colon + 1))
}

/** All of a word as a header: `X-Api-Key: x`. `isHeader`: the option before it says that it is one. */
export function readHeader(text: string, at: number, isHeader: boolean, add: Add): void {
  const match = NAMED_HEADER.exec(text.slice(0, PER_CHUNK * 4))
  if (match === null) return
  const [, name, value] = match
  if (HEADERS.has(name!.toLowerCase()) ? isLiteral(value!) : isHeader && isCredential(name!, value!))
    add(name!, value!, at)
}

const LOGIN_LINE = /^\s{0,8}["']?([A-Za-z_][\w.@$-]{0,64}):([^:\s"']{1,400})(?::|["']?\s{0,8}$)/

/** `user:password` lines, as `chpasswd` reads them. */
export function readLogins(text: string, at: number, name: string, add: Add): void {
  for (const line of text.split("\n")) {
    const [, user, password] = LOGIN_LINE.exec(line.slice(0, PER_CHUNK)) ?? []
    if (password !== undefined && password !== user && isLiteral(password)) add(name, password, at)
  }
}

const SUBSTITUTION = /^s([/|#,@~!:%+])/
const BLANKS = /["'\\^$;:=<>(){}[\]*.\s-]+/g

/** `s/NAME/value/`: what a name is replaced by, and lines in what takes the place of others. */
export function readSubstitution(text: string, at: number, add: Add): void {
  const sign = SUBSTITUTION.exec(text)?.[1]
  if (sign === undefined) return
  const [, pattern = "", value = ""] = text.slice(0, PER_CHUNK).split(new RegExp(String.raw`(?<!\\)${`\\${sign}`}`))
  let isPair = false
  readText(value, at, (name, given) => {
    isPair = true
    add(name, given, at)
  })
  if (isPair) return
  const name = pattern.replace(BLANKS, " ").trim()
  const given = value.replace(/^["']|["';]{1,2}$/g, "")
  if (/^[\w@ ]{1,100}$/.test(name) && isCredential(name.replaceAll(" ", "_"), given)) add(name, given, at)
}
