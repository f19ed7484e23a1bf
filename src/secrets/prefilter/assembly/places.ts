import { lookUp } from "./hits"
import { PLACES } from "./memory"

/** Where the next place to be looked up is put. The engine guesses well how often a short loop runs, but not a shorter one each block. */
let last: usize = PLACES

export function begin(): void {
  last = PLACES
}

/** Keeps the places of a block at `p`, one a bit. Four are written in any case: that is quicker than asking how many there are. */
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
  for (let more = last + 16; left; more += 4) {
    store<u32>(more, <u32>p + <u32>ctz(left))
    left &= left - 1
  }
  last += <usize>popcnt(bits) << 2
}

/** Looks up the three bytes at each place that was kept. */
export function lookUpAll(hashes: usize, fold: u32): void {
  for (let place = PLACES; place < last; place += 4) {
    const at = <usize>load<u32>(place)
    lookUp(hashes, load<u32>(at) | fold, at)
  }
}
