import { classOf, TOKEN, WORD } from "./classes"

const LONG: u32 = 16

/** True where no word runs on into `at`, or what runs on may be the end of an escape. */
export function mayStart(at: usize): bool {
  if (!(classOf(at) & WORD) || !(classOf(at - 1) & WORD)) return true
  if (load<u8>(at - 2) == 0x5c || load<u8>(at - 3) == 0x25 || load<u8>(at - 4) == 0x5c || load<u8>(at - 6) == 0x5c)
    return true
  for (let back: usize = 3; back <= 16; back++) if (load<u8>(at - back) == 0x1b) return true
  return false
}

/** True where `at` stands in a long run of characters of tokens. */
export function inRun(at: usize): bool {
  let long: u32 = 0
  for (let p = at; long < LONG && classOf(p) & TOKEN; p++) long++
  for (let p = at - 1; long < LONG && classOf(p) & TOKEN; p--) long++
  return long >= LONG
}
