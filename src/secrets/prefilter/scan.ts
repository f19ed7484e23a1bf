/** Bytes before a place that may decide whether it is a hit. */
export const LOOK_BACK = 128
/** Bytes from the start of a hit on that may decide whether it is one. */
export const LOOK_AHEAD = 512

/**
 * Finds, in one pass over bytes and for all detectors at once, the few places that are worth a closer look. Never
 * misses one that the query asks for; may name others.
 */
export interface Prefilter {
  /** Where the bytes are to be put: as many as one call may look at. */
  readonly buffer: Uint8Array
  /**
   * Looks for hits from `from` up to `to` among the first `length` bytes of `buffer`, and says how many there are. Bytes
   * around are looked at too: where a file goes on, leave `LOOK_AHEAD` of them behind `to`, and have `LOOK_BACK` of them
   * before `from`, and the edges of pieces make no difference. The mark of a hit may start a little before `from`.
   */
  scan(from: number, to: number, length: number): number
  /** Where the last scan stopped: at `to`, or before it because there was no room for more hits; read them, and go on from there. */
  readonly stopped: number
  /** Where the mark of hit `index` starts in `buffer`. */
  at(index: number): number
  /** What stands there: an index in the query's `marks`, after them in its `keywords`, after those userinfo, and last text in base64, where they are asked for. */
  what(index: number): number
}
