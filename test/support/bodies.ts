import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync, inflateSync } from "node:zlib"
import { ZSTDDecoder } from "zstddec/stream"
import { BLOCK } from "./tar.ts"

const zstd = new ZSTDDecoder()
await zstd.init()

const isTar = (bytes: Buffer): boolean => bytes.length > BLOCK && bytes.toString("latin1", 257, 262) === "ustar"

/** What an archive or folder holds at any depth: every file of every layer, every document. Takes well-formed ones only. */
export function* bodies(path: string): Generator<Buffer> {
  if (!statSync(path).isDirectory()) yield* unpacked(readFileSync(path))
  else for (const name of readdirSync(path)) yield* bodies(join(path, name))
}

function* unpacked(bytes: Buffer): Generator<Buffer> {
  if (bytes.readUInt16BE(0) === 0x1f_8b) yield* unpacked(gunzipSync(bytes))
  else if (bytes.readUInt32BE(0) === 0x28_b5_2f_fd) yield* unpacked(Buffer.from(zstd.decode(bytes)))
  else if (isTar(bytes)) yield* members(bytes)
  else yield bytes
}

function* members(tar: Buffer): Generator<Buffer> {
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8)
    const body = tar.subarray(at + BLOCK, at + BLOCK + size)
    if (size >= 4) yield* unpacked(body)
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

/** A body, and what it hides: the object of a git repository, the base64 in a document. */
export function* readings(body: Buffer): Generator<Buffer> {
  yield body
  if (body[0] === 0x78 && body.readUInt16BE(0) % 31 === 0) yield inflateSync(body)
  if (body[0] !== 0x7b) return
  for (const [run] of body.toString("latin1").matchAll(/[A-Za-z0-9+/]{40,}={0,2}/g)) yield Buffer.from(run, "base64")
}
