import { lineOf, ROOT, type Tree } from "./tree.ts"

const lowered = new WeakMap<Tree, readonly string[]>()

/** Names in small letters, made once and when first asked for. */
function lowerNames(tree: Tree): readonly string[] {
  const known = lowered.get(tree)
  if (known !== undefined) return known
  const made = tree.names.map((name) => name.toLowerCase())
  lowered.set(tree, made)
  return made
}

/** Words of a query: at most 30, for each is a bit. */
export const wordsOf = (query: string): string[] =>
  query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 30)

/**
 * Marks the nodes in whose path one word stands. A path holds it where the path of its folder does, or where it ends in
 * the last name: so most nodes cost one look at one name. `a/b` asks for a name that starts with `b` in a folder whose
 * path ends with `a`.
 */
function markWord(tree: Tree, word: string, bit: number, seen: Int32Array): void {
  const names = lowerNames(tree)
  const slash = word.lastIndexOf("/")
  const head = word.slice(0, Math.max(0, slash))
  const tail = word.slice(slash + 1)
  let asked = -1
  let answer = false
  const fitsHead = (folder: number): boolean => {
    if (folder === asked) return answer
    asked = folder
    const line = lineOf(tree, folder).map((part) => names[part] ?? "")
    answer = (line.length === 0 ? "" : `/${line.join("/")}`).endsWith(head)
    return answer
  }
  for (let node = 1; node < tree.size; node += 1) {
    const above = tree.parents[node] ?? ROOT
    const name = names[node] ?? ""
    const fits =
      ((seen[above] ?? 0) & bit) !== 0 || (slash < 0 ? name.includes(tail) : name.startsWith(tail) && fitsHead(above))
    if (fits) seen[node] = (seen[node] ?? 0) | bit
  }
}

/** Which nodes have a path in which every word of the query stands, letters of either case alike; null where nothing is asked. */
export function search(tree: Tree, query: string): Uint8Array | null {
  const words = wordsOf(query)
  if (words.length === 0) return null
  const seen = new Int32Array(tree.size)
  words.forEach((word, index) => markWord(tree, word, 1 << index, seen))
  const all = 2 ** words.length - 1
  return Uint8Array.from(seen, (bits) => (bits === all ? 1 : 0))
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
