import { lineOf, ROOT, type Tree } from "./tree.ts"

/** All names in small letters in one text, each after a line end, which no name holds: one search finds in all of them. */
interface Index {
  readonly text: string
  /** Where in the text each node's name starts. */
  readonly starts: Int32Array
}

const indexed = new WeakMap<Tree, Index>()

function makeIndex({ names, size }: Tree): Index {
  const joined = `\n${names.join("\n")}\n`
  const lower = joined.toLowerCase()
  // A few letters grow when they are made small: then each name is measured as it became.
  const measured = lower.length === joined.length ? names : names.map((name) => name.toLowerCase())
  const starts = new Int32Array(size)
  let at = 1
  measured.forEach((name, node) => {
    starts[node] = at
    at += name.length + 1
  })
  return { text: lower.length === joined.length ? lower : `\n${measured.join("\n")}\n`, starts }
}

/** Made once, and when first asked for. */
function indexOf(tree: Tree): Index {
  const index = indexed.get(tree) ?? makeIndex(tree)
  indexed.set(tree, index)
  return index
}

/** Words of a query: at most 30, for each is a bit. */
const wordsOf = (query: string): string[] =>
  query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 30)

const nameIn = ({ text, starts }: Index, node: number): string => {
  const start = starts[node] ?? 0
  return text.slice(start, text.indexOf("\n", start))
}

/** Calls with every node in whose name a text stands; a text that starts with a line end stands at the start of a name. */
function eachNamed(index: Index, wanted: string, call: (node: number) => void): void {
  const { text, starts } = index
  let node = 0
  const before = wanted.startsWith("\n") ? 1 : 0
  for (let at = text.indexOf(wanted); at >= 0;) {
    while (node + 1 < starts.length && (starts[node + 1] ?? 0) <= at + before) node += 1
    call(node)
    const next = starts[node + 1]
    at = next === undefined ? -1 : text.indexOf(wanted, next - 1)
  }
}

/**
 * Marks the nodes in whose path one word stands, but for those that only lie in such a folder. `a/b` asks for a name
 * that starts with `b` in a folder whose path ends with `a`.
 */
function markWord(tree: Tree, word: string, mark: (node: number) => void): void {
  const index = indexOf(tree)
  const slash = word.lastIndexOf("/")
  if (slash < 0) return eachNamed(index, word, mark)
  const head = word.slice(0, slash)
  const tail = word.slice(slash + 1)
  const last = head.slice(head.lastIndexOf("/") + 1)
  const known = new Map<number, boolean>()
  const endsWithHead = (folder: number): boolean => {
    const line = lineOf(tree, folder).map((part) => nameIn(index, part))
    return `/${line.join("/")}`.endsWith(head) && (folder !== ROOT || head === "")
  }
  const fitsHead = (folder: number): boolean => {
    const fits = known.get(folder) ?? (nameIn(index, folder).endsWith(last) && endsWithHead(folder))
    known.set(folder, fits)
    return fits
  }
  if (tail !== "") return eachNamed(index, `\n${tail}`, (node) => fitsHead(tree.parents[node] ?? ROOT) && mark(node))
  for (let node = 1; node < tree.size; node += 1) if (fitsHead(tree.parents[node] ?? ROOT)) mark(node)
}

/** Which nodes have a path in which every word of the query stands, letters of either case alike; null where nothing is asked. */
export function search(tree: Tree, query: string): Uint8Array | null {
  const words = wordsOf(query)
  if (words.length === 0) return null
  const seen = new Int32Array(tree.size)
  words.forEach((word, index) =>
    markWord(tree, word, (node) => {
      if (node !== ROOT) seen[node] = (seen[node] ?? 0) | (1 << index)
    }),
  )
  const all = 2 ** words.length - 1
  const found = new Uint8Array(tree.size)
  for (let node = 1; node < tree.size; node += 1) {
    // What stands in the path of a folder stands in those of all in it.
    const bits = (seen[node] ?? 0) | (seen[tree.parents[node] ?? ROOT] ?? 0)
    seen[node] = bits
    if (bits === all) found[node] = 1
  }
  return found
}

/** Parts of a text, and which of them are words of the query: for showing what was found. */
export function marksIn(text: string, query: string): { readonly text: string; readonly found: boolean }[] {
  const words = wordsOf(query).map((word) => word.slice(word.lastIndexOf("/") + 1))
  const lower = text.toLowerCase()
  if (lower.length !== text.length) return [{ text, found: false }]
  const hit = new Uint8Array(text.length)
  for (const word of words)
    for (let at = word === "" ? -1 : lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length))
      hit.fill(1, at, at + word.length)
  const parts: { text: string; found: boolean }[] = []
  let start = 0
  for (let at = 1; at <= text.length; at += 1)
    if (at === text.length || hit[at] !== hit[start]) {
      parts.push({ text: text.slice(start, at), found: hit[start] === 1 })
      start = at
    }
  return parts
}
