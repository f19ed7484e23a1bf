/** Words that make a name secret by themselves, and those for which any text may be the value. */
const PASSWORDS = new Set([
  "PASSWORD",
  "PASSWORDS",
  "PASSWD",
  "PASSPHRASE",
  "PASSCODE",
  "PASS",
  "PWD",
  "SECRET",
  "SECRETS",
  "SECRETKEY",
])
const TOKENS = new Set([
  "TOKEN",
  "TOKENS",
  "CREDENTIAL",
  "CREDENTIALS",
  "APIKEY",
  "AUTHKEY",
  "ACCESSKEY",
  "PRIVATEKEY",
  "APITOKEN",
])
/** Words that make a secret of the KEY after them: a key alone may be any key of a map. */
const KEYS = new Set(
  "API ACCESS PRIVATE SECRET ENCRYPTION ENCRYPT SIGNING SIGN AUTH MASTER ACCOUNT STORAGE SERVICE DEPLOY FERNET JWT APP SESSION COOKIE SSH WEBHOOK HMAC AES RSA TLS SSL LICENSE SERVER ADMIN".split(
    " ",
  ),
)
/** A word that ends so is a secret's too: DBPASSWORD, PGPASSWORD, GITHUBTOKEN. */
const ENDING = /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|APIKEY)$/
/** Words that say that a name is about something public, wherever they stand. */
const PUBLIC = new Set(
  "PUBLIC PUB GPG PGP KEYRING FINGERPRINT CHECKSUM SHA SHA1 SHA224 SHA256 SHA384 SHA512 MD5 TOKENIZER TOKENIZERS".split(
    " ",
  ),
)
/** Last words that say that a name is about a secret, not one. */
const ABOUT = new Set(
  (
    "FILE FILES PATH PATHS DIR DIRECTORY URL URI ENDPOINT HOST PORT ADDR ADDRESS NAME NAMES USER USERNAME ID IDS ARN PREFIX SUFFIX HASHER HASH POLICY " +
    "LENGTH LEN SIZE COUNT LIMIT MIN MAX TTL AGE EXPIRY EXPIRES EXPIRATION TIMEOUT INTERVAL ROTATION TYPE KIND FORMAT MODE ALGORITHM ALG HEADER FIELD " +
    "PARAM ISSUER AUDIENCE SCOPE VERSION ENABLED ENABLE REQUIRED PROVIDER STORE MANAGER BACKEND CLASS LOCATION DRIVER REGION ROLE STDIN PROMPT " +
    "REGEX PATTERN VALIDATION VALIDATOR ONLY SOURCE REF KEYWORD SERVICE TEMPLATE ENV VAR"
  ).split(" "),
)

/** Words of a name in any spelling: `DB_PASSWORD`, `db-password`, `dbPassword`. */
const wordsOf = (name: string): string[] =>
  name
    .slice(-200)
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)

/** What a name says of its value: `any` literal is a secret, one that was `drawn` at random is, or it says nothing. */
export function kindOfName(name: string): "any" | "drawn" | null {
  const words = wordsOf(name)
  const last = words.at(-1)
  if (last === undefined || ABOUT.has(last) || words.some((word) => PUBLIC.has(word))) return null
  if (words.length === 1 && (last === "PWD" || last === "PASS")) return null
  if (words.includes("OLDPWD")) return null
  if (words.some((word) => PASSWORDS.has(word) || /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET)$/.test(word))) return "any"
  const isKey = words.some((word, at) => (word === "KEY" || word === "KEYS") && KEYS.has(words[at - 1] ?? ""))
  return isKey || words.some((word) => TOKENS.has(word) || ENDING.test(word)) ? "drawn" : null
}

/** True where a name announces a credential: `DB_PASSWORD`, `npm-token`, `apiKey`; not `TOKEN_FILE`, `PUBLIC_KEY`, `MONKEY`. */
export const looksSecretName = (name: string): boolean => kindOfName(name) !== null
