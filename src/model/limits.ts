const KiB = 1024
const MiB = 1024 * KiB
const GiB = 1024 * MiB

/** One limit: what it bounds, its default and the option that raises it. */
interface Limit {
  readonly default: number
  /** The command line option that raises it; null where it can't be raised. */
  readonly option: string | null
  readonly unit: "bytes" | "count" | "seconds" | "ratio"
  readonly help: string
}

/** Every limit on what an input may ask of us. Reaching one ends in status 2, never in a silent cut. */
export const LIMITS = {
  metadataBytes: {
    default: 8 * MiB,
    option: "--max-metadata-size",
    unit: "bytes",
    help: "largest manifest, index or config",
  },
  jsonDepth: { default: 64, option: null, unit: "count", help: "nesting of a JSON document" },
  jsonKeys: { default: 200_000, option: null, unit: "count", help: "keys and items of a JSON document" },
  headerRecordBytes: { default: MiB, option: null, unit: "bytes", help: "one PAX record set or GNU long name" },
  sparseRegions: { default: 100_000, option: null, unit: "count", help: "regions of one sparse file" },
  entriesPerLayer: { default: 2_000_000, option: "--max-entries", unit: "count", help: "entries of one layer" },
  nameBytes: { default: 256 * MiB, option: null, unit: "bytes", help: "names and link targets of one layer together" },
  pathBytes: { default: 4096, option: null, unit: "bytes", help: "length of one path" },
  pathDepth: { default: 1024, option: null, unit: "count", help: "components of one path" },
  layers: { default: 1000, option: "--max-layers", unit: "count", help: "layers of one image" },
  indexDepth: { default: 4, option: null, unit: "count", help: "nesting of image indexes" },
  manifests: { default: 1000, option: null, unit: "count", help: "manifests of one input" },
  members: { default: 200_000, option: null, unit: "count", help: "members of the outer archive" },
  uncompressedBytes: {
    default: 64 * GiB,
    option: "--max-uncompressed-size",
    unit: "bytes",
    help: "uncompressed bytes of one layer",
  },
  ratio: {
    default: 2000,
    option: "--max-ratio",
    unit: "ratio",
    help: "expansion of a compressed stream, from 1 GiB on",
  },
  zstdWindowBytes: { default: 128 * MiB, option: null, unit: "bytes", help: "zstd window" },
  seconds: { default: Infinity, option: "--timeout", unit: "seconds", help: "wall-clock time" },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS
export type Limits = Readonly<Record<LimitName, number>>

/** The limits in force where nobody said otherwise. */
export const DEFAULT_LIMITS: Limits = Object.fromEntries(
  Object.entries(LIMITS).map(([name, limit]) => [name, limit.default]),
) as Record<LimitName, number>
