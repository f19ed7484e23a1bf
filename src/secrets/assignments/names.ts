const list = (words: string): ReadonlySet<string> => new Set(words.split(" "))

/** Words that make a name secret by themselves, and for which any text may be the value. */
const PASSWORDS = list(
  "PASSWORD PASSWORDS PASSWD PASSWRD PASSPHRASE PASSCODE PASS PASSWORT PSWD PWD PW SECRET SECRETS SECRETKEY",
)
/** The same for values that are drawn at random. */
const TOKENS = list("TOKEN TOKENS CREDENTIAL CREDENTIALS CREDS AUTHORIZATION AUTHTOKEN")
/** Words that make a secret of the KEY after them: a key alone may be any key of a map. */
const KEYS = list(
  "API ACCESS PRIVATE SECRET ENCRYPTION ENCRYPT ENC CIPHER CRYPTO DECRYPTION SIGNING SIGN AUTH MASTER ACCOUNT STORAGE SERVICE DEPLOY FERNET " +
    "JWT APP APPLICATION SESSION COOKIE SSH WEBHOOK HMAC AES RSA TLS SSL LICENSE LICENCE SERVER ADMIN SHARED INTEGRATION " +
    "INGEST INSERT ACTIVATION REST CONSUMER CLIENT STREAM DEVELOPER SUBSCRIPTION FUNCTION USER APIM WRITE READ",
)
/** Words that say that a name is about something public or fleeting, wherever they stand. */
const PUBLIC = list(
  "PUBLIC PUB PUBLISHABLE GPG PGP KEYRING FINGERPRINT CHECKSUM INTEGRITY SHA SHA1 SHA224 SHA256 SHA384 SHA512 MD5 " +
    "TOKENIZER TOKENIZERS CSRF XSRF NONCE AUTHENTICITY PAGINATION CONTINUATION CANCELLATION CURSOR IDEMPOTENCY " +
    "SITE CACHE SORT PARTITION PRIMARY FOREIGN HASH HASHED OLDPWD PAGE I18N LOCALE KEYWORD KEYBOARD",
)
/** Last words that say that a name is about a secret, not one. */
const ABOUT = list(
  "FILE FILES FILENAME PATH PATHS DIR DIRECTORY FOLDER URL URLS URI URIS ENDPOINT HOST HOSTNAME PORT ADDR ADDRESS NAME NAMES USER " +
    "USERNAME LOGIN EMAIL ID IDS ARN PREFIX SUFFIX HASHER POLICY LENGTH LEN SIZE COUNT LIMIT MIN MAX TTL AGE EXPIRY EXPIRES EXPIRATION " +
    "EXP TIMEOUT INTERVAL ROTATION TYPE TYPES KIND FORMAT MODE ALGORITHM ALG ALGO HEADER HEADERS FIELD FIELDS PARAM PARAMS PARAMETER " +
    "ISSUER AUDIENCE SCOPE SCOPES VERSION ENABLED DISABLED ENABLE REQUIRED REQUIRE PROVIDER STORE MANAGER BACKEND CLASS LOCATION DRIVER " +
    "REGION ROLE STDIN PROMPT REGEX REGEXP PATTERN VALIDATION VALIDATOR ONLY SOURCE REF KEYWORD SERVICE TEMPLATE ENV VAR VARIABLE LABEL " +
    "TITLE MESSAGE MSG ERROR ERRORS TEXT PLACEHOLDER HINT DESCRIPTION DESC INFO COMMENT STRENGTH RESET CHANGE CHANGED STATUS STATE EVENT " +
    "INDEX OFFSET POSITION POS START END LINE COLUMN COUNTER GENERATOR FACTORY BUILDER HANDLER LISTENER CALLBACK FUNCTION METHOD PARSER " +
    "LEXER RULE RULES INPUT FORM ELEMENT SELECTOR BUTTON ICON STYLE COLOR TABLE ROW QUERY SCHEMA ALIAS EXPRESSION CHALLENGE ACCESSOR " +
    "DIGEST TAG CERT CERTIFICATE CRT DATE TIME AT USAGE MODULE PACKAGE ENCODING SUPPORTED ALLOWED TESTS SPEC DOMAIN SUBJECT GROUP",
)
/** Words of made-up things. They silence a name in code and examples, not one that a running container is given. */
const MADE_UP = list("EXAMPLE SAMPLE DUMMY FAKE MOCK MOCKED STUB FIXTURE EXPECTED INVALID WRONG BAD TEST TESTING DEMO")

