import { EntryType, LIMITS, type Limits } from "../model/index.ts"
import type { ByteReader } from "./byte-reader.ts"
import { decodeName } from "./name.ts"
import { parsePax, type PaxRecords } from "./pax.ts"
import { BLOCK, decodeHeader, isZeroBlock, number, type TarHeader } from "./tar-header.ts"
import { limitReached, Unreadable } from "./unreadable.ts"

/** Something about an entry that another reader might take differently. */
type Oddity =
  | "global-header"
  | "nul-in-name"
  | "body-not-read"
  | "unknown-type"
  | "bad-number"
  | "sparse-size"
  | "false-sparse"
  | "two-names"

/** One entry of a tar, whatever records it took to say so. The same object is used for every entry: copy what you keep. */
export interface TarEntry {
  /** As written; not yet cleaned. */
  name: string
  /** As written; of links only. */
  link: string
  type: EntryType
  /** Bytes that a reader of the file gets. */
  size: number
  /** Bytes of the body in the archive: less than `size` for sparse files, 0 for all that have none. */
  stored: number
  /** Bytes of the body to be read by whoever wants the content: of a sparse file its data without the map. */
  data: number
  mode: number
  uid: number
  gid: number
  mtime: number
  /** The extended attribute `security.capability`; null where it has none. */
  capability: Uint8Array | null
  /** Offset of the header (of the first one, where there are several) in the tar. */
  offset: number
  /** Offset of the body in the tar. */
  bodyAt: number
  oddities: Oddity[]
}

/** How the tar ended. */
export interface TarEnd {
  /** Zero blocks seen at the end: two in a whole archive, but many writers leave one or none. */
  readonly zeroBlocks: number
  /** True where padding between entries held something other than zeros. */
  readonly dirtyPadding: boolean
}

const TYPES: ReadonlyMap<string, EntryType> = new Map<string, EntryType>([
  ["\0", EntryType.file],
  ["0", EntryType.file],
  ["7", EntryType.file],
  ["S", EntryType.file],
  ["1", EntryType.hardlink],
  ["2", EntryType.symlink],
  ["3", EntryType.device],
  ["4", EntryType.device],
  ["5", EntryType.directory],
  ["6", EntryType.fifo],
])

const truncated = (what: string, at: number): Unreadable =>
  new Unreadable("truncated", `the tar ends too early: ${what} at offset ${at} is cut`)

/** What the records before an entry say about it. */
interface Pending {
  pax: PaxRecords | null
  longName: string | null
  longLink: string | null
  offset: number
  oddities: Oddity[]
}

const nothing = (): Pending => ({ pax: null, longName: null, longLink: null, offset: -1, oddities: [] })

/**
 * Reads a tar in all the dialects that image layers come in (v7, ustar, GNU, pax, sparse files in four forms) as Go's
 * archive/tar, and so `docker load`, understands it. After an entry the body may be read from `reader`; what is left of
 * it is passed over. Throws `Unreadable` where the next header can't be trusted; every entry before it was yielded.
 */
export function* readTar(reader: ByteReader, limits: Limits): Generator<TarEntry, TarEnd> {
  let pending = nothing()
  let dirtyPadding = false
  const entry = { oddities: [] } as unknown as TarEntry
  for (;;) {
    const offset = reader.position
    const block = reader.take(BLOCK)
    if (block.length === 0) {
      if (pending.offset >= 0) throw truncated("the entry that a header announced", pending.offset)
      return { zeroBlocks: 0, dirtyPadding }
    }
    if (block[0] === 0 && isZeroBlock(block)) {
      if (pending.offset >= 0) throw truncated("the entry that a header announced", pending.offset)
      if (block.length < BLOCK) return { zeroBlocks: 0, dirtyPadding }
      const second = reader.peek()
      const whole = second.length >= BLOCK ? second.subarray(0, BLOCK) : reader.take(BLOCK)
      if (!isZeroBlock(whole))
        throw new Unreadable(
          "malformed-tar",
          `the tar goes on behind a single block of zeros at offset ${offset}, where some readers stop and others do not`,
        )
      return { zeroBlocks: whole.length === BLOCK ? 2 : 1, dirtyPadding }
    }
    if (block.length < BLOCK) throw truncated("a header", offset)
    const header = decodeAt(block, offset)
    if (!Number.isSafeInteger(header.size) || header.size < 0)
      throw new Unreadable("malformed-tar", `the tar header at offset ${offset} gives a size that is no number`)
    const flag = String.fromCharCode(header.flag)

    if (flag === "x" || flag === "L" || flag === "K") {
      if (pending.offset < 0) pending.offset = offset
      const record = takeRecord(reader, header, offset, limits)
      if (flag === "x") pending.pax = parsePax(record)
      else if (flag === "L") pending.longName = decodeName(cutAtNul(record))
      else pending.longLink = decodeName(cutAtNul(record))
      reader.skip(paddingOf(header.size))
      continue
    }
    if (flag === "g") {
      // Global records apply to nothing here: Go, and so docker, ignores them, while GNU tar would rename what follows.
      const records = parsePax(takeRecord(reader, header, offset, limits))
      reader.skip(paddingOf(header.size))
      if (Object.keys(records).length > 0) pending.oddities.push("global-header")
      continue
    }

    fill(entry, header, pending, offset)
    // The oldest archives have no type for directories.
    const type = flag === "\0" && entry.name.endsWith("/") ? EntryType.directory : TYPES.get(flag)
    let stored = pending.pax?.size ?? header.size
    if (type === undefined) {
      entry.oddities.push("unknown-type")
    } else if (type !== EntryType.file) {
      if (stored > 0) entry.oddities.push("body-not-read")
      stored = 0
    }
    entry.type = type ?? EntryType.file
    entry.stored = stored
    entry.size = stored
    if (flag === "S") entry.size = readSparse(block, reader, limits)
    else if (pending.pax?.sparseSize !== undefined) entry.size = pending.pax.sparseSize
    if (entry.size !== stored && !(entry.size <= limits.uncompressedBytes)) {
      entry.oddities.push("sparse-size")
      entry.size = stored
    }
    entry.bodyAt = reader.position
    entry.data = stored
    if (pending.pax?.sparseMajor === "1") entry.data -= passSparseMap(reader, stored, limits)
    if (pending.offset >= 0 || pending.oddities.length > 0) pending = nothing()

    yield entry

    const left = entry.bodyAt + entry.stored - reader.position
    if (left > 0 && reader.skip(left) < left) throw truncated("the body of the entry", entry.offset)
    const padding = paddingOf(entry.stored)
    // Missing padding at the very end is common enough; the digests tell whether anything was lost.
    if (padding > 0 && !reader.zeros(padding)) dirtyPadding = true
  }
}

