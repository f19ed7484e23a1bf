import {
  EntryType,
  LIMITS,
  type Compression,
  type Limits,
  type Problem,
  type ProblemCode,
  type Fact,
} from "../model/index.ts"
import { Body } from "./body.ts"
import { ByteReader } from "./byte-reader.ts"
import { type Captures, isCaptured } from "./captures.ts"
import { Columns, type PackedListing, type Row } from "./columns.ts"
import { decompress, sniffCompression } from "./compression.ts"
import { Digesting } from "./digesting.ts"
import { Inspection, type Seen, unseen } from "./inspection.ts"
import { Probing } from "./probing.ts"
import type { Viewers } from "./viewers.ts"
import { cleanPath } from "./name.ts"
import { Oddities } from "./oddities.ts"
import type { Source } from "./source.ts"
import { readTar, type TarEntry } from "./tar.ts"
import { firstNonZero } from "./tar-header.ts"
import { limitReached, Unreadable } from "./unreadable.ts"
import { meaningOf } from "./whiteout.ts"

export type Algorithm = "sha256" | "sha512"

/** How a layer is to be read. Plain data, so that it can cross a thread. */
export interface LayerRequest {
  /** Hashes of the stored bytes that are wanted. None where another task computes them. */
  readonly stored: readonly Algorithm[]
  /** Hashes of the uncompressed tar that are wanted. */
  readonly uncompressed: readonly Algorithm[]
  /** Files whose content is kept, at most 4 MiB each. */
  readonly captures: Captures
  /** True where contents are shown to the thread's inspector. */
  readonly inspect: boolean
  readonly hashSeed: bigint
  readonly limits: Limits
}

/** What one pass over a layer learned. Plain data, so that it can cross a thread. */
export interface LayerScan extends Seen {
  readonly compression: Compression
  readonly storedBytes: number
  readonly tarBytes: number
  readonly storedDigests: readonly string[]
  readonly tarDigests: readonly string[]
  readonly listing: PackedListing
  readonly captures: readonly (readonly [row: number, bytes: Uint8Array])[]
  readonly capabilities: readonly (readonly [row: number, bytes: Uint8Array])[]
  readonly facts: readonly (readonly [row: number, facts: readonly Fact[]])[]
  /** Messages say where in the layer; the caller says which layer. */
  readonly problems: readonly Problem[]
  /** True where the tar was read to its end. */
  readonly complete: boolean
}

const CAPTURE_BYTES = 4 * 1024 * 1024

/** A handful of files in an image have capabilities; a million are an attack. */
const MOST_CAPABILITIES = 10_000

/** Bytes that are kept of one layer, by row. */
interface Kept {
  readonly captures: [row: number, bytes: Uint8Array][]
  readonly capabilities: [row: number, bytes: Uint8Array][]
  capabilitiesOmitted: number
}

