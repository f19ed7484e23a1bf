import { classOf, QUOTED } from "./classes"

const LONGEST: usize = 256

/** True where `at`, behind `://`, starts a user and a password before a host. */
export function userinfo(at: usize): bool {
  let colon = false
  for (let p = at; p < at + LONGEST; p++) {
    const c: u32 = load<u8>(p)
    if (c == 0x40) return colon && load<u8>(p + 1) != 0x20 && (classOf(p + 1) & QUOTED) != 0
    if (c == 0x3a) colon = true
    else if (c == 0x20 || c == 0x2f || c == 0x3f || c == 0x23 || c == 0x3c || c == 0x3e || !(classOf(p) & QUOTED))
      return false
  }
  return false
}
