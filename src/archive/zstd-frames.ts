import { LIMITS, type Limits } from "../model/index.ts"
import { Unreadable, limitReached } from "./unreadable.ts"

const FRAME_MAGIC = 0xfd2fb528
/** True where these first bytes of a magic number are those of a frame, or of a skippable one. */
function mayBeMagic(bytes: Uint8Array): boolean {
  const begins = (magic: readonly number[]): boolean => bytes.every((byte, i) => byte === magic[i])
  return begins([0x28, 0xb5, 0x2f]) || (bytes[0]! >>> 4 === 5 && begins([bytes[0]!, 0x2a, 0x4d]))
}

const isSkippable = (magic: number): boolean => magic >>> 4 === 0x184d2a5

/** What the next bytes are. Each state takes exactly `#need` bytes before it moves on. */
type State = "magic" | "descriptor" | "header" | "block header" | "block" | "checksum" | "skippable size" | "skippable"

/**
 * Walks the frames and blocks of zstd data (RFC 8878, section 3) ahead of the decoder. The decoders tell neither where
 * a frame ends nor that data is missing, and one of them never returns on a header that asks for too much: so window
 * and framing are checked here, before it sees them.
 */
export class ZstdFrames {
  readonly #limits: Limits
  #state: State = "magic"
  #need = 4
  #field = new Uint8Array(14)
  #filled = 0
  #hasChecksum = false
  #lastBlock = false
  #consumed = 0
  #frames = 0
  /** Set where bytes that are no frame follow the last one: their offset in the compressed stream. */
  trailingAt: number | null = null

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** How many bytes at the end of what was walked may begin a frame, or may not. */
  get openMagic(): number {
    return this.#state === "magic" && this.trailingAt === null ? this.#filled : 0
  }

  /** To be called at the end of the data; throws where that is in the middle of a frame. */
  end(): void {
    const between = this.#state === "magic"
    if (this.trailingAt !== null || (between && this.#filled === 0)) return
    if (!between || this.#frames === 0 || mayBeMagic(this.#field.subarray(0, this.#filled)))
      throw new Unreadable("truncated", "zstd data ends in the middle of a frame")
    this.trailingAt = this.#consumed - this.#filled
  }

  /** Walks one piece; returns how much of it belongs to frames. What follows that is trailing data. */
  walk(piece: Uint8Array): number {
    let at = 0
    while (at < piece.length) {
      const step = Math.min(this.#need - this.#filled, piece.length - at)
      if (this.#state !== "block" && this.#state !== "skippable")
        this.#field.set(piece.subarray(at, at + step), this.#filled)
      this.#filled += step
      at += step
      if (this.#filled < this.#need) break
      if (!this.#advance()) {
        this.trailingAt = this.#consumed + at - 4
        return Math.max(0, at - 4)
      }
    }
    this.#consumed += piece.length
    return piece.length
  }

  #enter(state: State, need: number): void {
    this.#state = state
    this.#need = need
    this.#filled = 0
  }

  /** Acts on a filled field; false where what should be a frame is none. */
  #advance(): boolean {
    const view = new DataView(this.#field.buffer)
    switch (this.#state) {
      case "magic": {
        const magic = view.getUint32(0, true)
        if (magic === FRAME_MAGIC) this.#enter("descriptor", 1)
        else if (isSkippable(magic)) this.#enter("skippable size", 4)
        else if (this.#frames > 0) return false
        else throw new Unreadable("malformed-zstd", "zstd data starts with a frame that is none")
        this.#frames += 1
        break
      }
      case "skippable size": {
        const size = view.getUint32(0, true)
        if (size === 0) this.#enter("magic", 4)
        else this.#enter("skippable", size)
        break
      }
      case "descriptor":
        this.#descriptor = this.#field[0]!
        this.#enter("header", headerBytes(this.#descriptor))
        break
      case "header":
        this.#checkHeader(view)
        this.#enter("block header", 3)
        break
      case "block header": {
        const header = this.#field[0]! | (this.#field[1]! << 8) | (this.#field[2]! << 16)
        const type = (header >> 1) & 3
        if (type === 3) throw new Unreadable("malformed-zstd", "zstd data has a block of a reserved type")
        this.#lastBlock = (header & 1) === 1
        const size = type === 1 ? 1 : header >>> 3
        if (size > 0) this.#enter("block", size)
        else this.#endBlock()
        break
      }
      case "block":
        this.#endBlock()
        break
      case "checksum":
      case "skippable":
        this.#enter("magic", 4)
        break
    }
    return true
  }

  #descriptor = 0

  #endBlock(): void {
    if (!this.#lastBlock) this.#enter("block header", 3)
    else if (this.#hasChecksum) this.#enter("checksum", 4)
    else this.#enter("magic", 4)
  }

  #checkHeader(view: DataView): void {
    const descriptor = this.#descriptor
    const single = (descriptor & 0x20) !== 0
    const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!
    this.#hasChecksum = (descriptor & 4) !== 0
    if (descriptor & 8) throw new Unreadable("malformed-zstd", "zstd data sets a reserved bit in a frame header")
    const sizeAt = (single ? 0 : 1) + dictionaryBytes
    if (dictionaryBytes > 0 && this.#field.subarray(sizeAt - dictionaryBytes, sizeAt).some((byte) => byte !== 0))
      throw new Unreadable("unsupported-compression", "zstd data needs a dictionary that the archive does not hold")
    const contentSize = readContentSize(view, sizeAt, descriptor >>> 6, single)
    const window = single ? (contentSize ?? 0) : windowBytes(this.#field[0]!)
    if (window > this.#limits.zstdWindowBytes)
      throw limitReached(
        `${LIMITS.zstdWindowBytes.help} of ${window} bytes`,
        this.#limits.zstdWindowBytes,
        LIMITS.zstdWindowBytes.option,
      )
    if (contentSize !== null && contentSize > this.#limits.uncompressedBytes)
      throw limitReached(LIMITS.uncompressedBytes.help, this.#limits.uncompressedBytes, LIMITS.uncompressedBytes.option)
  }
}

/** Bytes of the frame header after its descriptor byte. */
function headerBytes(descriptor: number): number {
  const single = (descriptor & 0x20) !== 0
  const sizeFlag = descriptor >>> 6
  const sizeBytes = sizeFlag === 0 ? (single ? 1 : 0) : 1 << sizeFlag
  return (single ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]! + sizeBytes
}

function readContentSize(view: DataView, at: number, flag: number, single: boolean): number | null {
  if (flag === 0) return single ? view.getUint8(at) : null
  if (flag === 1) return view.getUint16(at, true) + 256
  if (flag === 2) return view.getUint32(at, true)
  return Number(view.getBigUint64(at, true))
}

/** RFC 8878, section 3.1.1.1.2. */
function windowBytes(byte: number): number {
  const base = 2 ** (10 + (byte >>> 3))
  return base + (base / 8) * (byte & 7)
}
