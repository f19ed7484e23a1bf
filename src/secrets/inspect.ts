import type { Sighting } from "../model/index.ts"
import { judgePair } from "./assignments/index.ts"
import { credentialsInside, givenBefore } from "./content/closer-look.ts"
import { decodings } from "./encodings/index.ts"
import { credentialFileAt, readCredentialFile } from "./files/index.ts"
import { credentialsInLine, writtenFiles } from "./shell/index.ts"
import { meet, sightingOf } from "./sighting.ts"
import { findTokens } from "./tokens.ts"

const tokens = (text: string, givenTo: string): Sighting[] =>
  findTokens(text).map(({ detector, evidence, value, index }) =>
    sightingOf({ type: detector.type, evidence, value, givenTo: givenTo || givenBefore(text, index) }),
  )

/** Credentials in a named value: a variable, a label, a field of a document. */
export function inspectPair(name: string, value: string): Sighting[] {
  const plain = tokens(`${name}=${value}`, name)
  const inside = encoded(value, name)
  const judged = inside.length > 0 ? null : judgePair(name, value, "metadata")
  if (judged === null || plain.some((token) => meet(token.value, judged.value))) return [...plain, ...inside]
  return [...plain, sightingOf({ ...judged, givenTo: name })]
}

/** Credentials in one instruction of a Dockerfile or one command, as any builder or shell writes it. */
export function inspectLine(line: string): Sighting[] {
  const plain = tokens(line, "")
  const named = credentialsInLine(line)
    .filter(({ value }) => !plain.some((token) => meet(token.value, value)))
    .map(({ name, ...found }) => sightingOf({ ...found, givenTo: name }))
  const known = [...plain, ...named]
  const written = inWrittenFiles(line).filter(({ value }) => !known.some((one) => meet(one.value, value)))
  return [...known, ...written, ...encodedRuns(line)]
}

/** Homes as a shell writes them, and the root. */
const HOME = /^(?:~|\$\{?HOME\}?)?\//

/** Credentials in files that a line writes, read as what those files are. */
const inWrittenFiles = (line: string): Sighting[] =>
  writtenFiles(line).flatMap(({ path, text }) => {
    const inside = path.replace(HOME, "")
    const file = credentialFileAt(inside)
    return file === null
      ? []
      : readCredentialFile(file, Buffer.from(text), inside).map((found) => ({ ...found, line: 0 }))
  })

/** Credentials in text that is neither a named value nor a command. */
export const inspectText = (text: string): Sighting[] => [...tokens(text, ""), ...encodedRuns(text)]

const encoded = (value: string, givenTo: string): Sighting[] =>
  decodings(value)
    .flatMap(credentialsInside)
    .map((found) => sightingOf({ ...found, givenTo }))

/** Long enough for a credential, and for its first bytes to tell text from anything else. */
const RUN = /[A-Za-z0-9+/_-]{24,}={0,2}/g
const WORD = /[^\s"'<>]+/g
const PERCENT = /%[0-9A-Fa-f]{2}/

function encodedRuns(text: string): Sighting[] {
  const runs = [...text.matchAll(RUN)].map(([run]) => run)
  const escaped = PERCENT.test(text)
    ? [...text.matchAll(WORD)].map(([word]) => word).filter((word) => PERCENT.test(word))
    : []
  return [...runs, ...escaped].flatMap((run) => encoded(run, ""))
}
