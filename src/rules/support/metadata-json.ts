/** One text of a document, with the way to it. */
export interface JsonText {
  /** Names on the way, joined by dots, without the numbers of lists: `container_config.Env`. */
  readonly key: string
  /** The last name, or that of the variable where it is one. */
  readonly name: string
  readonly value: string
  readonly form: "pair" | "line" | "text"
}

/** Lists of `NAME=value`. */
const VARIABLES = /^(?:env|environment|buildargs?|build_args|parameters)$/i
/** Lists of words that are a command. */
const COMMANDS = /^(?:args|argv|cmd|command|entrypoint|test|shell)$/i
/** Texts, or lists of texts, that are instructions or scripts. */
const LINES = /^(?:created_by|onbuild|script|run|commandline|cmdline|dockerfile)$/i
/** What builders put before the name of a build argument. */
const PREFIX = /^(?:build-arg|label|build-args?|arg|env|context|annotation|secret)[:.]/i
/** Names and digests: nothing that a credential could be. */
const NOTHING =
  /^(?:(?:sha\d{3}:|md5:)?[0-9a-f]{32,128}|application\/[\w.+-]{1,100}|\d{4}-\d\d-\d\dT[\d:.]{8,20}Z?|step\d{1,6}(?::\d{1,4})?)$/
const LONGEST_KEY = 200
/** JSON within base64 within JSON, and the like. */
const DEEPEST = 4
const DEEPEST_LEVEL = 80

/** Every text of a document, those within its texts included: JSON, and base64 of JSON or of a Dockerfile. */
export function* textsOf(json: unknown, key = "", name = "", depth = 0): Iterable<JsonText> {
  yield* walk(json, key, name, depth, 0)
}

function* walk(json: unknown, key: string, name: string, depth: number, level: number): Iterable<JsonText> {
  if (level > DEEPEST_LEVEL) return
  if (typeof json === "string") yield* textOf(json, key, name, depth)
  else if (Array.isArray(json)) yield* list(json, key, name, depth, level)
  else if (typeof json === "object" && json !== null)
    for (const [field, value] of Object.entries(json))
      yield* walk(value, join(key, field), field.replace(PREFIX, ""), depth, level + 1)
}

const join = (key: string, field: string): string => (key === "" ? field : `${key}.${field}`).slice(0, LONGEST_KEY)

function* list(items: readonly unknown[], key: string, name: string, depth: number, level: number): Iterable<JsonText> {
  const texts = items.filter((item) => typeof item === "string")
  const isCommand = COMMANDS.test(name) && texts.length === items.length
  if (isCommand) {
    const [first] = texts
    const words = first === "CMD" || first === "CMD-SHELL" ? texts.slice(1) : texts
    const line = asLine(words)
    if (line !== "") yield { key, name: "", value: line, form: "line" }
    return
  }
  // `{"name": "TOKEN", "value": "x"}`, as SLSA 1.0 and Tekton have it.
  for (const item of items) {
    const given = item as { readonly name?: unknown; readonly value?: unknown } | null
    if (typeof given === "object" && typeof given?.name === "string" && typeof given.value === "string")
      yield { key: join(key, given.name), name: given.name, value: given.value, form: "pair" }
    yield* walk(item, key, name, depth, level + 1)
  }
}

/** Words of a command as a line that a shell would make the same words of; one word is a line already. */
export function asLine(words: readonly string[]): string {
  // The classic builder's own: `|1 A=b /bin/sh -c make`, `/bin/sh -c #(nop) ENV A=b`.
  const isHistory = words[0]?.startsWith("|") || words.some((word) => word.startsWith("#(nop)"))
  return words.length === 1 || isHistory ? words.join(" ") : words.map(quoted).join(" ")
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`

function* textOf(value: string, key: string, name: string, depth: number): Iterable<JsonText> {
  if (value.length < 4 || NOTHING.test(value)) return
  const inner = depth < DEEPEST ? documentIn(value) : null
  const equals = VARIABLES.test(name) ? value.indexOf("=") : -1
  if (equals > 0) {
    const variable = value.slice(0, equals)
    yield { key: join(key, variable), name: variable, value: value.slice(equals + 1), form: "pair" }
    const held = depth < DEEPEST ? documentIn(value.slice(equals + 1)) : null
    if (typeof held === "object") yield* textsOf(held, join(key, variable), variable, depth + 1)
  } else if (LINES.test(name) && inner === null) yield* instructions(value, key)
  else if (inner === null && value.includes("\n")) yield* lines(value, key)
  else yield { key, name, value, form: name === "" ? "text" : "pair" }
  if (typeof inner === "string") yield* looksLikeDockerfile(inner) ? instructions(inner, key) : lines(inner, key)
  else if (inner !== null) yield* textsOf(inner, key, name, depth + 1)
}

/** Controls that are no blanks, and what UTF-8 does not decode. */
const NO_TEXT = /[^\P{Cc}\s]|\ufffd/u
const BASE64 = /^[A-Za-z0-9+/_-]{16,}={0,2}$/

/** What a text is beneath: parsed JSON, the text that it encodes, or null where it is nothing but itself. */
function documentIn(value: string): object | string | null {
  const json = parsed(value)
  if (json !== null) return json
  if (!BASE64.test(value)) return null
  const decoded = Buffer.from(value, "base64").toString("utf8")
  if (NO_TEXT.test(decoded)) return null
  return parsed(decoded) ?? decoded
}

function parsed(text: string): object | null {
  if (!/^\s{0,8}[{[]/.test(text)) return null
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === "object" ? json : null
  } catch {
    return null
  }
}

const looksLikeDockerfile = (text: string): boolean => /^\s*(?:FROM|ARG|RUN|#\s*syntax)\b/im.test(text.slice(0, 65_536))

/** A Dockerfile by its instructions: lines that go on are one, and a heredoc belongs to the line that began it. */
function* instructions(text: string, key: string): Iterable<JsonText> {
  let parts: string[] = []
  let ends: string[] = []
  const flush = (): JsonText[] => {
    const value = parts.join("\n").trim()
    parts = []
    return value === "" ? [] : [{ key, name: "", value, form: "line" }]
  }
  for (const row of text.split("\n")) {
    const isComment = ends.length === 0 && /^\s*#/.test(row)
    // A comment within an instruction is none of it, and is published all the same.
    if (isComment) {
      yield { key, name: "", value: row.replace(/^\s*#\s*/, "").trim(), form: "line" }
      continue
    }
    parts.push(row)
    if (ends.length > 0) {
      if (row.trim() === ends[0]) ends.shift()
    } else ends = [...row.matchAll(/<<-?["']?(\w{1,60})["']?/g)].map(([, end]) => end!).slice(0, 8)
    if (ends.length === 0 && !/\\\s*$/.test(row)) yield* flush()
  }
  yield* flush()
}

/** Text without any form we know. By lines, for a document may be long. */
function* lines(text: string, key: string): Iterable<JsonText> {
  if (text.includes("-----BEGIN ") || text.length < 4096) yield { key, name: "", value: text, form: "text" }
  else for (const row of text.split("\n")) if (row.trim().length > 3) yield { key, name: "", value: row, form: "text" }
}
