import type { Node } from "yaml"

// A thousand entries take a full parser of YAML as long as a small image takes to audit. What nearly everybody writes is
// a small part of YAML, in which each line says by itself what it is: that is read here, and everything else is not.

interface Scalar {
  readonly kind: "scalar"
  readonly value: string | number | boolean
  /** As written. */
  readonly source: string
  readonly range: readonly [offset: number]
}
interface Seq {
  readonly kind: "seq"
  readonly items: readonly PlainNode[]
  readonly range: readonly [offset: number]
  get(index: unknown): PlainNode | undefined
}
interface Mapping {
  readonly kind: "map"
  readonly items: readonly { readonly key: Scalar; readonly value: PlainNode }[]
  readonly range: readonly [offset: number]
  get(key: unknown): PlainNode | undefined
}
type PlainNode = Scalar | Seq | Mapping

/** A line that says something. */
interface Row {
  indent: number
  offset: number
  text: string
}

const kindOf = (node: unknown): unknown => (node as PlainNode | null | undefined)?.kind

/** Tells nodes apart, as the functions of these names in `yaml` do. */
export const PLAIN = {
  isNode: (node: unknown) => kindOf(node) !== undefined,
  isScalar: (node: unknown) => kindOf(node) === "scalar",
  isSeq: (node: unknown) => kindOf(node) === "seq",
  isMap: (node: unknown) => kindOf(node) === "map",
  isCollection: (node: unknown) => kindOf(node) === "seq" || kindOf(node) === "map",
} as unknown as Pick<typeof import("yaml"), "isNode" | "isScalar" | "isSeq" | "isMap" | "isCollection">

const MOST_BYTES = 1024 * 1024
const DEEPEST = 12

/** No tabs, no carriage returns, no blanks but spaces, nothing that can't be seen. */
const LETTERS =
  /^[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u0600\u0700-\u1600\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff]*$/
