import { some } from "../document/amounts.ts"
import type { Block, Line } from "../document/blocks.ts"
import { blockText, FOLD_END, foldStart } from "../document/markdown.ts"

/** A block of a comment. The lower its rank, the longer it stays. */
export interface Leaf {
  readonly rank: number
  /** What one of them is called where it is left out: `finding`. */
  readonly noun: string
  /** Made where there is room for it. */
  readonly block: () => Block
}

/** Parts behind a summary. Where it is left out, so are they. */
interface Fold {
  readonly rank: number
  readonly noun: string
  readonly summary: Line
  readonly parts: readonly Part[]
}

/** Parts that no comment has room for: only counted. */
interface Rest {
  readonly rank: number
  readonly noun: string
  readonly amount: number
}

export type Part = Leaf | Fold | Rest

export const leaf = (rank: number, noun: string, block: () => Block): Leaf => ({ rank, noun, block })

/** A part for each of the first `most` items; the rest is counted. */
export const leaves = <T>(
  items: readonly T[],
  most: number,
  make: (item: T, at: number) => Part,
  noun: string,
): readonly Part[] => [
  ...items.slice(0, most).map(make),
  ...(items.length > most ? [{ rank: Infinity, noun, amount: items.length - most }] : []),
]

/** What a note about what was left out may take. */
const NOTE = 80
/** Nothing is shorter; what has less room left is full. */
const LEAST = 60
/** So many blocks that were too long, and the rest is not tried. */
const MISSES = 40

interface Node {
  readonly part: Part
  readonly parent: Node | null
  readonly rank: number
  readonly order: number
  readonly children: Node[]
  text: string | null
}

/**
 * The parts that fit `most` characters, in their order; the least important are left out, whole, and a sentence says
 * how many and where they are.
 */
export function fit(parts: readonly Part[], most: number): string {
  const nodes = nodesOf(parts)
  let room = most - NOTE * 5
  let misses = 0
  for (const node of nodes.toSorted((one, other) => one.rank - other.rank || one.order - other.order)) {
    if (room < LEAST || misses > MISSES) break
    if (node.parent?.text === null || "amount" in node.part) continue
    const text = textOf(node.part)
    const cost = text.length + 2 + ("parts" in node.part ? FOLD_END.length + NOTE + 4 : 0)
    if (cost > room) {
      misses += 1
      continue
    }
    node.text = text
    room -= cost
  }
  const left = new Map<string, number>()
  const text = written(
    nodes.filter(({ parent }) => parent === null),
    null,
    left,
  )
  return [...text, ...sumOf(left)].join("\n\n")
}

const textOf = (part: Leaf | Fold): string => ("parts" in part ? foldStart(part.summary) : blockText(part.block()))

function nodesOf(parts: readonly Part[]): Node[] {
  const nodes: Node[] = []
  const walk = (level: readonly Part[], parent: Node | null): void => {
    for (const part of level) {
      const rank = Math.max(part.rank, parent?.rank ?? 0)
      const node: Node = { part, parent, rank, order: nodes.length, children: [], text: null }
      nodes.push(node)
      parent?.children.push(node)
      if ("parts" in part) walk(part.parts, node)
    }
  }
  walk(parts, null)
  return nodes
}

/** Texts of what is kept of one fold, with a note of what is not; adds to `left` what is not. */
function written(nodes: readonly Node[], parent: Node | null, left: Map<string, number>): string[] {
  const gone = new Map<string, number>()
  const texts = nodes.flatMap((node): string[] => {
    if (node.text === null) {
      add(gone, node.part.noun, "amount" in node.part ? node.part.amount : 1)
      return []
    }
    if (!("parts" in node.part)) return [node.text]
    return [[node.text, ...written(node.children, node, left), FOLD_END].join("\n\n")]
  })
  for (const [noun, amount] of gone) add(left, noun, amount)
  const note = parent === null || gone.size === 0 ? [] : [`And ${told(gone)}, left out here.`]
  return [...texts, ...note]
}

const add = (amounts: Map<string, number>, noun: string, amount: number): unknown =>
  amounts.set(noun, (amounts.get(noun) ?? 0) + amount)

const told = (amounts: ReadonlyMap<string, number>): string =>
  [...amounts].map(([noun, amount]) => some(amount, noun)).join(", ")

const sumOf = (left: ReadonlyMap<string, number>): string[] =>
  left.size === 0
    ? []
    : [
        `**Left out**, because a comment holds no more than 65,536 characters: ${told(left)}. \`--format html=FILE\` shows everything.`,
      ]
