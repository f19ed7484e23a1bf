import type { Listing } from "../model/index.ts"

/** The text columns are joined by NUL, which no cleaned name holds: two strings cross a thread sooner than a million. */
export interface PackedListing extends Omit<Listing, "paths" | "targets"> {
  readonly paths: string
  readonly targets: string
}

/** One row of a listing. */
export interface Row {
  readonly type: number
  readonly path: string
  readonly target: string
  readonly size: number
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly mtime: number
  readonly hash: number
}

const FIRST_CAPACITY = 256
const BLOCK_ROWS = 512

/** Texts joined by NUL. They are joined in blocks, so that short-lived ones never become garbage of the old kind. */
class TextColumn {
  readonly #blocks: string[] = []
  #block: string[] = []

  push(text: string): void {
    this.#block.push(text)
    if (this.#block.length < BLOCK_ROWS) return
    this.#blocks.push(this.#block.join("\0"))
    this.#block = []
  }

  joined(): string {
    if (this.#block.length > 0) this.#blocks.push(this.#block.join("\0"))
    return this.#blocks.join("\0")
  }
}

/** Grows the columns of a listing row by row. */
export class Columns {
  length = 0
  readonly #paths = new TextColumn()
  readonly #targets = new TextColumn()
  #types = new Uint8Array(FIRST_CAPACITY)
  #sizes = new Float64Array(FIRST_CAPACITY)
  #modes = new Uint16Array(FIRST_CAPACITY)
  #uids = new Float64Array(FIRST_CAPACITY)
  #gids = new Float64Array(FIRST_CAPACITY)
  #mtimes = new Float64Array(FIRST_CAPACITY)
  #hashes = new Float64Array(FIRST_CAPACITY)

  add(row: Row): void {
    const at = this.length
    if (at === this.#types.length) this.#grow()
    this.#types[at] = row.type
    this.#sizes[at] = row.size
    this.#modes[at] = row.mode
    this.#uids[at] = row.uid
    this.#gids[at] = row.gid
    this.#mtimes[at] = row.mtime
    this.#hashes[at] = row.hash
    this.#paths.push(row.path)
    this.#targets.push(row.target)
    this.length = at + 1
  }

  pack(): PackedListing {
    const { length } = this
    return {
      length,
      types: this.#types.slice(0, length),
      paths: this.#paths.joined(),
      targets: this.#targets.joined(),
      sizes: this.#sizes.slice(0, length),
      modes: this.#modes.slice(0, length),
      uids: this.#uids.slice(0, length),
      gids: this.#gids.slice(0, length),
      mtimes: this.#mtimes.slice(0, length),
      hashes: this.#hashes.slice(0, length),
    }
  }

  #grow(): void {
    this.#types = doubled(this.#types, Uint8Array)
    this.#sizes = doubled(this.#sizes, Float64Array)
    this.#modes = doubled(this.#modes, Uint16Array)
    this.#uids = doubled(this.#uids, Float64Array)
    this.#gids = doubled(this.#gids, Float64Array)
    this.#mtimes = doubled(this.#mtimes, Float64Array)
    this.#hashes = doubled(this.#hashes, Float64Array)
  }
}

interface Column<T> {
  readonly length: number
  set(source: T): void
}

function doubled<T extends Column<T>>(column: T, make: new (length: number) => T): T {
  const larger = new make(column.length * 2)
  larger.set(column)
  return larger
}

/** A packed listing as one that rooms can read. */
export function unpack(packed: PackedListing): Listing {
  const split = (text: string): string[] => (packed.length === 0 ? [] : text.split("\0"))
  return { ...packed, paths: split(packed.paths), targets: split(packed.targets) }
}

/** The memory that may move to another thread instead of being copied. */
export function buffersOf(packed: PackedListing): ArrayBuffer[] {
  return [packed.types, packed.sizes, packed.modes, packed.uids, packed.gids, packed.mtimes, packed.hashes].map(
    (column) => column.buffer as ArrayBuffer,
  )
}
