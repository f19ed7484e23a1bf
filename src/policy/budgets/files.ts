import { EntryType, globMatcher, PlimsollError, type File, type Image, type Part } from "../../model/index.ts"

/** What files of one kind come to. */
export interface FileSum {
  readonly bytes: number
  readonly files: number
  /** The largest of them, at most three. */
  readonly largest: readonly Part[]
}

const MOST_LARGEST = 3
/** A few seconds: a hundred globs over ten thousand paths take a quarter of it. */
const MOST_STEPS = 2e8

/** The part of a glob that every path which fits begins with; empty where that can't be told. */
const startOf = (glob: string): string => (glob.startsWith("/") ? (/^[^*?{\\]*/.exec(glob)?.[0] ?? "") : "")

/** Visible regular files by glob, each hard-linked one once. One pass over the tree, whatever is asked; none where nothing is.
 * Throws a `PlimsollError` where it would take minutes. */
export function sumFiles(image: Image, globs: readonly string[]): ReadonlyMap<string, FileSum> {
  const steps = { left: MOST_STEPS }
  const sums = [...new Set(globs)].map((glob) => ({
    glob,
    start: startOf(glob),
    fits: globMatcher(glob, steps),
    seen: new Set<string>(),
    bytes: 0,
    files: 0,
    largest: [] as Part[],
  }))
  if (sums.length === 0) return new Map()
  for (const file of image.files) {
    if (file.type !== EntryType.file) continue
    for (const sum of sums) {
      if (!file.path.startsWith(sum.start) || !sum.fits(file.path) || isSeen(sum.seen, file)) continue
      sum.bytes += file.size
      sum.files += 1
      keepLargest(sum.largest, file)
    }
  }
  // Nothing fits from there on, and less would pass.
  if (steps.left < 0)
    throw new PlimsollError(
      "The path: budgets take too long over this image's paths. Let each begin with a folder, such as path:/srv/**, and leave out what they don't need of * and **.",
    )
  return new Map(sums.map(({ glob, bytes, files, largest }) => [glob, { bytes, files, largest }]))
}

function isSeen(seen: Set<string>, { links, layer, row }: File): boolean {
  if (links === 1) return false
  const identity = `${layer}:${row}`
  return seen.has(identity) || (seen.add(identity), false)
}

function keepLargest(largest: Part[], { path, size, layer }: File): void {
  if (size === 0 || size <= (largest[MOST_LARGEST - 1]?.bytes ?? 0)) return
  const at = largest.findIndex(({ bytes }) => bytes < size)
  largest.splice(at < 0 ? largest.length : at, 0, { name: path, bytes: size, layer })
  largest.splice(MOST_LARGEST)
}
