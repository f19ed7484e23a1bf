import { assigned, forgetName } from "./assignment"
import { BUFFER, HITS, TEXTS } from "./memory"
import { inRun, mayStart } from "./edges"
import { userinfo } from "./userinfo"

/** Of a record: 32 bytes. The first eight bytes of the literal and their mask, then what follows. */
const ID: usize = 16
const LENGTH: usize = 18
const BACK: usize = 19
const TEXT: usize = 20
const FLAGS: usize = 24
const MINIMUM: usize = 26
const LAST: usize = 27
const SIZE: usize = 32

const FOLDED: u32 = 1
const AT_START: u32 = 2
const IN_RUN: u32 = 4
const USERINFO: u32 = 8
const KEYWORD: u32 = 16

export let count: u32 = 0

export function begin(): void {
  count = 0
  forgetName()
}

export function hit(at: usize, id: u32): void {
  store<u32>(HITS + ((<usize>count) << 3), <u32>(at - BUFFER))
  store<u32>(HITS + ((<usize>count) << 3), id, 4)
  count++
}

/** Compares the records from `record` on with what stands at `anchor`. */
export function check(record: usize, anchor: usize): void {
  for (; ; record += SIZE) {
    const at = anchor - load<u8>(record, BACK)
    const flags: u32 = load<u16>(record, FLAGS)
    const fold: u64 = flags & FOLDED ? 0x2020202020202020 : 0
    if (
      ((load<u64>(at) | fold) & load<u64>(record, 8)) == load<u64>(record) &&
      matchesRest(at, record, <u32>fold & 0x20) &&
      (!(flags & AT_START) || mayStart(at)) &&
      (!(flags & IN_RUN) || inRun(anchor)) &&
      (!(flags & USERINFO) || userinfo(at + load<u8>(record, LENGTH))) &&
      (!(flags & KEYWORD) || assigned(at, at + load<u8>(record, LENGTH), flags, load<u8>(record, MINIMUM)))
    )
      hit(at, load<u16>(record, ID))
    if (load<u8>(record, LAST)) return
  }
}

function matchesRest(at: usize, record: usize, fold: u32): bool {
  const length: usize = load<u8>(record, LENGTH)
  const text = TEXTS + load<u32>(record, TEXT)
  for (let k: usize = 8; k < length; k++) if ((load<u8>(at + k) | fold) != load<u8>(text + k)) return false
  return true
}
