import type { Detector, Opinion } from "../detector.ts"
import { isBech32 } from "../proofs/checksum.ts"
import { readPem } from "../proofs/pem.ts"
import type { PemBody } from "../proofs/pem-body.ts"
import { isVaried } from "../proofs/random.ts"

const BLOCK =
  /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){40,20000}(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/y
/** The same in base64, in one piece or in lines as `base64` and YAML break them. */
const ENCODED_BLOCK =
  /LS0tLS1CRUdJTi[A-Za-z0-9+/]{40,30000}(?:(?:\\r)?(?:\\n|\r?\n)[ \t]{0,24}[A-Za-z0-9+/]{16,200}){0,400}={0,2}/y
const PUTTY =
  /PuTTY-User-Key-File-[123]: [a-z0-9-]{3,40}\s{1,4}Encryption: (?<cipher>[a-z0-9-]{3,20})\s(?:[^P]|P(?!uTTY-|rivate-Lines)){1,12000}Private-Lines: \d{1,4}\s{1,4}(?:[A-Za-z0-9+/=]{4,80}\s{1,4}){1,200}(?:Private-(?:MAC|Hash): [0-9a-f]{40,64})?/y

/** Field of a service account's JSON that the key stands in. */
const SERVICE_ACCOUNT = /\\?"private_key\\?"\s{0,9}:\s{0,9}\\?"$/
const isInServiceAccount = ({ index, input }: RegExpExecArray): boolean =>
  SERVICE_ACCOUNT.test(input.slice(Math.max(0, index - 48), index))

const ENDED = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY/

/** Of a key with or without a passphrase; `refuted` where an armour holds base64 that no key starts with. */
function opinionOf(body: PemBody, encrypted: boolean): Opinion {
  if (body === null) return "nothing"
  if (body === "random") return encrypted ? "nothing" : "refuted"
  if (body === "cut") return encrypted ? "nothing" : "plausible"
  return body.isEncrypted === encrypted ? "plausible" : "nothing"
}

const judgeBlock = (value: string, encrypted: boolean): Opinion =>
  /EXAMPLE/.test(value) ? "nothing" : opinionOf(readPem(value), encrypted)

function judgeEncoded(value: string, encrypted: boolean): Opinion {
  const text = Buffer.from(value.replace(/\\[rn]/g, ""), "base64").toString("latin1")
  return ENDED.test(text) ? judgeBlock(text, encrypted) : "nothing"
}

const PRIVATE_KEY = {
  type: "private-key",
  name: "a private key",
  evidence: "structured",
  revoke: "Make a new key pair, and remove the old public key wherever it is trusted.",
} as const
const ENCRYPTED_KEY = {
  type: "encrypted-private-key",
  name: "a private key with a passphrase",
  severity: "high",
  evidence: "structured",
  revoke:
    "Make a new key pair, and remove the old public key wherever it is trusted: a passphrase can be guessed offline.",
} as const

/** Private keys: their armour, and formats of their own. */
export const KEYS: readonly Detector[] = [
  {
    type: "google-service-account",
    name: "a Google service account key",
    marks: ["-----BEGIN "],
    shortRun: true,
    pattern: BLOCK,
    evidence: "structured",
    judge: (value, match) => (isInServiceAccount(match) ? judgeBlock(value, false) : "nothing"),
    revoke: "Delete the key under IAM & Admin, Service accounts, Keys in the Google Cloud console.",
  },
  {
    ...PRIVATE_KEY,
    marks: ["-----BEGIN "],
    shortRun: true,
    pattern: BLOCK,
    judge: (value) => judgeBlock(value, false),
  },
  {
    ...ENCRYPTED_KEY,
    marks: ["-----BEGIN "],
    shortRun: true,
    pattern: BLOCK,
    judge: (value) => judgeBlock(value, true),
  },
  {
    ...PRIVATE_KEY,
    marks: ["LS0tLS1CRUdJTi"],
    pattern: ENCODED_BLOCK,
    judge: (value) => judgeEncoded(value, false),
  },
  {
    ...ENCRYPTED_KEY,
    marks: ["LS0tLS1CRUdJTi"],
    pattern: ENCODED_BLOCK,
    judge: (value) => judgeEncoded(value, true),
  },
  {
    ...PRIVATE_KEY,
    marks: ["PuTTY-User-Key-File-"],
    pattern: PUTTY,
    judge: (_, { groups }) => (groups?.["cipher"] === "none" ? "plausible" : "nothing"),
  },
  {
    ...ENCRYPTED_KEY,
    marks: ["PuTTY-User-Key-File-"],
    pattern: PUTTY,
    judge: (_, { groups }) => (groups?.["cipher"] === "none" ? "nothing" : "plausible"),
  },
  {
    type: "openvpn-key",
    name: "an OpenVPN static key",
    evidence: "structured",
    marks: ["-----BEGIN OpenVPN Static key V"],
    shortRun: true,
    pattern:
      /-----BEGIN OpenVPN Static key V\d-----\s{1,4}(?<value>(?:[0-9a-f]{32}\s{1,4}){15}[0-9a-f]{32})\s{1,4}-----END/y,
    judge: (value) => (isVaried(value, 16) ? "plausible" : "nothing"),
    revoke: "Make a new key with `openvpn --genkey`, and give it to both ends of the tunnel.",
  },
  {
    type: "age-key",
    name: "an age identity",
    marks: ["AGE-SECRET-KEY-1"],
    pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}(?![A-Za-z0-9])/y,
    judge: (value) => {
      if (isBech32(value)) return "proved"
      return isVaried(value.slice(16)) ? "refuted" : "nothing"
    },
    revoke:
      "Make a new identity with `age-keygen`, and encrypt again, to its recipient, whatever the old one could open.",
  },
  {
    type: "minisign-key",
    name: "a minisign secret key",
    severity: "high",
    marks: ["RWRTY0Iy", "RWQAAEIy"],
    pattern: /RW(?:RTY0Iy|QAAEIy)[A-Za-z0-9+/]{203}=(?![A-Za-z0-9+/=])/y,
    judge: (value) => (isVaried(value.slice(8), 16) ? "plausible" : "nothing"),
    revoke: "Make a new key pair with `minisign -G`, and tell everybody who verifies with the old public key.",
  },
]
