import { DEEPEST, type Entry } from "./entry.ts"
import { type Line, linesOf } from "./lines.ts"
import { json } from "./nested.ts"
import { closingQuote, unescape } from "./quotes.ts"

interface Parent {
  readonly indent: number
  /** `null` for an item of a list. */
  readonly key: string | null
}

/** `|` or `>` with what may follow it. */
const BLOCK = /^[|>][-+0-9]{0,3}(?:\s{1,20}#.*)?$/
/** An anchor or a tag before a value. */
const PROPERTY = /^(?:&[^\s]{1,200}|![^\s]{0,200})(?:\s+|$)/
const LONGEST_SCALAR = 4096

/** Keys and scalars of YAML by indentation. No full reader: no aliases, no complex keys, no merges. */
export function* yaml(text: string): Generator<Entry> {
  let parents: Parent[] = []
  const lines = new Lines(text)
  for (let next = lines.take(); next !== null; next = lines.take()) {
    const content = next.text.trimStart()
    if (content === "" || content.startsWith("#")) continue
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(next.text)) {
      parents = []
      continue
    }
    let indent = next.text.length - content.length
    let rest = content
    while (/^-(?:\s|$)/.test(rest)) {
      parents = [...aroundItem(parents, indent), { indent, key: null }].slice(0, DEEPEST)
      const item = rest.slice(1).trimStart()
      indent += rest.length - item.length
      rest = item
    }
    const pair = splitPair(rest)
    if (pair !== null) parents = [...within(parents, indent), { indent, key: pair.key }].slice(0, DEEPEST)
    const path = parents.flatMap(({ key }) => (key === null ? [] : [key]))
    yield* scalar(pair?.value ?? rest, { path, indent: parents.at(-1)?.indent ?? 0, line: next.line, lines })
  }
}

const within = (parents: readonly Parent[], indent: number): Parent[] => {
  let length = parents.length
  while (length > 0 && (parents[length - 1]?.indent ?? 0) >= indent) length--
  return parents.slice(0, length)
}

/** An item of a list may stand at the indent of the key that the list belongs to. */
const aroundItem = (parents: readonly Parent[], indent: number): Parent[] => {
  const around = within(parents, indent)
  const key = parents[around.length]
  return key?.indent === indent && key.key !== null ? [...around, key] : around
}

function* scalar(
  written: string,
  at: { path: readonly string[]; indent: number; line: number; lines: Lines },
): Generator<Entry> {
  const { path, indent, line, lines } = at
  let value = written.trim()
  for (let property = PROPERTY.exec(value); property !== null; property = PROPERTY.exec(value))
    value = value.slice(property[0].length)
  if (value === "" || value.startsWith("#")) return
  if (BLOCK.test(value)) {
    const block = lines.deeperThan(indent)
    if (block.length > 0)
      yield { path, value: block.map(({ text }) => text.trim()).join("\n"), line: block[0]?.line ?? line }
  } else if (value.startsWith("{") || value.startsWith("[")) {
    for (const entry of json(value, line)) yield { ...entry, path: [...path, ...entry.path] }
  } else {
    const read =
      value.startsWith('"') || value.startsWith("'") ? quoted(value, lines) : value.replace(/\s#.*$/, "").trim()
    if (read !== "") yield { path, value: read, line }
  }
}

/** A quoted scalar, which may go on in the lines below. */
function quoted(value: string, lines: Lines): string {
  const isDouble = value.startsWith('"')
  let text = value
  let end = closing(text, isDouble)
  while (end < 0 && text.length < LONGEST_SCALAR) {
    const next = lines.take()
    if (next === null) break
    text += ` ${next.text.trim()}`
    end = closing(text, isDouble)
  }
  const inner = text.slice(1, end < 0 ? text.length : end)
  return isDouble ? unescape(inner) : inner.replaceAll("''", "'")
}

function closing(text: string, isDouble: boolean): number {
  if (isDouble) return closingQuote(text, 0)
  for (let at = text.indexOf("'", 1); at >= 0; at = text.indexOf("'", at + 2))
    if (text.charAt(at + 1) !== "'") return at
  return -1
}

/** `key: value`, the key quoted or not; null where a line is a scalar. */
function splitPair(text: string): { key: string; value: string } | null {
  const quote = text.charAt(0)
  if (quote === "{" || quote === "[") return null
  if (quote === '"' || quote === "'") {
    const end = closingQuote(text, 0)
    const rest = end < 0 ? "" : text.slice(end + 1).trimStart()
    return /^:(?:\s|$)/.test(rest) ? { key: text.slice(1, end), value: rest.slice(1) } : null
  }
  const at = text.search(/:(?:\s|$)/)
  return at > 0 ? { key: text.slice(0, at).trim(), value: text.slice(at + 1) } : null
}

/** Lines that can be taken one by one, by the reader and by a scalar that runs over several. */
class Lines {
  readonly #lines: Iterator<Line>
  #ahead: Line | null = null

  constructor(text: string) {
    this.#lines = linesOf(text)[Symbol.iterator]()
  }

  take(): Line | null {
    const { value, done } = this.#ahead === null ? this.#lines.next() : { value: this.#ahead, done: false }
    this.#ahead = null
    return done === true ? null : value
  }

  deeperThan(indent: number): Line[] {
    const found: Line[] = []
    for (let line = this.take(); line !== null; line = this.take()) {
      const content = line.text.trimStart()
      if (content !== "" && line.text.length - content.length <= indent) {
        this.#ahead = line
        break
      }
      if (content !== "") found.push(line)
    }
    return found
  }
}
