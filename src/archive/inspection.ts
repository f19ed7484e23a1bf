import type { Inspector, Layer } from "../model/index.ts"
import type { Body } from "./body.ts"
import type { PackedListing } from "./columns.ts"
import { HEAD_BYTES, packedKind } from "./packed/kinds.ts"
import type { PackedMember, Unpack } from "./packed/member.ts"
import type { Probing } from "./probing.ts"
import { prepend, withHead, type Source } from "./source.ts"
import { SyncDecoder } from "./sync-zlib.ts"
import { Unreadable } from "./unreadable.ts"

/** What was seen in the contents of one layer. Plain data. */
export type Seen = Pick<Layer, "sightings" | "sightingsOmitted" | "unopened">

export const NOTHING_SEEN: Seen = { sightings: [], sightingsOmitted: 0, unopened: { files: 0, bytes: 0 } }

/** What is seen of a layer where nobody looks: every file that has content counts as unopened. */
export function unseen({ sizes }: Pick<PackedListing, "sizes">): Seen {
  const contents = sizes.filter((size) => size > 0)
  return { ...NOTHING_SEEN, unopened: { files: contents.length, bytes: contents.reduce((sum, size) => sum + size, 0) } }
}

const MiB = 1024 * 1024

/** Of a list of credentials that is longer than this only the length is of interest. */
const MOST_OF_A_FILE = 1000
const MOST_OF_A_LAYER = 10_000

/** How much is unpacked: bytes of one member, and of one layer. What is beyond is counted as unopened. */
export interface Allowance {
  readonly member: number
  readonly layer: number
}

/** Against bombs, and against jars that would cost more than all the rest. */
const ALLOWANCE: Allowance = { member: 64 * MiB, layer: 256 * MiB }
/** Expansion of a packed file that no text reaches, and what any may unpack to. */
const RATIO = 200
const ANY = MiB

/** Shows the files of one layer to an inspector, and what is packed in them, one level deep. */
export class Inspection {
  readonly #inspector: Inspector
  readonly #allowance: Allowance
  readonly #probing: Probing | null
  readonly #sightings: Layer["sightings"][number][] = []
  readonly #unopened = { files: 0, bytes: 0 }
  #omitted = 0
  #decoder: SyncDecoder | null = null
  /** Bytes that may still be unpacked of the layer, and of the file at hand. */
  #left: number
  #leftOfFile = 0
  #row = 0
  #ofFile = 0

  constructor(inspector: Inspector, allowance = ALLOWANCE, probing: Probing | null = null) {
    this.#inspector = inspector
    this.#allowance = allowance
    this.#left = allowance.layer
    this.#probing = probing
  }

  /** Looks at a file of which nothing was read yet; `source` gives its bytes. Throws only what ended the tar within it. */
  look(path: string, row: number, body: Body, source: Source = body): void {
    this.#row = row
    this.#ofFile = 0
    const first = withHead(source, HEAD_BYTES)
    if (first === null) return
    const unpack = packedKind(path, first)?.unpack
    const isWhole = unpack ? this.#unpack(path, first, body, source, unpack) : this.#show(path, first, source)
    // What is packed in a way that nobody reads is shown as it is.
    if (isWhole && unpack !== null) return
    this.#unopened.files += 1
    this.#unopened.bytes += body.size
  }

  /** True where something was seen in the file that was looked at last. */
  get sawSomething(): boolean {
    return this.#ofFile > 0
  }

  seen(): Seen {
    return { sightings: this.#sightings, sightingsOmitted: this.#omitted, unopened: { ...this.#unopened } }
  }

  /** True where the whole file was looked at. */
  #show(path: string, first: Uint8Array, source: Source): boolean {
    this.#inspector.open(path, "")
    try {
      for (let piece: Uint8Array | null = first; piece !== null; piece = source.next()) this.#inspector.piece(piece)
    } finally {
      this.#close()
    }
    return this.#inspector.isWhole
  }

  /** True where all that is packed in a file was looked at. */
  #unpack(path: string, first: Uint8Array, body: Body, source: Source, unpack: Unpack): boolean {
    this.#leftOfFile = Math.max(ANY, RATIO * body.size)
    this.#decoder ??= new SyncDecoder("deflate")
    let isWhole = true
    try {
      for (const member of unpack(prepend(first, source), this.#decoder))
        isWhole = this.#showMember(path, member) && this.#inspector.isWhole && isWhole
      return isWhole
    } catch (error) {
      if (body.failure !== null || !(error instanceof Unreadable)) throw body.failure ?? error
      return false
    }
  }

  /** True where the whole member was looked at. Limits cut it at the byte, however its pieces fall. */
  #showMember(path: string, { name, content: packed, canBeLeft }: PackedMember): boolean {
    const watched = packed === null ? null : this.#probing?.watch(path, name, this.#row, -1, packed)
    const content = watched ?? packed
    const first = content === null ? null : withHead(content, HEAD_BYTES)
    if (content === null || first === null) return content !== null
    let left = packedKind(name, first) === undefined ? this.#allowance.member : 0
    if (left === 0 && canBeLeft) {
      watched?.end(false)
      return false
    }
    let isOpen = left > 0
    let isWhole = false
    if (isOpen) this.#inspector.open(path, name)
    try {
      for (let piece: Uint8Array | null = first; piece !== null; piece = content.next()) {
        const wanted = canBeLeft ? Math.min(piece.length, left) : piece.length
        const taken = this.#take(wanted)
        if (isOpen) this.#inspector.piece(piece.subarray(0, Math.min(taken, left)))
        if (taken < wanted) throw new Unreadable("limit-reached", "more is packed in files than is unpacked")
        if (isOpen && piece.length > left) {
          isOpen = false
          this.#close()
        }
        left = Math.max(0, left - piece.length)
        if (!isOpen && canBeLeft) return false
      }
      isWhole = true
      return isOpen
    } finally {
      watched?.end(isWhole)
      if (isOpen) this.#close()
    }
  }

  /** Takes bytes off what may be unpacked; returns how many there were. */
  #take(bytes: number): number {
    const taken = Math.min(bytes, this.#left, this.#leftOfFile)
    this.#left -= taken
    this.#leftOfFile -= taken
    return taken
  }

  #close(): void {
    for (const sighting of this.#inspector.close()) {
      if (this.#ofFile >= MOST_OF_A_FILE || this.#sightings.length >= MOST_OF_A_LAYER) this.#omitted += 1
      else this.#sightings.push({ row: this.#row, sighting })
      this.#ofFile += 1
    }
  }
}
