import { decodeName } from "./name.ts"
import { Unreadable } from "./unreadable.ts"

/** The records of a pax extended header that say something about an entry. POSIX.1-2017, pax, "pax Header Block". */
export interface PaxRecords {
  path?: string
  linkpath?: string
  size?: number
  mtime?: number
  uid?: number
  gid?: number
  /** A sparse file: the size that readers see, and its real name where the header carries a made-up one. */
  sparseSize?: number
  sparseName?: string
  sparseMajor?: string
  sparseMinor?: string
  /** True where there is a map, which the versions that have no number are known by. */
  hasSparseMap?: boolean
  /** True where a size or name of a sparse file was dropped, for nothing else says that it is one. */
  falseSparse?: boolean
  /** The extended attribute `security.capability`, at most its first bytes. */
  capability?: Uint8Array
  /** True where `path` or `linkpath` held a NUL and was cut there, as other readers do. */
  cutAtNul?: boolean
}

const DIGITS = /^\d{1,16}$/
const TIME = /^-?\d{1,20}(?:\.\d*)?$/
const SPACE = 32
const NEWLINE = 10
const EQUALS = 61

const malformed = (what: string): Unreadable => new Unreadable("malformed-tar", `a pax header ${what}`)

/** A size must be a plain decimal number: everything else has been used to make two readers see two archives. */
function size(value: string): number {
  if (!DIGITS.test(value) || !Number.isSafeInteger(Number(value))) throw malformed("gives a size that is no number")
  return Number(value)
}

const time = (value: string): number => (TIME.test(value) ? Number(value) : NaN)
const id = (value: string): number => (DIGITS.test(value) ? Number(value) : NaN)

/** The longest form has 24 bytes; of what is longer enough is kept to see that it is none. capability.h, `vfs_ns_cap_data`. */
const CAPABILITY_BYTES = 32

/** How each keyword is kept. All others (most of SCHILY.xattr and LIBARCHIVE, comment …) don't change what an entry is. */
const KEYWORDS: ReadonlyMap<string, (records: PaxRecords, value: string) => void> = new Map([
  ["path", (records, value) => void (records.path = value)],
  ["linkpath", (records, value) => void (records.linkpath = value)],
  ["size", (records, value) => void (records.size = size(value))],
  ["mtime", (records, value) => void (records.mtime = time(value))],
  ["uid", (records, value) => void (records.uid = id(value))],
  ["gid", (records, value) => void (records.gid = id(value))],
  ["GNU.sparse.size", (records, value) => void (records.sparseSize = size(value))],
  ["GNU.sparse.realsize", (records, value) => void (records.sparseSize = size(value))],
  ["GNU.sparse.name", (records, value) => void (records.sparseName = value)],
  ["GNU.sparse.major", (records, value) => void (records.sparseMajor = value)],
  ["GNU.sparse.minor", (records, value) => void (records.sparseMinor = value)],
  ["GNU.sparse.map", (records) => void (records.hasSparseMap = true)],
  // Version 0.0 has a pair of records for each region instead.
  ["GNU.sparse.offset", (records) => void (records.hasSparseMap = true)],
])

/** Keywords whose values are bytes. Docker knows the first one, so it wins; bsdtar writes the other one too, in base64. */
const BINARY: ReadonlyMap<string, (records: PaxRecords, value: Uint8Array) => void> = new Map([
  [
    "SCHILY.xattr.security.capability",
    (records, value) => void (records.capability = Uint8Array.from(value.subarray(0, CAPABILITY_BYTES))),
  ],
  [
    "LIBARCHIVE.xattr.security.capability",
    (records, value) => {
      const text = decodeName(value.subarray(0, 2 * CAPABILITY_BYTES))
      records.capability ??= Uint8Array.from(Buffer.from(text, "base64").subarray(0, CAPABILITY_BYTES))
    },
  ],
])

/** Parses `LENGTH KEYWORD=VALUE\n` records by their lengths, never by lines: values may hold newlines and NULs. Throws `Unreadable` where a length lies. */
export function parsePax(bytes: Uint8Array): PaxRecords {
  const records: PaxRecords = {}
  let at = 0
  while (at < bytes.length) {
    // Some writers pad the records with NULs to the end of the block.
    if (bytes[at] === 0) break
    const space = bytes.indexOf(SPACE, at)
    const digits = space < 0 || space - at > 10 ? "" : decodeName(bytes, at, space)
    const end = at + Number(digits)
    if (!DIGITS.test(digits) || end > bytes.length || end <= space + 2 || bytes[end - 1] !== NEWLINE)
      throw malformed("has a record whose length is wrong")
    const equals = bytes.indexOf(EQUALS, space + 1)
    if (equals < 0 || equals >= end) throw malformed("has a record without a value")
    const keyword = decodeName(bytes, space + 1, equals)
    const keep = KEYWORDS.get(keyword)
    const isEmpty = equals + 1 === end - 1
    if (keep === undefined) {
      if (!isEmpty) BINARY.get(keyword)?.(records, bytes.subarray(equals + 1, end - 1))
    } else if (!isEmpty) keep(records, decodeName(bytes, equals + 1, end - 1))
    at = end
  }
  for (const key of ["path", "linkpath", "sparseName"] as const) {
    const value = records[key]
    if (value?.includes("\0")) {
      records[key] = value.slice(0, value.indexOf("\0"))
      records.cutAtNul = true
    }
  }
  if ((records.sparseName !== undefined || records.sparseSize !== undefined) && !isSparse(records)) {
    delete records.sparseName
    delete records.sparseSize
    records.falseSparse = true
  }
  return records
}

const SPARSE_VERSIONS = new Set(["0.0", "0.1", "1.0"])

/** As Go decides it; GNU tar takes the name alone for proof, so that a file could go by two names. */
function isSparse({ sparseMajor, sparseMinor, hasSparseMap }: PaxRecords): boolean {
  if (sparseMajor === undefined && sparseMinor === undefined) return hasSparseMap === true
  return SPARSE_VERSIONS.has(`${sparseMajor}.${sparseMinor}`)
}
