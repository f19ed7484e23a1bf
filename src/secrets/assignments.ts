import { COMMANDS } from "./commands.ts"
import { findTokens } from "./find.ts"
import { kindOfName } from "./names.ts"
import { isPlaceholder } from "./placeholder.ts"
import { redact } from "./redact.ts"

/** A literal value that a line gives to a name that announces a credential. */
export interface Assignment {
  /** As written: `NPM_TOKEN`, `--password`. */
  readonly name: string
  /** The secret itself: for the redactor alone, never for a message. */
  readonly value: string
  readonly redacted: string
}

/** Where builders write values without quotes: build arguments as `|N A=b C=d /bin/sh -c …`, and the lines of ENV, ARG and LABEL. A value ends where the next name starts. */
const UNQUOTED = /^(?:RUN )?\|\d{1,4} |^(?:.{0,100}#\(nop\) {0,3})?(?:ENV|ARG|LABEL) /s
const NEXT_NAME = / (?=[A-Za-z_][\w.-]{0,100}=)/
/** Where the build arguments end and the command starts. */
const SHELL = / (?:\/\S{1,100} -|cmd \/|powershell|pwsh )/i
const QUOTED =
  /(?<![\w$.{-])(?<name>-{0,2}[A-Za-z_][\w.-]{0,100})(?:=|(?<=--[\w.-]{1,100}) {1,3})(?:"(?<double>[^"\n]{1,4096})"|'(?<single>[^'\n]{1,4096})'|(?<bare>[^\s"'`;|&<>()]{1,4096}))/g

/** True where `value` is what a name that announces a credential would hold. */
export function isSecretValue(name: string, value: string): boolean {
  const kind = kindOfName(name)
  if (kind === null || isPlaceholder(value)) return false
  return kind === "any" || isDrawn(value)
}

/** Drawn at random, or at least no word and no words in a row: `keycloak.v2.login-theme` is none. */
function isDrawn(value: string): boolean {
  return value.length >= 8 && !/\s/.test(value) && !/^[A-Za-z]?[a-z]*(?:[-_.:/,][A-Za-z]?[a-z]*\d?)*$/.test(value)
}

/** What is shown of a value that only its name gives away. Tokens of a known form show more. */
const shown = (value: string): string =>
  findTokens(value).find((token) => token.value === value)?.redacted ?? redact("", value)

/**
 * Literal values under names that announce a credential, in one line of a build: `ENV`, `ARG` and `LABEL`, build
 * arguments (`|2 A=b …`), assignments and options in a shell line, and the credential options of well-known commands.
 */
export function findAssignments(line: string): Assignment[] {
  const found = new Map<string, Assignment>()
  const add = (name: string, value: string): void => {
    if (!found.has(value)) found.set(value, { name, value, redacted: shown(value) })
  }
  const head = UNQUOTED.exec(line)
  let rest = line
  if (head !== null) {
    const isArguments = head[0].includes("|")
    const after = line.slice(head[0].length).replace(/ # buildkit$/, "")
    const end = isArguments ? after.search(SHELL) : after.length
    for (const pair of after.slice(0, end < 0 ? after.length : end).split(NEXT_NAME)) {
      const equals = pair.indexOf("=")
      if (equals < 0) continue
      const name = pair.slice(0, equals).trim()
      const value = unquote(pair.slice(equals + 1))
      if (isSecretValue(name, value)) add(name, value)
    }
    rest = isArguments && end >= 0 ? after.slice(end) : ""
  }
  for (const { groups = {} } of rest.matchAll(QUOTED)) {
    const value = groups["double"] ?? groups["single"] ?? groups["bare"] ?? ""
    const name = groups["name"] ?? ""
    if (!value.startsWith("-") && isSecretValue(name, value)) add(name, value)
  }
  for (const { name, pattern } of COMMANDS)
    for (const { groups = {} } of rest.matchAll(pattern)) {
      const value = unquote(groups["value"] ?? "")
      if (!isPlaceholder(value)) add(name, value)
    }
  return [...found.values()]
}

const unquote = (text: string): string =>
  /^"(.*)"$|^'(.*)'$/s
    .exec(text)
    ?.slice(1)
    .find((part) => part !== undefined) ?? text
