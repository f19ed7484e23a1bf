/** The text of a file: UTF-16 where its first bytes say so, else UTF-8. */
export function textOf(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return { text: buffer.toString("utf16le", 2), encoding: "UTF-16" }
  if (buffer[0] === 0xfe && buffer[1] === 0xff)
    return {
      text: Buffer.from(buffer.subarray(2, buffer.length - (buffer.length % 2)))
        .swap16()
        .toString("utf16le"),
      encoding: "UTF-16",
    }
  const start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0
  return { text: buffer.toString("utf8", start), encoding: "" }
}

/** True where nothing but text is in it: bytes that were taken for base64 by mistake decode to anything. */
export function isText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 9 || (code > 13 && code < 32) || code === 127 || code === 0xfffd) return false
  }
  return true
}
