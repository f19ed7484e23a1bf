import { expect, test } from "vitest"
import { formatBytes, formatShare } from "../../src/model/index.ts"

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1 kB"],
  [9_849, "9.8 kB"],
  [99_949, "99.9 kB"],
  [99_950, "100 kB"],
  [999_499, "999 kB"],
  [999_500, "1 MB"],
  [412_000_000, "412 MB"],
  [1_240_000_000, "1.2 GB"],
  [Number.MAX_SAFE_INTEGER, "9 PB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [0, 100, ""],
  [1, 0, ""],
  [1, 3, "33.3 %"],
  [499, 1_000_000, "< 0.1 %"],
  [500, 1_000_000, "0.1 %"],
  [999_499, 1_000_000, "99.9 %"],
  [999_501, 1_000_000, "> 99.9 %"],
  [7, 7, "100.0 %"],
])("%d of %d are %j: no part is told as nothing, or as all", (part, whole, text) => {
  expect(formatShare(part, whole)).toBe(text)
})
