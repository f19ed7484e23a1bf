import { HASHES_ANYWHERE, TRIGRAMS } from "./memory"
import { begin, keep, lookUpAll } from "./places"
import { bits, fifteens, high, low, raiseAny } from "./vectors"

/**
 * Each of eight bits of a byte stands for a group of three bytes in a row; six lookups of half a byte each leave the bits
 * of those that may stand there. What is left is looked up by its hash.
 */
export function literals(at: usize, end: usize): void {
  begin()
  const fifteen = fifteens()
  const raise = raiseAny()
  const a0 = v128.load(TRIGRAMS)
  const a1 = v128.load(TRIGRAMS, 16)
  const b0 = v128.load(TRIGRAMS, 32)
  const b1 = v128.load(TRIGRAMS, 48)
  const c0 = v128.load(TRIGRAMS, 64)
  const c1 = v128.load(TRIGRAMS, 80)
  let v = v128.load(at)
  let l = low(v, fifteen)
  let h = high(v, fifteen)
  let aNext = v128.and(i8x16.swizzle(a0, l), i8x16.swizzle(a1, h))
  let bNext = v128.and(i8x16.swizzle(b0, l), i8x16.swizzle(b1, h))
  let cNext = v128.and(i8x16.swizzle(c0, l), i8x16.swizzle(c1, h))
  for (let p = at; p < end; p += 64) {
    let x0 = aNext
    let x1 = bNext
    let x2 = cNext
    v = v128.load(p, 16)
    l = low(v, fifteen)
    h = high(v, fifteen)
    let y0 = v128.and(i8x16.swizzle(a0, l), i8x16.swizzle(a1, h))
    let y1 = v128.and(i8x16.swizzle(b0, l), i8x16.swizzle(b1, h))
    let y2 = v128.and(i8x16.swizzle(c0, l), i8x16.swizzle(c1, h))
    const r0 = together(x0, x1, x2, y1, y2)
    v = v128.load(p, 32)
    l = low(v, fifteen)
    h = high(v, fifteen)
    x0 = v128.and(i8x16.swizzle(a0, l), i8x16.swizzle(a1, h))
    x1 = v128.and(i8x16.swizzle(b0, l), i8x16.swizzle(b1, h))
    x2 = v128.and(i8x16.swizzle(c0, l), i8x16.swizzle(c1, h))
    const r1 = together(y0, y1, y2, x1, x2)
    v = v128.load(p, 48)
    l = low(v, fifteen)
    h = high(v, fifteen)
    y0 = v128.and(i8x16.swizzle(a0, l), i8x16.swizzle(a1, h))
    y1 = v128.and(i8x16.swizzle(b0, l), i8x16.swizzle(b1, h))
    y2 = v128.and(i8x16.swizzle(c0, l), i8x16.swizzle(c1, h))
    const r2 = together(x0, x1, x2, y1, y2)
    v = v128.load(p, 64)
    l = low(v, fifteen)
    h = high(v, fifteen)
    aNext = v128.and(i8x16.swizzle(a0, l), i8x16.swizzle(a1, h))
    bNext = v128.and(i8x16.swizzle(b0, l), i8x16.swizzle(b1, h))
    cNext = v128.and(i8x16.swizzle(c0, l), i8x16.swizzle(c1, h))
    const r3 = together(y0, y1, y2, bNext, cNext)
    if (v128.any_true(v128.or(v128.or(r0, r1), v128.or(r2, r3)))) {
      let places = bits(r0, r1, r2, r3, raise)
      if (p + 64 > end) places &= (<u64>1 << <u64>(end - p)) - 1
      keep(p, places)
    }
  }
  lookUpAll(HASHES_ANYWHERE, 0x202020)
}

// @ts-ignore: decorator
@inline
function together(a: v128, b: v128, c: v128, bNext: v128, cNext: v128): v128 {
  return v128.and(
    a,
    v128.and(
      i8x16.shuffle(b, bNext, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
      i8x16.shuffle(c, cNext, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17),
    ),
  )
}
