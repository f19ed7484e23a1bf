import type { Fact, Prober } from "../model/index.ts"
import type { Source } from "./source.ts"

/** As much as a prober must see to decide. */
const FIRST_BYTES = 512

/** Of what one layer says of itself only so much is kept: a manifest is a line, and a million lines are an attack. */
const MOST_OF_A_LAYER = 200_000
/** Packages, and names of their files and of each other, that the facts of one layer may hold. */
const MOST_NAMES = 3_000_000

/** Shows the files of one layer to a prober as they pass by. */
export class Probing {
  readonly #prober: Prober
  readonly #facts: [row: number, facts: readonly Fact[]][] = []
  #count = 0
  #names = 0
  /** Facts left out because there were too many. */
  omitted = 0

  constructor(prober: Prober) {
    this.#prober = prober
  }

  /** The same source; whoever reads it shows it to the prober. To be read, or ended, before the next one is watched. */
  watch(path: string, member: string, row: number, size: number, source: Source): Watched {
    return new Watched(this.#prober, path, member, size, source, (facts) => this.#keep(row, facts))
  }

  #keep(row: number, facts: readonly Fact[]): void {
    if (facts.length === 0) return
    const names = facts.reduce((sum, fact) => sum + namesIn(fact), 0)
    if (this.#count + facts.length > MOST_OF_A_LAYER || this.#names + names > MOST_NAMES) {
      this.omitted += facts.length
      return
    }
    this.#count += facts.length
    this.#names += names
    const last = this.#facts.at(-1)
    if (last?.[0] === row) last[1] = [...last[1], ...facts]
    else this.#facts.push([row, facts])
  }

  facts(): readonly (readonly [row: number, facts: readonly Fact[]])[] {
    return this.#facts
  }
}

function namesIn(fact: Fact): number {
  if (fact.kind !== "packages") return 0
  return fact.packages.reduce(
    (sum, { files, requires, provides }) =>
      sum + 1 + (files?.length ?? 0) + (requires?.length ?? 0) + (provides?.length ?? 0),
    0,
  )
}

/** One file as it passes by. */
class Watched implements Source {
  readonly #prober: Prober
  readonly #source: Source
  readonly #path: string
  readonly #member: string
  readonly #size: number
  readonly #done: (facts: readonly Fact[]) => void
  #state: "new" | "wanted" | "ended" = "new"
  /** The beginning, where the first pieces are short. */
  #head: Uint8Array | null = null

  constructor(
    prober: Prober,
    path: string,
    member: string,
    size: number,
    source: Source,
    done: (facts: readonly Fact[]) => void,
  ) {
    this.#prober = prober
    this.#path = path
    this.#member = member
    this.#size = size
    this.#source = source
    this.#done = done
  }

  next(): Uint8Array | null {
    const piece = this.#source.next()
    if (this.#state === "ended") return piece
    if (piece === null) this.end(true)
    else if (this.#state === "wanted") this.#prober.piece(piece)
    else this.#begin(piece)
    return piece
  }

  #begin(piece: Uint8Array): void {
    const head = this.#head === null ? piece : joined(this.#head, piece)
    if (head.length < FIRST_BYTES && head.length !== this.#size) {
      this.#head = Uint8Array.from(head)
      return
    }
    this.#head = null
    this.#open(head)
  }

  #open(head: Uint8Array): void {
    this.#state = this.#prober.open(this.#path, this.#member, this.#size, head) ? "wanted" : "ended"
    if (this.#state === "wanted") this.#prober.piece(head)
  }

  /** Nothing more is read; `isWhole` where that was all. */
  end(isWhole: boolean): void {
    if (this.#state === "new" && this.#head !== null) this.#open(this.#head)
    if (this.#state === "wanted") this.#done(this.#prober.close(isWhole))
    this.#state = "ended"
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