/** A last part that was glued on: `DBPASSWORD`, `GITHUBTOKEN`, `apikey`. */
const GLUED =
  /(?<=.)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|APIKEY|ACCESSKEY|SECRETKEY|AUTHKEY|CREDENTIALS?)$|(?<=^(?:DB|MY|USER|SMTP|MAIL|SQL|MYSQL|ROOT|ADMIN|FTP|REDIS|PG|LDAP|IMAP|SSH|KEY|STORE|TRUST|BIND|PROXY|MASTER|REQUIRE))(?:PASS|PWD)$/
const GLUED_KEY = /^(.+)KEY$/

/** Words of a name in any spelling, in capitals: `DB_PASSWORD`, `db-password`, `dbPassword`, `DBPASSWORD`. */
export function wordsOf(name: string): string[] {
  const words: string[] = []
  const parts = name
    .slice(-160)
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
  for (const part of parts) {
    // `token2` and `API_KEY_1` are of the kind of `token` and `API_KEY`.
    const word = /[A-Z]{3}\d{1,2}$/.test(part) && !PUBLIC.has(part) ? part.replace(/\d+$/, "") : part
    if (word === "" || (words.length > 0 && /^\d+$/.test(word))) continue
    const glued = GLUED.exec(word)
    if (glued === null) words.push(word)
    else words.push(word.slice(0, glued.index), glued[0])
  }
  return words
}

/** Words before TOKEN that make it a mark of where one is in a list, or of one request: nobody logs in with it. */
const FLEETING = list(
  "NEXT PREVIOUS PREV START RESUME SYNC SCROLL CHANGE ACTION REQUEST UPLOAD DOWNLOAD CANCEL ABORT LOCK",
)
const isFleeting = (words: readonly string[]): boolean => {
  const before = words.at(-2) ?? ""
  return words.at(-1) === "TOKEN" && (FLEETING.has(before) || (before === "CLIENT" && words.length === 2))
}

/** True where a name is about something public, or about a secret without being one: `GPG_KEY`, `PASSWORD_FILE`. */
export const isAbout = (words: readonly string[]): boolean =>
  (ABOUT.has(words.at(-1) ?? "") && !isAccessId(words) && !isLogin(words)) ||
  isFleeting(words) ||
  words.some((word) => PUBLIC.has(word))

/** The half of a pair of keys that names the other; vendors that mark it say so by its shape. */
const isAccessId = (words: readonly string[]): boolean => words.at(-1) === "ID" && words.at(-2) === "ACCESS"

/** What a vendor's scanner logs in with: a token, though it may be a user's name where a password is given too. */
const isLogin = (words: readonly string[]): boolean => words.at(-1) === "LOGIN" && words.at(-2) === "SONAR"

/** True where a name says that its value was made up. */
export const isMadeUpName = (words: readonly string[]): boolean => words.some((word) => MADE_UP.has(word))

const isKey = (word: string): boolean => word === "KEY" || word === "KEYS"
/** A glued key that says what it opens: `APIKEY`, `SIGNINGKEY`; not `MONKEY`. */
const opens = (word: string): boolean => KEYS.has(GLUED_KEY.exec(word)?.[1] ?? "")

/** What may follow a password's word without making something else of it: `SECRET_KEY_BASE`, `DB_PASSWORD_PROD`. */
const STILL = list("KEY KEYS BASE OLD NEW PROD PRODUCTION DEV STAGING DEFAULT ROOT ADMIN PRIMARY SECONDARY MASTER")
const isStill = (words: readonly string[], at: number): boolean => words.slice(at + 1).every((word) => STILL.has(word))

/**
 * What a name says of its value: `any` literal is a secret, one that was `drawn` at random is, one is `maybe` if it
 * could hardly be anything else, or it says nothing.
 */
export function kindOfWords(words: readonly string[]): "any" | "drawn" | "maybe" | null {
  const last = words.at(-1)
  if (last === undefined || isAbout(words)) return null
  const password = words.findLastIndex((word) => PASSWORDS.has(word))
  if (password >= 0) return isStill(words, password) ? "any" : "drawn"
  if (isLogin(words) || last === "AUTH" || last === "BEARER" || (last === "PAT" && words.length > 1)) return "drawn"
  if (words.some((word, at) => TOKENS.has(word) || opens(word) || (isKey(word) && KEYS.has(words[at - 1] ?? ""))))
    return "drawn"
  return words.length > 1 && isKey(last) ? "maybe" : null
}

/** The same for a name as written. A working directory is no password. */
export const kindOfName = (name: string): "any" | "drawn" | "maybe" | null =>
  name === "PWD" ? null : kindOfWords(wordsOf(name))
