import { readSync } from "node:fs"
import { Unreadable } from "./unreadable.ts"

/**
 * Bytes, pulled piece by piece and synchronously: one thread reads, inflates, hashes and walks without a promise or an
 * event per piece, which is what makes a full audit cost little more than hashing. A piece is valid until the next call.
 */
export interface Source {
  /** The next piece, never empty; null at the end. */
  next(): Uint8Array | null
  /** Passes over up to `count` bytes without reading them, where that is possible; returns how many it passed over. */
  skip?(count: number): number
}

/** What every source of one run shares: when to give up, and where to count for the progress line. */
export interface Run {
  /** Milliseconds since the epoch; Infinity for none. */
  readonly deadline: number
  /** One counter of bytes read, shared by all threads. */
  readonly progress: BigInt64Array
}

/** From 64 KiB on the size of a read makes no difference to speed; this one stays in the second-level cache. */
const PIECE = 256 * 1024

function checkDeadline(run: Run): void {
  if (Date.now() > run.deadline)
    throw new Unreadable("timeout", "the time limit was reached before everything was read; raise it with --timeout")
}

/** A range of an open file. Reads by position, so that any number of threads can share the descriptor. */
export class FileSource implements Source {
  readonly #fd: number
  readonly #end: number
  readonly #run: Run
  readonly #buffer: Uint8Array
  #at: number

  constructor(fd: number, start: number, length: number, run: Run, piece = PIECE) {
    this.#fd = fd
    this.#at = start
    this.#end = start + length
    this.#run = run
    this.#buffer = new Uint8Array(Math.max(1, Math.min(piece, length)))
  }

  next(): Uint8Array | null {
    const want = Math.min(this.#buffer.length, this.#end - this.#at)
    if (want <= 0) return null
    checkDeadline(this.#run)
    const got = readSync(this.#fd, this.#buffer, 0, want, this.#at)
    if (got === 0)
      throw new Unreadable(
        "changed-while-read",
        "the file became shorter while it was read; audit it again when nothing writes to it",
      )
    this.#at += got
    Atomics.add(this.#run.progress, 0, BigInt(got))
    return this.#buffer.subarray(0, got)
  }

  skip(count: number): number {
    const step = Math.min(count, this.#end - this.#at)
    this.#at += step
    return step
  }
}

/** Standard input or another descriptor that has no positions. */
export class PipeSource implements Source {
  readonly #fd: number
  readonly #run: Run
  readonly #buffer = new Uint8Array(PIECE)
  readonly #nap = new Int32Array(new SharedArrayBuffer(4))

  constructor(fd: number, run: Run) {
    this.#fd = fd
    this.#run = run
  }

  next(): Uint8Array | null {
    for (;;) {
      checkDeadline(this.#run)
      try {
        const got = readSync(this.#fd, this.#buffer, 0, this.#buffer.length, null)
        if (got === 0) return null
        Atomics.add(this.#run.progress, 0, BigInt(got))
        return this.#buffer.subarray(0, got)
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code
        if (code === "EOF") return null
        if (code !== "EAGAIN") throw error
        // A pipe that another program set to non-blocking has nothing yet.
        Atomics.wait(this.#nap, 0, 0, 5)
      }
    }
  }
}

/** `first`, which was already taken from `rest` and must stay valid, and then `rest`. */
export function prepend(first: Uint8Array, rest: Source): Source {
  let pending: Uint8Array | null = first.length > 0 ? first : null
  return {
    next() {
      if (pending === null) return rest.next()
      const piece = pending
      pending = null
      return piece
    },
  }
}

/** A source whose end is not the end of what it should hold. */
export function cutShort(source: Source): Source {
  return {
    next() {
      const piece = source.next()
      if (piece === null) throw new Unreadable("truncated", "the archive ends before it does")
      return piece
    },
  }
}

/** The first piece of a source, which has at least `bytes` bytes unless the source has fewer; null where it is empty. */
export function withHead(source: Source, bytes: number): Uint8Array | null {
  let first = source.next()
  while (first !== null && first.length < bytes) {
    const head = Uint8Array.from(first)
    const more = source.next()
    if (more === null) return head
    first = new Uint8Array(head.length + more.length)
    first.set(head)
    first.set(more, head.length)
  }
  return first
}