/** Where documents begin and end. */
const MARKS = /^(?:---|\.\.\.)/m
const KEY = /^[A-Za-z0-9./_$][\w./*:$@+~,() -]{0,500}(?<! )$|^[A-Za-z]$/
const QUOTED_KEY = /^"((?:[^"\\]|\\["\\]){0,500})":(?: +(\S.*))?$/
const QUOTED = /^(?:"(?<double>(?:[^"\\]|\\["\\])*)"|'(?<single>[^']*)')(?: +#.*)?$/
const WORDS = /^[A-Za-z0-9./_$+]/
const DAY = /^\d{4}-\d\d-\d\d$/
const INTEGER = /^(?:0|[1-9]\d{0,14})$/
/** What may be something else than text. */
const ODD = /^(?:[-+]?[.\d][\d_.eExXoOa-fA-F+-]*|[-+]?\.(?:inf|nan)|true|false|null|yes|no|on|off|y|n)$/i

/** The tree of a text of which each line is a key, a key with its value, or an entry of a list; null for anything else, which may be right nonetheless. */
export function parsePlain(text: string): Node | null {
  if (text.length > MOST_BYTES || !LETTERS.test(text) || MARKS.test(text)) return null
  const rows = rowsOf(text)
  if (rows.length === 0) return null
  const reader = new Reader(rows)
  const root = reader.block(rows[0]!.indent, 0)
  return reader.isAtEnd ? (root as unknown as Node | null) : null
}

const isItem = (text: string | undefined): boolean => text?.startsWith("- ") === true

const unescaped = (text: string): string => text.replaceAll(/\\(["\\])/g, "$1")

/** A key, and what is written beside it. */
function entryOf(text: string): { readonly key: unknown; readonly value: string } | null {
  if (text.startsWith('"')) {
    const [all, key = "", value = ""] = QUOTED_KEY.exec(text) ?? []
    return all === undefined ? null : { key: unescaped(key), value }
  }
  const colon = text.indexOf(": ")
  const end = colon < 0 && text.endsWith(":") ? text.length - 1 : colon
  const key = text.slice(0, Math.max(0, end))
  return KEY.test(key) ? { key: scalarOf(key, 0)?.value, value: text.slice(end + 1).trimStart() } : null
}

function rowsOf(text: string): Row[] {
  const rows: Row[] = []
  let offset = 0
  for (const line of text.split("\n")) {
    const said = line.trim()
    const indent = line.length - line.trimStart().length
    if (said !== "" && !said.startsWith("#")) rows.push({ indent, offset: offset + indent, text: said })
    offset += line.length + 1
  }
  return rows
}

/** Returns null where it does not understand; then the rest is not to be read. */
class Reader {
  readonly #rows: readonly Row[]
  #at = 0

  constructor(rows: readonly Row[]) {
    this.#rows = rows
  }

  get isAtEnd(): boolean {
    return this.#at === this.#rows.length
  }

  /** Every line of one indent, from here on, with all that is beneath them. */
  block(indent: number, depth: number): PlainNode | null {
    if (depth > DEEPEST) return null
    return isItem(this.#rows[this.#at]?.text) ? this.#list(indent, depth) : this.#map(indent, depth)
  }

  #list(indent: number, depth: number): Seq | null {
    const items: PlainNode[] = []
    const start = this.#rows[this.#at]?.offset ?? 0
    for (let row = this.#rows[this.#at]; row?.indent === indent; row = this.#rows[this.#at]) {
      if (!isItem(row.text)) break
      // What follows the dash is a line of its own.
      const rest = row.text.slice(2).trimStart()
      const width = row.text.length - rest.length
      row.indent += width
      row.offset += width
      row.text = rest
      const item = entryOf(rest) === null ? this.#scalarRow(row) : this.#map(row.indent, depth + 1)
      if (item === null) return null
      items.push(item)
    }
    return { kind: "seq", items, range: [start], get: (index) => items[Number(index)] }
  }

  #map(indent: number, depth: number): Mapping | null {
    const items: { key: Scalar; value: PlainNode }[] = []
    const start = this.#rows[this.#at]?.offset ?? 0
    for (let row = this.#rows[this.#at]; row?.indent === indent; row = this.#rows[this.#at]) {
      const entry = entryOf(row.text)
      if (entry === null) break
      this.#at += 1
      const { key, value } = entry
      const node =
        value === "" || value.startsWith("#")
          ? this.#under(indent, depth)
          : scalarOf(value, row.offset + row.text.length - value.length)
      if (typeof key !== "string" || node === null) return null
      items.push({ key: { kind: "scalar", value: key, source: key, range: [row.offset] }, value: node })
    }
    if (items.length === 0) return null
    return { kind: "map", items, range: [start], get: (key) => items.find((one) => one.key.value === key)?.value }
  }

  /** What a key without a value has beneath it; a list may stand as far left as its key. */
  #under(indent: number, depth: number): PlainNode | null {
    const next = this.#rows[this.#at]
    if (next === undefined || next.indent < indent || (next.indent === indent && !isItem(next.text))) return null
    return this.block(next.indent, depth + 1)
  }

  #scalarRow({ text, offset }: Row): Scalar | null {
    this.#at += 1
    return scalarOf(text, offset)
  }
}

function scalarOf(written: string, offset: number): Scalar | null {
  const quoted = written.startsWith('"') || written.startsWith("'") ? QUOTED.exec(written)?.groups : undefined
  const { double, single } = quoted ?? {}
  const comment = written.indexOf(" #")
  const bare = comment < 0 ? written : written.slice(0, comment).trimEnd()
  const text = double === undefined ? (single ?? bare) : unescaped(double)
  const value = quoted === undefined ? valueOf(text) : text
  return value === null ? null : { kind: "scalar", value, source: text, range: [offset] }
}

/** Of what stands without quotes. */
function valueOf(text: string): Scalar["value"] | null {
  if (!WORDS.test(text) || text.includes(": ") || text.endsWith(":")) return null
  if (text === "true" || text === "false") return text === "true"
  // Only what begins like a number, or is short, can be anything but text.
  if (text.length > 5 && !/^[-+.\d]/.test(text)) return text
  if (INTEGER.test(text)) return Number(text)
  return DAY.test(text) || !ODD.test(text) ? text : null
}
