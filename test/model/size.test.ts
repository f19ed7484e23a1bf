import { expect, test } from "vitest"
import { parseSize } from "../../src/model/index.ts"

test.each([
  ["200MB", 200_000_000],
  ["200 mb", 200_000_000],
  ["1 MiB", 1_048_576],
  ["1.5GiB", 1_610_612_736],
  ["1048576", 1_048_576],
  // Binary fractions are a byte short of these.
  ["2.01kB", 2010],
  ["16.06 kB", 16_060],
  ["8.19MB", 8_190_000],
  ["1.0005kB", 1000],
])("%s is %d bytes", (text, bytes) => {
  expect(parseSize(text)).toBe(bytes)
})

test.each(["", "MB", "1,5MB", "-1", "1e6", "1 XB", "5%", "9999999TB"])("%j is no size", (text) => {
  expect(parseSize(text)).toBeNull()
})
