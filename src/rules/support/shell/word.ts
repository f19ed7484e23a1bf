import type { Word as Node, WordPart } from "unbash"
import type { Word } from "./types.ts"

/** Parts whose value a shell finds out only when it runs. */
const UNKNOWN = new Set<WordPart["type"]>([
  "SimpleExpansion",
  "ParameterExpansion",
  "CommandExpansion",
  "ArithmeticExpansion",
  "ProcessSubstitution",
])

const MOST_PARTS = 10_000

const inner = (part: WordPart): readonly WordPart[] =>
  "parts" in part && part.parts !== undefined ? (part.parts as readonly WordPart[]) : []

/** All parts of a word, those in quotes and patterns too; none where there are too many to look at. */
function partsOf(node: Node): WordPart[] {
  const found: WordPart[] = [...(node.parts ?? [])]
  for (let at = 0; at < found.length && found.length < MOST_PARTS; at++) found.push(...inner(found[at]!))
  return found
}

/** Reads a word, and hands on the parts that stand for something else. */
export function readWord(node: Node): { readonly word: Word; readonly expansions: readonly WordPart[] } {
  const loose = node.value
  if (node.parts === undefined) return { word: { text: node.text, value: loose, loose }, expansions: [] }
  const parts = partsOf(node)
  const expansions = parts.filter(({ type }) => UNKNOWN.has(type))
  const isKnown = expansions.length === 0 && parts.length < MOST_PARTS
  return { word: { text: node.text, value: isKnown ? loose : null, loose }, expansions }
}
