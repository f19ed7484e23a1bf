import { classOf, WORD } from "./classes"
import { CLASS_HALVES, ESCAPES, HASHES_STARTS } from "./memory"
import { begin, keep, lookUpStarts } from "./places"
import { bits, eachBit, fifteens, high, low, raiseAny, raiseWord } from "./vectors"

/** A colour of a terminal is an escape of at most so many bytes; others are shorter. */
const LONGEST_ESCAPE: usize = 16

let follows: u64 = 0

/** Looks up what starts a word, or follows an escape, where a run of at least 16 characters of tokens begins. */
export function runs(at: usize, end: usize, base64: u32): void {
  const halves0 = v128.load(CLASS_HALVES)
  const halves1 = v128.load(CLASS_HALVES, 16)
  const fifteen = fifteens()
  const raise = raiseAny()
  begin()
  let v: v128
  v = v128.load(at)
  let k0 = v128.and(i8x16.swizzle(halves0, low(v, fifteen)), i8x16.swizzle(halves1, high(v, fifteen)))
  v = v128.load(at, 16)
  let k1 = v128.and(i8x16.swizzle(halves0, low(v, fifteen)), i8x16.swizzle(halves1, high(v, fifteen)))
  v = v128.load(at, 32)
  let k2 = v128.and(i8x16.swizzle(halves0, low(v, fifteen)), i8x16.swizzle(halves1, high(v, fifteen)))
  v = v128.load(at, 48)
  let k3 = v128.and(i8x16.swizzle(halves0, low(v, fifteen)), i8x16.swizzle(halves1, high(v, fifteen)))
  let tokens = bits(k0, k1, k2, k3, raise)

  for (let p = at; p < end; p += 64) {
    v = v128.load(p, 64)
    const n0 = v128.and(i8x16.swizzle(halves0, low(v, fifteen)), i8x16.swizzle(halves1, high(v, fifteen)))
    v = v128.load(p, 80)
    const n1 = v128.and(i8x16.swizzle(halves0, low(v, fifteen)), i8x16.swizzle(halves1, high(v, fifteen)))
    v = v128.load(p, 96)
    const n2 = v128.and(i8x16.swizzle(halves0, low(v, fifteen)), i8x16.swizzle(halves1, high(v, fifteen)))
    v = v128.load(p, 112)
    const n3 = v128.and(i8x16.swizzle(halves0, low(v, fifteen)), i8x16.swizzle(halves1, high(v, fifteen)))
    const tokensNext = bits(n0, n1, n2, n3, raise)

    let long = tokens
    let after = tokensNext
    long &= (long >> 1) | (after << 63)
    after &= after >> 1
    long &= (long >> 2) | (after << 62)
    after &= after >> 2
    long &= (long >> 4) | (after << 60)
    after &= after >> 4
    long &= (long >> 8) | (after << 56)
    if (long) {
      const words = bits(k0, k1, k2, k3, raiseWord())
      let starts = words & ~((words << 1) | <u64>((classOf(p - 1) & WORD) != 0))
      if (anyEscape(p)) starts |= words & followEscapes(p)
      starts &= long
      if (p + 64 > end) starts &= (<u64>1 << <u64>(end - p)) - 1
      keep(p, starts)
    }

    tokens = tokensNext
    k0 = n0
    k1 = n1
    k2 = n2
    k3 = n3
  }
  lookUpStarts(HASHES_STARTS, base64)
}

// @ts-ignore: decorator
@inline
function escapesAt(p: usize): v128 {
  const v = v128.load(p)
  return i8x16.eq(i8x16.swizzle(v128.load(ESCAPES), low(v, fifteens())), v)
}

// @ts-ignore: decorator
@inline
function anyEscape(p: usize): bool {
  return v128.any_true(
    v128.or(
      v128.or(v128.or(escapesAt(p - LONGEST_ESCAPE), escapesAt(p)), v128.or(escapesAt(p + 16), escapesAt(p + 32))),
      escapesAt(p + 48),
    ),
  )
}

/** Where in the block at `p` something may start after an escape. */
function followEscapes(p: usize): u64 {
  follows = 0
  for (let marked = <u64>i8x16.bitmask(escapesAt(p - LONGEST_ESCAPE)); marked; marked &= marked - 1)
    follow(load<u8>(p - LONGEST_ESCAPE + <usize>ctz(marked)), <i32>ctz(marked) - <i32>LONGEST_ESCAPE)
  for (
    let marked = eachBit(escapesAt(p), escapesAt(p + 16), escapesAt(p + 32), escapesAt(p + 48));
    marked;
    marked &= marked - 1
  )
    follow(load<u8>(p + <usize>ctz(marked)), <i32>ctz(marked))
  return follows
}

function follow(c: u32, k: i32): void {
  if (c == 0x5c) {
    note(k + 2)
    note(k + 4)
    note(k + 6)
  } else if (c == 0x25) note(k + 3)
  else for (let on = 3; on <= <i32>LONGEST_ESCAPE; on++) note(k + on)
}

// @ts-ignore: decorator
@inline
function note(k: i32): void {
  if (k >= 0 && k < 64) follows |= <u64>1 << <u64>k
}
