import type { Kind } from "./kind.ts"

interface Row {
  readonly kind: Kind
  /** The first of several that match has a path. */
  readonly order: number
  /** Part of the name without which the expression can't match. */
  readonly needle: string
  readonly path: RegExp
}

/** What is told by a folder alone. */
interface Place {
  readonly folder: string
  readonly ofTop: readonly Row[] | undefined
  readonly ofFolder: readonly Row[] | undefined
}

/** Characters at the start of a name that are looked up. */
const START = 3

/**
 * Kinds by what a path can be looked up by without an expression: its base name, the start of it, its extension, its
 * folder or the top folder. Each pattern is in one of them, so that nearly all files cost a few look-ups and no more.
 */
export class Places {
  readonly #names = new Map<string, Row[]>()
  readonly #starts = new Map<string, Row[]>()
  readonly #extensions = new Map<string, Row[]>()
  readonly #folders = new Map<string, Row[]>()
  #rows = 0
  readonly #tops = new Map<string, Row[]>()
  #place: Place = { folder: "", ofTop: undefined, ofFolder: undefined }

  constructor(kinds: readonly Kind[]) {
    for (const kind of kinds) for (const pattern of kind.at) this.#add(pattern, kind)
  }

  find(path: string): Kind | null {
    const lower = path.toLowerCase()
    const slash = lower.lastIndexOf("/")
    const { ofTop, ofFolder } = this.#placeOf(lower.slice(0, slash + 1))
    const name = lower.slice(slash + 1)
    const dot = name.lastIndexOf(".")
    let best = first(ofTop, lower, name)
    best = better(best, this.#names.get(name), lower, name)
    best = better(best, this.#starts.get(name.slice(0, START)), lower, name)
    if (dot >= 0) best = better(best, this.#extensions.get(name.slice(dot)), lower, name)
    return better(best, ofFolder, lower, name)?.kind ?? null
  }

  /** What is known of a folder, which is mostly that of the file before. */
  #placeOf(folder: string): Place {
    if (this.#place.folder !== folder) {
      const last = folder.lastIndexOf("/", folder.length - 2) + 1
      this.#place = {
        folder,
        ofTop: this.#tops.get(folder.slice(0, folder.indexOf("/"))),
        ofFolder: this.#folders.get(folder.slice(last, -1)),
      }
    }
    return this.#place
  }

  #add(pattern: string, kind: Kind): void {
    const parts = pattern.split("/").filter(Boolean)
    const name = parts.at(-1) ?? ""
    const folder = parts.at(-2) ?? ""
    const star = name.indexOf("*")
    const row = { kind, order: this.#rows++, needle: longest(name.split("*")), path: expression(pattern) }
    if (star < 0) push(this.#names, name, row)
    else if (name === "**") push(this.#tops, parts[0] ?? "", row)
    else if (star >= START) push(this.#starts, name.slice(0, START), row)
    else if (folder !== "" && !folder.includes("*")) push(this.#folders, folder, row)
    else push(this.#extensions, name.slice(name.lastIndexOf(".")), row)
  }
}

const longest = (texts: readonly string[]): string =>
  texts.reduce((best, text) => (text.length > best.length ? text : best), "")

function push(rows: Map<string, Row[]>, key: string, row: Row): void {
  const found = rows.get(key)
  if (found === undefined) rows.set(key, [row])
  else found.push(row)
}

const first = (rows: readonly Row[] | undefined, path: string, name: string): Row | null =>
  rows?.find((row) => name.includes(row.needle) && row.path.test(path) && row.kind.unless?.test(name) !== true) ?? null

function better(best: Row | null, rows: readonly Row[] | undefined, path: string, name: string): Row | null {
  const row = first(rows, path, name)
  return row !== null && (best === null || row.order < best.order) ? row : best
}

/** A pattern as an expression over a path in lower case. */
function expression(pattern: string): RegExp {
  const body = pattern
    .replace(/^\//, "")
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\*{1,2}/g, (stars) => (stars === "*" ? "[^/]*" : ".*"))
  return new RegExp(`${pattern.startsWith("/") ? "^" : "(?:^|/)"}${body}$`)
}
