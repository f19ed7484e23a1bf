/** Parts of a file that passes by once: what was wanted before it passed can be read afterwards. */
export class Kept {
  /** Half-open ranges of offsets, sorted by their beginning; they may overlap. */
  readonly #wanted: [start: number, end: number][] = []
  /** In file order, none overlapping. */
  readonly #parts: { readonly at: number; readonly bytes: Buffer }[] = []
  #position = 0

  /** Offset of the next byte. */
  get position(): number {
    return this.#position
  }

  /** Keeps a range from now on; what of it has passed already is kept only if it was wanted before. */
  want(start: number, length: number): void {
    if (!(length > 0) || !(start >= 0)) return
    this.#wanted.push([start, start + length])
    this.#wanted.sort((a, b) => a[0] - b[0])
  }

  pass(bytes: Uint8Array): void {
    const end = this.#position + bytes.length
    let from = this.#position
    for (const [first, last] of this.#wanted) {
      const start = Math.max(from, first)
      const stop = Math.min(end, last)
      if (start >= stop) continue
      const part = bytes.subarray(start - this.#position, stop - this.#position)
      this.#parts.push({ at: start, bytes: Buffer.from(part) })
      from = stop
    }
    this.#position = end
  }

  /** Null where not all of it was kept. */
  read(start: number, length: number): Buffer | null {
    if (!(start >= 0) || !(length >= 0)) return null
    const found: Buffer[] = []
    let at = start
    const end = start + length
    for (const part of this.#parts) {
      if (at >= end) break
      if (part.at > at) return null
      if (part.at + part.bytes.length <= at) continue
      const bytes = part.bytes.subarray(at - part.at, end - part.at)
      found.push(bytes)
      at += bytes.length
    }
    if (at < end) return null
    return found.length === 1 ? found[0]! : Buffer.concat(found)
  }

  /** As much of a range as was kept without a gap from its beginning. */
  readUpTo(start: number, length: number): Buffer {
    const end = this.#parts.reduce(
      (at, part) => (part.at <= at && part.at + part.bytes.length > at ? part.at + part.bytes.length : at),
      start,
    )
    return this.read(start, Math.min(length, end - start)) ?? Buffer.alloc(0)
  }
}
