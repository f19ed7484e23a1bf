import { crc32 } from "node:zlib"
import { ByteReader } from "./byte-reader.ts"
import type { Source } from "./source.ts"
import { SyncDecoder } from "./sync-zlib.ts"
import { firstNonZero } from "./tar-header.ts"
import { Unreadable } from "./unreadable.ts"

const FHCRC = 2
const FEXTRA = 4
const FNAME = 8
const FCOMMENT = 16
const NAME_BYTES = 255

const MAGIC = [0x1f, 0x8b, 8]
const startsMember = (head: Uint8Array): boolean => MAGIC.every((byte, i) => i >= head.length || head[i] === byte)

/**
 * Inflates gzip (RFC 1952), all members of it: pigz and estargz write many. The framing is ours and only deflate is
 * Node's, because Node drops what follows the last member without a word, and we must say so.
 */
export class Gunzip implements Source {
  readonly #reader: ByteReader
  readonly #decoder: SyncDecoder
  readonly #isChecked: boolean
  #inMember = false
  #crc = 0
  #size = 0
  /** Set where bytes other than zeros follow the last member: their offset in the compressed stream. */
  trailingAt: number | null = null
  /** The file name in the header that was read last, as much of it as a file may be called; `""` where it has none. */
  name = ""

  /** For whoever reads many small streams that need no proof: a decoder for deflate that nobody else is using, and no checksums. */
  constructor(source: Source, { decoder = new SyncDecoder("deflate"), isChecked = true } = {}) {
    this.#reader = new ByteReader(source)
    this.#decoder = decoder
    this.#isChecked = isChecked
  }

  next(): Uint8Array | null {
    for (;;) {
      if (!this.#inMember && !this.#openMember()) return null
      const input = this.#reader.peek()
      const { read, out } = this.#inflate(input)
      this.#reader.advance(read)
      if (out.length > 0) {
        if (this.#isChecked) this.#crc = crc32(out, this.#crc)
        this.#size += out.length
        return out
      }
      if (read > 0) continue
      if (input.length === 0) throw this.#truncated()
      this.#closeMember()
    }
  }

  #inflate(input: Uint8Array): { readonly read: number; readonly out: Uint8Array } {
    try {
      return this.#decoder.step(input)
    } catch (error) {
      if (error instanceof Unreadable) throw error
      throw new Unreadable(
        "malformed-gzip",
        `gzip data is damaged near compressed offset ${this.#reader.position} (${(error as Error).message})`,
      )
    }
  }

  #openMember(): boolean {
    const first = this.#reader.position === 0
    if (!first && !this.#skipZeros()) return false
    const start = this.#reader.position
    const head = this.#reader.take(10)
    const isMember = startsMember(head)
    // The beginning of a member, and then nothing: cut, unlike what was never meant to be one.
    if (head.length < 10 && startsMember(head)) throw this.#truncated()
    if (!isMember && !first) {
      this.trailingAt = start
      while (this.#reader.some(Infinity).length > 0);
      return false
    }
    if (!isMember) throw new Unreadable("malformed-gzip", "gzip data starts with a header that is none")
    const flags = head[3]!
    if (flags & FEXTRA) {
      const length = this.#exactly(2)
      this.#reader.skip(length[0]! | (length[1]! << 8))
    }
    this.name = flags & FNAME ? this.#text(NAME_BYTES) : ""
    if (flags & FCOMMENT) this.#text(0)
    if (flags & FHCRC) this.#exactly(2)
    this.#inMember = true
    this.#crc = 0
    this.#size = 0
    return true
  }

  #closeMember(): void {
    const at = this.#reader.position
    const trailer = this.#exactly(8)
    const view = new DataView(trailer.buffer, trailer.byteOffset, 8)
    const isRight = view.getUint32(0, true) === this.#crc && view.getUint32(4, true) === this.#size % 2 ** 32
    if (this.#isChecked && !isRight)
      throw new Unreadable("malformed-gzip", `gzip data does not match its checksum at compressed offset ${at}`)
    this.#inMember = false
    this.#decoder.reset()
  }

  #skipZeros(): boolean {
    for (;;) {
      const piece = this.#reader.peek()
      if (piece.length === 0) return false
      const at = firstNonZero(piece)
      this.#reader.advance(at < 0 ? piece.length : at)
      if (at >= 0) return true
    }
  }

  /** Passes over a text that ends in a NUL; returns its first characters, as many as are wanted. */
  #text(wanted: number): string {
    let text = ""
    for (;;) {
      const piece = this.#reader.peek()
      if (piece.length === 0) throw this.#truncated()
      const end = piece.indexOf(0)
      const here = end < 0 ? piece.length : end
      if (text.length < wanted)
        text += Buffer.from(piece.subarray(0, Math.min(here, wanted - text.length))).toString("latin1")
      this.#reader.advance(end < 0 ? here : end + 1)
      if (end >= 0) return text
    }
  }

  #exactly(count: number): Uint8Array {
    const bytes = this.#reader.take(count)
    if (bytes.length < count) throw this.#truncated()
    return bytes
  }

  #truncated(): Unreadable {
    return new Unreadable("truncated", `gzip data ends too early, at compressed offset ${this.#reader.position}`)
  }
}
