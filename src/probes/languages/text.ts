/** Lines of a text in UTF-8 without their ends, LF or CR LF. */
export function* lines(content: Buffer): Generator<string> {
  for (let at = 0; at < content.length;) {
    const end = content.indexOf(10, at)
    const stop = end < 0 ? content.length : end
    yield content.toString("utf8", at, stop > at && content[stop - 1] === 13 ? stop - 1 : stop)
    at = stop + 1
  }
}
