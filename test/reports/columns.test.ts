import { expect, test } from "vitest"
import { columns } from "../../src/reports/index.ts"

test.each([
  ["abc", 3],
  ["東京", 4],
  ["ｱ", 1],
  ["한글", 4],
  ["e\u0301\u0323", 1],
  ["क\u093f", 2],
  ["👍", 2],
  ["─…·", 3],
  ["Ａ", 2],
])("%j takes %d columns", (text, width) => {
  expect(columns(text)).toBe(width)
})
