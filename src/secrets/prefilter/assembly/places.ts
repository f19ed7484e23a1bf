import { startsText } from "./base64"
import { check, hit } from "./hits"
import { HASHES_NUMBERS, PLACES, RECORDS } from "./memory"

/** Where the next place to be looked up is put. The engine guesses well how often a short loop runs, but not a shorter one each block. */
let last: usize = PLACES

export function begin(): void {
  last = PLACES
}

/** Keeps the places of a block at `p`, one a bit. Eight are written in any case: that is quicker than asking how many there are. */
// @ts-ignore: decorator
@inline
export function keep(p: usize, bits: u64): void {
  let left = bits
  store<u32>(last, <u32>p + <u32>ctz(left))
  left &= left - 1
  store<u32>(last, <u32>p + <u32>ctz(left), 4)
  left &= left - 1
  store<u32>(last, <u32>p + <u32>ctz(left), 8)
  left &= left - 1
  store<u32>(last, <u32>p + <u32>ctz(left), 12)
  left &= left - 1
  store<u32>(last, <u32>p + <u32>ctz(left), 16)
  left &= left - 1
  store<u32>(last, <u32>p + <u32>ctz(left), 20)
  left &= left - 1
  store<u32>(last, <u32>p + <u32>ctz(left), 24)
  left &= left - 1
  store<u32>(last, <u32>p + <u32>ctz(left), 28)
  left &= left - 1
  for (let more = last + 32; left; more += 4) {
    store<u32>(more, <u32>p + <u32>ctz(left))
    left &= left - 1
  }
  last += <usize>popcnt(bits) << 2
}

/** Looks up the three bytes at each place that was kept. */
export function lookUpAll(hashes: usize, fold: u32): void {
  for (let place = PLACES; place < last; place += 4) {
    const at = <usize>load<u32>(place)
    const hash = hashOf(load<u32>(at) | fold)
    if (isKnown(hashes, hash)) check(recordOf(hashes, hash), at)
  }
}

/** The same of places where something may start, and the hit `id` where text in base64 does; 0 to look for none. */
export function lookUpStarts(hashes: usize, id: u32): void {
  for (let place = PLACES; place < last; place += 4) {
    const at = <usize>load<u32>(place)
    const hash = hashOf(load<u32>(at))
    if (isKnown(hashes, hash)) check(recordOf(hashes, hash), at)
    if (id && startsText(at)) hit(at, id)
  }
}

// @ts-ignore: decorator
@inline
function hashOf(bytes: u32): usize {
  return <usize>(((bytes & 0xffffff) * 0x9e3779b1) >> 16)
}

// @ts-ignore: decorator
@inline
function isKnown(hashes: usize, hash: usize): u32 {
  return ((<u32>load<u8>(hashes + (hash >> 3))) >> <u32>(hash & 7)) & 1
}

// @ts-ignore: decorator
@inline
function recordOf(hashes: usize, hash: usize): usize {
  return RECORDS + (<usize>load<u16>(hashes + HASHES_NUMBERS + (hash << 1)) << 5)
}
