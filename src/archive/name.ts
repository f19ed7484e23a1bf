import { isAscii, isUtf8 } from "node:buffer"

/**
 * Bytes of a name as a string, without loss: UTF-8 where it is that, and every other byte as a lone surrogate
 * U+DC80..U+DCFF, so that two different names never become one. (A file name in tar is bytes and nothing more.)
 */
export function decodeName(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (isAscii(buffer)) return buffer.toString("latin1")
  if (isUtf8(buffer)) return buffer.toString("utf8")
  let text = ""
  let at = 0
  while (at < buffer.length) {
    const length = sequenceLength(buffer, at)
    if (length === 0) {
      text += String.fromCharCode(0xdc00 + buffer[at]!)
      at += 1
    } else {
      text += buffer.toString("utf8", at, at + length)
      at += length
    }
  }
  return text
}

/** Length of the valid UTF-8 sequence at `at`, 0 where there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

const NEEDS_CLEANING = /(?:^|\/)\.{0,2}(?:\/|$)/

/**
 * A path of an archive as a path from its root: no leading or trailing `/`, no `.`, `..` or `//`; `""` is the root.
 * `..` stops at the root, and `escaped` says that it would have left it.
 */
export function cleanPath(path: string): { readonly path: string; readonly escaped: boolean } {
  if (!NEEDS_CLEANING.test(path)) return { path, escaped: false }
  const parts: string[] = []
  let escaped = false
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue
    if (part !== "..") parts.push(part)
    else if (parts.pop() === undefined) escaped = true
  }
  return { path: parts.join("/"), escaped }
}
