/** A literal that announces a credential. */
interface Mark {
  /** 2 to 64 printable ASCII characters, case as written. */
  readonly text: string
  /** It may stand in the middle of a word; else it counts only where one may start. */
  readonly anywhere?: boolean
  /** What it stands in may be short; else it counts only in, or at the start of, 16 or more characters of tokens in a row. */
  readonly shortRun?: boolean
}

/** A word in a name that announces a credential: what is given to that name may be one. */
export interface Keyword {
  /** 3 or more lower-case letters; found in any case, and in the middle of a word. */
  readonly text: string
  /** The fewest characters that a value of it has. */
  readonly minimum: number
  /** `any` text may be the value, or only what looks `drawn` at random: digits, or many letters of both cases. */
  readonly value: "any" | "drawn"
  /** No letters follow but a plural `s`: `apiKey`, `KEY_ID`, `keys`, not `keyboard`. */
  readonly whole?: boolean
  /** One word may stand before the value, as in `Authorization: Bearer …`. */
  readonly scheme?: boolean
}

/** What a prefilter looks for. */
export interface Query {
  readonly marks: readonly Mark[]
  readonly keywords: readonly Keyword[]
  /** Also `://user:password@`. */
  readonly userinfo: boolean
  /** Also text in base64, 24 bytes and more, where a word starts. */
  readonly base64: boolean
}

/** The words that announce a credential in names people write. */
export const KEYWORDS: readonly Keyword[] = [
  { text: "password", minimum: 4, value: "any" },
  { text: "passwd", minimum: 4, value: "any" },
  { text: "passphrase", minimum: 4, value: "any" },
  { text: "passcode", minimum: 4, value: "any" },
  { text: "pass", minimum: 4, value: "any", whole: true },
  { text: "pwd", minimum: 4, value: "any", whole: true },
  { text: "secret", minimum: 8, value: "any" },
  { text: "token", minimum: 8, value: "drawn" },
  { text: "credential", minimum: 8, value: "drawn" },
  { text: "cred", minimum: 8, value: "drawn", whole: true },
  { text: "auth", minimum: 8, value: "drawn", whole: true, scheme: true },
  { text: "authorization", minimum: 8, value: "drawn", scheme: true },
  { text: "bearer", minimum: 8, value: "drawn" },
  { text: "key", minimum: 12, value: "drawn", whole: true },
]
