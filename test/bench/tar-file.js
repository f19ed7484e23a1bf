import { createHash } from "node:crypto"
import { closeSync, openSync, readSync, writeSync } from "node:fs"

const BLOCK = 512
const CHUNK = 1 << 20
const MTIME = "15000000000" // octal; any fixed time does
const ZEROS = Buffer.alloc(CHUNK)

const padding = (size) => (BLOCK - (size % BLOCK)) % BLOCK

function header(name, size, type, link) {
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0, 100)
  block.write(type === "5" ? "0000755" : "0000644", 100)
  block.write("0000000", 108)
  block.write("0000000", 116)
  block.write(size.toString(8).padStart(11, "0"), 124)
  block.write(MTIME, 136)
  block.write("        ", 148)
  block.write(type, 156)
  block.write(link, 157, 100)
  block.write("ustar\u000000", 257)
  block.write(
    block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, "0") + "\0 ",
    148,
  )
  return block
}

/** Headers of one entry; a name that is too long stands before it, as GNU tar writes it. */
function headers(name, size, type, link) {
  const blocks = []
  for (const [text, kind] of [
    [link, "K"],
    [name, "L"],
  ]) {
    const bytes = Buffer.from(`${text}\0`)
    if (bytes.length <= 100) continue
    blocks.push(header("././@LongLink", bytes.length, kind, ""), bytes, Buffer.alloc(padding(bytes.length)))
  }
  blocks.push(header(name, size, type, link))
  return Buffer.concat(blocks)
}

/** Writes a file from front to back in large pieces, and hashes what it is asked to. */
export class Output {
  #fd
  #buffer = Buffer.alloc(4 * CHUNK)
  #used = 0
  #hash = null
  at = 0

  constructor(path) {
    this.#fd = openSync(path, "w")
  }

  write(bytes) {
    this.#hash?.update(bytes)
    this.at += bytes.length
    if (this.#used + bytes.length > this.#buffer.length) this.#flush()
    if (bytes.length > this.#buffer.length) return void writeSync(this.#fd, bytes)
    bytes.copy(this.#buffer, this.#used)
    this.#used += bytes.length
  }

  #flush() {
    for (let at = 0; at < this.#used;) at += writeSync(this.#fd, this.#buffer, at, this.#used - at)
    this.#used = 0
  }

  /** The digest of what `make` writes. */
  digestOf(make) {
    this.#hash = createHash("sha256")
    make()
    const digest = this.#hash.digest("hex")
    this.#hash = null
    return digest
  }

  close() {
    this.#flush()
    closeSync(this.#fd)
  }

  /** Puts bytes where something else was written before. */
  patch(bytes, at) {
    this.#flush()
    writeSync(this.#fd, bytes, 0, bytes.length, at)
    // The file's own position is not moved by a write at a place.
  }

  /** Entries of a tar. */
  entry(name, bytes, type = "0", link = "") {
    this.write(headers(name, bytes.length, type, link))
    this.write(bytes)
    this.write(ZEROS.subarray(0, padding(bytes.length)))
  }

  /** An entry with the bytes of another file. */
  copy(name, path, size) {
    this.write(headers(name, size, "0", ""))
    const fd = openSync(path, "r")
    const piece = Buffer.alloc(Math.min(size, CHUNK))
    for (let left = size; left > 0;) {
      const count = readSync(fd, piece, 0, Math.min(left, piece.length), null)
      // What the file has lost since it was measured is made up.
      const bytes = count === 0 ? ZEROS.subarray(0, Math.min(left, CHUNK)) : piece.subarray(0, count)
      this.write(bytes)
      left -= bytes.length
    }
    closeSync(fd)
    this.write(ZEROS.subarray(0, padding(size)))
  }

  zeros(name, size) {
    this.write(headers(name, size, "0", ""))
    for (let left = size + padding(size); left > 0; left -= CHUNK) this.write(ZEROS.subarray(0, Math.min(left, CHUNK)))
  }

  /** An entry whose size is known only after `make` has written it; returns its place and its digest. */
  nested(name, make) {
    const head = this.at
    this.write(headers(name, 0, "0", ""))
    const start = this.at
    const digest = this.digestOf(() => {
      make()
      this.end()
    })
    const size = this.at - start
    this.patch(headers(name, size, "0", ""), head)
    this.write(ZEROS.subarray(0, padding(size)))
    return { start, size, digest }
  }

  end() {
    this.write(ZEROS.subarray(0, 2 * BLOCK))
  }
}
