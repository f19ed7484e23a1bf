import { expect, test } from "vitest"
import { formatBytes } from "../../src/model/index.ts"

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