/** Reads a layer in one pass: digests of both forms, every entry, a hash of every file, the contents that were asked for, what viewers see in them. */
export function readLayer(
  source: Source,
  head: Uint8Array,
  request: LayerRequest,
  { inspector, prober }: Viewers,
): LayerScan {
  const stored = new Digesting(source, request.stored)
  const columns = new Columns()
  const kept: Kept = { captures: [], capabilities: [], capabilitiesOmitted: 0 }
  const probing = prober === null ? null : new Probing(prober)
  const inspection = inspector === null ? null : new Inspection(inspector, undefined, probing)
  const oddities = new Oddities()
  const problems: Problem[] = []
  let compression: Compression = "none"
  let tarBytes = 0
  let tarDigests: string[] = []
  let complete = false
  try {
    compression = sniffCompression(head)
    const plain = decompress(stored, compression, request.limits)
    // A plain layer's two digests are one: its bytes are hashed once.
    const tar = new Digesting(plain, compression === "none" ? [] : request.uncompressed)
    try {
      list(new ByteReader(tar), request, columns, kept, { inspection, probing }, oddities)
      tar.drain()
      complete = true
      if (plain.trailingAt !== null)
        oddities.note(
          "odd-entry",
          "",
          `bytes that belong to nothing follow the ${compression} data at compressed offset ${plain.trailingAt}`,
        )
    } finally {
      // A layer that is no good tar may still prove its diff id; one that can't be inflated to its end has none.
      const isWhole = complete || (compression !== "none" && drains(tar))
      tarBytes = tar.bytes
      tarDigests = isWhole ? tar.digests() : []
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    problems.push({ code: error.code, message: error.message })
  }
  if (probing !== null && probing.omitted > 0)
    problems.push({
      code: "limit-reached",
      message: `files say more of themselves than is kept: ${probing.omitted} statements about packages and programs are left out`,
    })
  if (kept.capabilitiesOmitted > 0)
    problems.push({
      code: "limit-reached",
      message: `more files have capabilities than are kept: those of ${kept.capabilitiesOmitted} files are left out`,
    })
  const storedDigests = drains(stored) ? stored.digests() : []
  // Bytes in a compression that is not read are no tar, and have no diff id to compare.
  if (compression === "none" && !problems.some(({ code }) => code === "unsupported-compression")) {
    tarBytes = stored.bytes
    tarDigests = storedDigests
  }
  const listing = columns.pack()
  return {
    compression,
    storedBytes: stored.bytes,
    tarBytes,
    storedDigests,
    tarDigests,
    listing,
    captures: kept.captures,
    capabilities: kept.capabilities,
    facts: probing?.facts() ?? [],
    ...(inspection?.seen() ?? unseen(listing)),
    problems: [...problems, ...oddities.problems()],
    complete,
  }
}

/** Reads the rest; false where there is no getting to the end. */
function drains(source: Digesting): boolean {
  try {
    source.drain()
    return true
  } catch (error) {
    if (error instanceof Unreadable) return false
    throw error
  }
}

/** What looks at contents in one layer. */
interface Looks {
  readonly inspection: Inspection | null
  readonly probing: Probing | null
}

function list(
  reader: ByteReader,
  request: LayerRequest,
  columns: Columns,
  kept: Kept,
  looks: Looks,
  oddities: Oddities,
): void {
  const { limits } = request
  const body = new Body(reader, request.hashSeed)
  const row = { type: 0, path: "", target: "", size: 0, mode: 0, uid: 0, gid: 0, mtime: 0, hash: 0 }
  const entries = readTar(reader, limits)
  let count = 0
  let text = 0
  for (let next = entries.next(); ; next = entries.next()) {
    if (next.done === true) {
      if (next.value.dirtyPadding)
        oddities.note("odd-entry", "", "padding between entries holds bytes that no reader sees")
      noteTrailing(reader, oddities)
      return
    }
    const entry = next.value
    count += 1
    if (count > limits.entriesPerLayer)
      throw limitReached(LIMITS.entriesPerLayer.help, limits.entriesPerLayer, LIMITS.entriesPerLayer.option)
    const path = pathOf(entry, limits, oddities)
    if (path === null) continue
    noteOddities(entry, path, oddities)
    if (entry.oddities.includes("unknown-type")) continue
    const meaning = meaningOf(path)
    if (meaning?.kind === "ignored") {
      if (meaning.odd) oddities.note("odd-whiteout", path, "a whiteout that names nothing")
      continue
    }
    row.type = meaning?.type ?? entry.type
    row.path = meaning?.path ?? path
    row.mode = Number.isNaN(entry.mode) ? 0 : entry.mode & 0o7777
    row.uid = Number.isNaN(entry.uid) ? 0 : entry.uid
    row.gid = Number.isNaN(entry.gid) ? 0 : entry.gid
    row.mtime = Number.isNaN(entry.mtime) ? 0 : entry.mtime
    row.target = ""
    row.size = 0
    row.hash = 0
    if (row.type === EntryType.symlink) row.target = cut(entry.link, limits, path, oddities)
    else if (row.type === EntryType.hardlink) row.target = cleanPath(cut(entry.link, limits, path, oddities)).path
    text += row.path.length + row.target.length
    if (text > limits.nameBytes) throw limitReached(LIMITS.nameBytes.help, limits.nameBytes, LIMITS.nameBytes.option)
    if (row.type === EntryType.file) {
      const isKept = entry.data <= CAPTURE_BYTES && isCaptured(request.captures, row.path)
      body.open(entry.data, entry.offset, isKept)
      row.size = entry.size
      row.hash = readFile(body, row, looks, columns)
      if (isKept) kept.captures.push([columns.length, body.bytes()])
    }
    if (entry.capability !== null && (row.type === EntryType.file || row.type === EntryType.hardlink))
      keepCapability(kept, columns.length, entry.capability)
    columns.add(row)
  }
}

function keepCapability(kept: Kept, row: number, bytes: Uint8Array): void {
  if (kept.capabilities.length < MOST_CAPABILITIES) kept.capabilities.push([row, bytes])
  else kept.capabilitiesOmitted += 1
}

/** Docker, GNU tar and bsdtar stop at the end that a tar marks; others read on. */
function noteTrailing(reader: ByteReader, oddities: Oddities): void {
  for (let piece = reader.some(Infinity); piece.length > 0; piece = reader.some(Infinity)) {
    const dirty = firstNonZero(piece)
    if (dirty < 0) continue
    oddities.note(
      "trailing-data",
      "",
      `bytes follow the tar's end at offset ${reader.position - piece.length + dirty}; no container sees them, and they were not read`,
    )
    return
  }
}

/** Reads a file, shows it to whoever inspects and returns its hash. */
function readFile(body: Body, row: Row, { inspection, probing }: Looks, columns: Columns): number {
  const watched = probing?.watch(row.path, "", columns.length, body.size, body)
  const source = watched ?? body
  try {
    inspection?.look(row.path, columns.length, body, source)
    while (source.next() !== null);
    watched?.end(true)
  } catch (error) {
    watched?.end(false)
    // The row of a file that was cut is kept only where it holds something to be found.
    if (body.failure !== null && inspection?.sawSomething === true) columns.add({ ...row, size: body.read })
    throw error
  }
  return body.hash
}

/** The cleaned path; null where the entry names nothing that could be listed. */
function pathOf(entry: TarEntry, limits: Limits, oddities: Oddities): string | null {
  const { path, escaped } = cleanPath(cut(entry.name, limits, entry.name, oddities))
  if (escaped)
    oddities.note(
      "path-escapes-root",
      path,
      "a name climbs out of the root with `..`; it is taken as inside, a careless unpacker may not",
    )
  if (path === "" && entry.type !== EntryType.directory) {
    oddities.note("odd-name", path, "an entry that is no directory stands for the root")
    return null
  }
  if (path.length > limits.pathDepth && path.split("/").length > limits.pathDepth)
    throw limitReached(`${LIMITS.pathDepth.help} at offset ${entry.offset}`, limits.pathDepth, LIMITS.pathDepth.option)
  return path
}

function cut(name: string, limits: Limits, path: string, oddities: Oddities): string {
  if (name.length <= limits.pathBytes) return name
  oddities.note("odd-name", path.slice(0, 200), `a name longer than ${limits.pathBytes} characters is cut there`)
  return name.slice(0, limits.pathBytes)
}

const ODDITIES: Record<TarEntry["oddities"][number], readonly [ProblemCode, string]> = {
  "global-header": [
    "odd-entry",
    "a global pax header would rename entries for some readers; it is ignored, as docker does",
  ],
  "nul-in-name": ["odd-name", "a name holds a NUL; it is cut there"],
  "body-not-read": ["odd-entry", "an entry that has no body claims one; it is taken as having none, as docker does"],
  "unknown-type": ["odd-entry", "an entry of an unknown type is not listed"],
  "bad-number": ["odd-entry", "a mode, owner or time is no number; 0 is taken"],
  "false-sparse": [
    "odd-name",
    "a name or size for sparse files stands by a file that is not sparse; it is ignored, as docker does",
  ],
  "two-names": [
    "odd-name",
    "an entry has one long name from GNU tar and another from pax; the first is taken, as docker does",
  ],
  "sparse-size": ["odd-entry", "a sparse file claims more bytes than any image may have; its stored bytes are counted"],
}

function noteOddities(entry: TarEntry, path: string, oddities: Oddities): void {
  for (const oddity of entry.oddities) oddities.note(ODDITIES[oddity][0], path, ODDITIES[oddity][1])
}
