// Vectors that hold one number are read from memory: the engine would make a constant anew wherever it is used.
import { SPLATS } from "./memory"

// @ts-ignore: decorator
@inline
export function fifteens(): v128 {
  return v128.load(SPLATS)
}

/** What lifts any class, or one of a word, to 128 and more. */
// @ts-ignore: decorator
@inline
export function raiseAny(): v128 {
  return v128.load(SPLATS, 16)
}

// @ts-ignore: decorator
@inline
export function raiseWord(): v128 {
  return v128.load(SPLATS, 32)
}

/** A bit for each byte that `raise` lifts to 128 or more. */
// @ts-ignore: decorator
@inline
export function bits(a: v128, b: v128, c: v128, d: v128, raise: v128): u64 {
  return eachBit(
    i8x16.add_sat_u(a, raise),
    i8x16.add_sat_u(b, raise),
    i8x16.add_sat_u(c, raise),
    i8x16.add_sat_u(d, raise),
  )
}

/** A bit for each byte of 128 or more. */
// @ts-ignore: decorator
@inline
export function eachBit(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    <u64>i8x16.bitmask(a) |
    (<u64>i8x16.bitmask(b) << 16) |
    (<u64>i8x16.bitmask(c) << 32) |
    (<u64>i8x16.bitmask(d) << 48)
  )
}

// @ts-ignore: decorator
@inline
export function low(v: v128, fifteen: v128): v128 {
  return v128.and(v, fifteen)
}

// @ts-ignore: decorator
@inline
export function high(v: v128, fifteen: v128): v128 {
  return v128.and(i16x8.shr_u(v, 4), fifteen)
}
