import { literals } from "./literals"
import { begin, count } from "./hits"
import { BUFFER, HITS_CAPACITY, PADDING } from "./memory"
import { runs } from "./runs"

export * from "./memory"

/** Where the last scan stopped: short of its end if the list of hits was nearly full. */
export let stopped: u32 = 0

/** See `Prefilter.scan`. `tile` bytes give less than `most` hits. */
export function scan(from: u32, to: u32, length: u32, tile: u32, most: u32, base64: u32): u32 {
  memory.fill(BUFFER + length, 0, PADDING)
  begin()
  let at = from
  while (at < to && count + most <= HITS_CAPACITY) {
    const end = min(at + tile, to)
    runs(BUFFER + at, BUFFER + end, base64)
    literals(BUFFER + at, BUFFER + end)
    at = end
  }
  stopped = at
  return count
}
