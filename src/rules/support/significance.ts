import type { Image, Severity } from "../../model/index.ts"

/**
 * Below both of these a remark on size is noise: package databases and /etc/passwd change by some kilobytes in every
 * build, and people switch off a gate that reports them. The share lets small images be judged by their own measure.
 */
const FLOOR_BYTES = 64_000
const FLOOR_SHARE = 0.005
/** What no share makes worth a sentence. */
const NEGLIGIBLE_BYTES = 10_000

/** From one of these on it is worth a production standard's severity; below, good practice. */
const LARGE_BYTES = 1_000_000
const LARGE_SHARE = 0.01

/** How much these bytes matter in this image: `undefined` where they aren't worth a sentence. */
export function weigh(image: Image, bytes: number): Extract<Severity, "medium" | "low"> | undefined {
  const share = bytes / Math.max(1, image.files.totals.content)
  if (bytes < NEGLIGIBLE_BYTES || (bytes < FLOOR_BYTES && share < FLOOR_SHARE)) return undefined
  return bytes >= LARGE_BYTES || share >= LARGE_SHARE ? "medium" : "low"
}

/** The thresholds, as a rule's documentation says them. */
export const SIGNIFICANCE = `less than 64 kB is left out unless it is 0.5 % of all bytes, and less than 10 kB always; below 1 MB and 1 % it is low`