function decodeAt(block: Uint8Array, offset: number): TarHeader {
  try {
    return decodeHeader(block)
  } catch (error) {
    if (error instanceof Unreadable) throw new Unreadable(error.code, `${error.message} at offset ${offset}`)
    throw error
  }
}

function fill(entry: TarEntry, header: TarHeader, pending: Pending, offset: number): void {
  const { pax } = pending
  entry.name = pax?.sparseName ?? pending.longName ?? pax?.path ?? header.name
  entry.link = pending.longLink ?? pax?.linkpath ?? header.link
  entry.mode = header.mode
  entry.uid = pax?.uid ?? header.uid
  entry.gid = pax?.gid ?? header.gid
  entry.mtime = pax?.mtime ?? header.mtime
  entry.capability = pax?.capability ?? null
  entry.offset = pending.offset >= 0 ? pending.offset : offset
  entry.oddities = pending.oddities
  if (pax !== null) notePaxOddities(entry, pax, pending)
  if (Number.isNaN(entry.mode) || Number.isNaN(entry.uid) || Number.isNaN(entry.gid) || Number.isNaN(entry.mtime))
    entry.oddities.push("bad-number")
}

function notePaxOddities(entry: TarEntry, pax: PaxRecords, { longName, longLink }: Pending): void {
  if (pax.cutAtNul === true) entry.oddities.push("nul-in-name")
  if (pax.falseSparse === true) entry.oddities.push("false-sparse")
  if (differs(longName, pax.path) || differs(longLink, pax.linkpath)) entry.oddities.push("two-names")
}

const differs = (long: string | null, other: string | undefined): boolean =>
  long !== null && other !== undefined && long !== other

/** Bytes from the end of a body to that of its last block. */
const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK

/** The content of a header that speaks of the next one; valid until the reader goes on. */
function takeRecord(reader: ByteReader, header: TarHeader, offset: number, limits: Limits): Uint8Array {
  if (header.size > limits.headerRecordBytes)
    throw limitReached(
      `${LIMITS.headerRecordBytes.help} at offset ${offset}`,
      limits.headerRecordBytes,
      LIMITS.headerRecordBytes.option,
    )
  const record = reader.take(header.size)
  if (record.length < header.size) throw truncated("a header", offset)
  return record
}

function cutAtNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}

/** The real size of an old GNU sparse file; reads the blocks that go on with its map. */
function readSparse(header: Uint8Array, reader: ByteReader, limits: Limits): number {
  const realSize = number(header, 483, 12)
  let regions = 4
  let extended = header[482] === 1
  while (extended) {
    const at = reader.position
    const block = reader.take(BLOCK)
    if (block.length < BLOCK) throw truncated("a sparse map", at)
    extended = block[504] === 1
    regions += 21
    if (regions > limits.sparseRegions)
      throw limitReached(LIMITS.sparseRegions.help, limits.sparseRegions, LIMITS.sparseRegions.option)
  }
  return realSize
}

const NEWLINE = 10

/** Passes over the map that begins the body of a pax 1.0 sparse file (`COUNT` and then two numbers a region, a line each); returns its bytes. */
function passSparseMap(reader: ByteReader, stored: number, limits: Limits): number {
  let lines = 0
  let count = ""
  for (let passed = 0; passed + BLOCK <= stored; passed += BLOCK) {
    const block = reader.take(BLOCK)
    if (block.length < BLOCK) throw truncated("a sparse map", reader.position)
    for (const byte of block) {
      if (byte === NEWLINE) lines += 1
      else if (lines === 0) count += String.fromCharCode(byte)
    }
    if (lines === 0) break
    if (!(Number(count) <= limits.sparseRegions))
      throw limitReached(LIMITS.sparseRegions.help, limits.sparseRegions, LIMITS.sparseRegions.option)
    if (lines > 2 * Number(count)) return passed + BLOCK
  }
  throw new Unreadable("malformed-tar", `a sparse file has a map that is cut, before offset ${reader.position}`)
}
