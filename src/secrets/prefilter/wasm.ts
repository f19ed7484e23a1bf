import { DIGITS } from "./base64.ts"
import { CLASS_HALVES, CLASSES, ESCAPES, LINKS } from "./classes.ts"
import { HITS_CAPACITY, type Entry, type Hashes, type Plan } from "./plan.ts"
import type { Prefilter } from "./scan.ts"
import { SCAN } from "./scan.wasm.ts"

/** The part of WebAssembly that is used here: Node's types know none of it. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

type Address =
  | "CLASS_HALVES"
  | "ESCAPES"
  | "TRIGRAMS"
  | "SPLATS"
  | "CLASSES"
  | "LINKS"
  | "BASE64_DIGITS"
  | "RECORDS"
  | "TEXTS"
  | "HASHES_STARTS"
  | "HASHES_ANYWHERE"
  | "HASHES_NUMBERS"
  | "HITS"
  | "BUFFER"
  | "RECORDS_CAPACITY"
  | "TEXTS_CAPACITY"
  | "BUFFER_CAPACITY"

type Exports = { readonly [name in Address | "stopped"]: { readonly value: number } } & {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly scan: (from: number, to: number, length: number, tile: number, most: number, base64: number) => number
}

/** See `assembly/hits.ts`. */
const RECORD = 32
const HEAD = 8
/** See `assembly/vectors.ts`. */
const SPLATS = [15, 127, 112]

let compiled: object | undefined

/** Null where this Node has no WebAssembly, or none with vectors. */
export function scanInWebAssembly(plan: Plan): Prefilter | null {
  const exports = instantiate()
  if (exports === null) return null
  write(plan, exports)
  const { memory, scan, stopped, BUFFER, BUFFER_CAPACITY, HITS } = exports
  const hits = new Int32Array(memory.buffer, HITS.value, 2 * HITS_CAPACITY)
  return {
    buffer: new Uint8Array(memory.buffer, BUFFER.value, BUFFER_CAPACITY.value),
    scan: (from, to, length) => scan(from, to, length, plan.tile, plan.most, plan.base64),
    get stopped() {
      return stopped.value
    },
    at: (index) => hits[2 * index] ?? 0,
    what: (index) => hits[2 * index + 1] ?? 0,
  }
}

function instantiate(): Exports | null {
  const engine = (globalThis as { readonly WebAssembly?: Engine }).WebAssembly
  if (engine === undefined) return null
  try {
    compiled ??= new engine.Module(Buffer.from(SCAN, "base64"))
    return new engine.Instance(compiled, {}).exports as Exports
  } catch {
    return null
  }
}

function write(plan: Plan, exports: Exports): void {
  const bytes = new Uint8Array(exports.memory.buffer)
  const view = new DataView(exports.memory.buffer)
  const address = (name: Address): number => exports[name].value
  let texts = 0
  let records = 0
  const writeText = (text: string): number => {
    const place = texts
    texts += text.length
    if (texts > address("TEXTS_CAPACITY")) throw new RangeError("too many literals")
    bytes.set(Buffer.from(text, "latin1"), address("TEXTS") + place)
    return place
  }
  const writeRecords = (entries: readonly Entry[]): number => {
    const first = records
    records += entries.length
    if (records > address("RECORDS_CAPACITY")) throw new RangeError("too many literals")
    for (const [index, { literal, back }] of entries.entries()) {
      const { id, text, flags, minimum } = literal
      const at = address("RECORDS") + (first + index) * RECORD
      const head = Buffer.from(text.slice(0, HEAD), "latin1")
      bytes.set(head, at)
      bytes.fill(0xff, at + HEAD, at + HEAD + head.length)
      view.setUint16(at + 16, id, true)
      view.setUint8(at + 18, text.length)
      view.setUint8(at + 19, back)
      view.setUint32(at + 20, writeText(text), true)
      view.setUint16(at + 24, flags, true)
      view.setUint8(at + 26, minimum)
      view.setUint8(at + 27, index === entries.length - 1 ? 1 : 0)
    }
    return first
  }
  const writeHashes = (hashes: Hashes, at: number): void => {
    const numbers = at + address("HASHES_NUMBERS")
    const written = new Map<string | Entry, number>()
    for (const [hash, entries] of hashes) {
      const key = entries.length === 1 ? entries[0]! : entries.map(({ literal }) => literal.id).join()
      const first = written.get(key) ?? writeRecords(entries)
      written.set(key, first)
      bytes[at + (hash >> 3)]! |= 1 << (hash & 7)
      view.setUint16(numbers + 2 * hash, first, true)
    }
  }

  bytes.set(CLASS_HALVES, address("CLASS_HALVES"))
  bytes.set(ESCAPES, address("ESCAPES"))
  for (const [index, byte] of SPLATS.entries())
    bytes.fill(byte, address("SPLATS") + 16 * index, address("SPLATS") + 16 * (index + 1))
  bytes.set(CLASSES, address("CLASSES"))
  bytes.set(LINKS, address("LINKS"))
  bytes.set(DIGITS, address("BASE64_DIGITS"))
  bytes.set(plan.anywhere.halves, address("TRIGRAMS"))
  writeHashes(plan.starts, address("HASHES_STARTS"))
  writeHashes(plan.anywhere.hashes, address("HASHES_ANYWHERE"))
}
