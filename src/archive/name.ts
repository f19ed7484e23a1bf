import { isUtf8 } from "node:buffer"

/** The memory that names were last taken from: making a Buffer for each of a million names would take longer than reading them. */
let memory = Buffer.alloc(0)

/**
 * Bytes of a name as a string, without loss: UTF-8 where it is that, and every other byte as a lone surrogate
 * U+DC80..U+DCFF, so that two different names never become one. (A file name in tar is bytes and nothing more.)
 */
export function decodeName(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let high = 0
  for (let at = start; at < end; at += 1) high |= bytes[at]!
  if (memory.buffer !== bytes.buffer) memory = Buffer.from(bytes.buffer as ArrayBuffer)
  const from = bytes.byteOffset + start
  const to = bytes.byteOffset + end
  if (high < 0x80) return memory.toString("latin1", from, to)
  const name = memory.subarray(from, to)
  return isUtf8(name) ? name.toString("utf8") : decodeOther(name)
}

function decodeOther(bytes: Buffer): string {
  let text = ""
  let at = 0
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at)
    text += length === 0 ? String.fromCharCode(0xdc00 + bytes[at]!) : bytes.toString("utf8", at, at + length)
    at += Math.max(1, length)
  }
  return text
}

/** Length of the valid UTF-8 sequence at `at`, 0 where there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

const SLASH = 47

/** True for most paths there are, found without a regular expression: this runs for every entry. */
const isClean = (path: string): boolean =>
  path !== "" &&
  path.charCodeAt(0) !== SLASH &&
  path.charCodeAt(path.length - 1) !== SLASH &&
  !path.includes("./") &&
  !path.includes("//") &&
  !path.endsWith(".")

/**
 * A path of an archive as a path from its root: no leading or trailing `/`, no `.`, `..` or `//`; `""` is the root.
 * `..` stops at the root, and `escaped` says that it would have left it.
 */
export function cleanPath(path: string): { readonly path: string; readonly escaped: boolean } {
  if (isClean(path)) return { path, escaped: false }
  // As directories are written.
  const inside = path.slice(0, -1)
  if (path.endsWith("/") && isClean(inside)) return { path: inside, escaped: false }
  const parts: string[] = []
  let escaped = false
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue
    if (part !== "..") parts.push(part)
    else if (parts.pop() === undefined) escaped = true
  }
  return { path: parts.join("/"), escaped }
}
