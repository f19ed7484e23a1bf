/** Control characters that texts have: tab, line feed, form feed, carriage return, escape. */
const WHITE = new Set([9, 10, 12, 13, 27])
/** Of a text that is all text in its first kilobytes the rest is taken on trust. */
const SAMPLE = 4096

/** True where bytes are text: UTF-8, and next to no control characters. */
export function isText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE)
  let controls = 0
  for (const byte of sample) if ((byte < 32 && !WHITE.has(byte)) || byte === 127) controls++
  return controls <= sample.length / 50 && isUtf8Start(sample, bytes.length > SAMPLE)
}

function isUtf8Start(bytes: Uint8Array, isCut: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCut })
    return true
  } catch {
    return false
  }
}
