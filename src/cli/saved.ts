import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs"
import { PlimsollError, type Report } from "../model/index.ts"
import { NAMES, settled } from "../reports/index.ts"
import { contradictionIn } from "./contradiction.ts"
import { SENTENCES } from "./sentences.ts"
import type { World } from "./world.ts"

/** More than a report of a hundred large images has. */
const LARGEST = 256 * 1024 * 1024
/** Comparing takes a time that grows with the square of their number. */
const MOST_IMAGES = 2000
/** Blanks that may come before JSON. */
const MOST_BLANKS = 4096
const START = /^\uFEFF?\s*(\{?)/

/**
 * A report as `--format json` wrote it, to be compared; null for a path at which there is something else, or nothing.
 * Throws a `PlimsollError` for JSON that is no such report, for one that doesn't add up, and for one that leaves
 * something out.
 */
export async function readSaved(path: string): Promise<Report | null> {
  const text = path === "-" ? null : textAt(path)
  if (text === null) return null
  const report = await reportIn(text, path)
  if (report.images.length > MOST_IMAGES)
    throw new PlimsollError(SENTENCES.noReport(path, `/images has more than ${MOST_IMAGES} of them`))
  if (report.severity !== undefined) throw new PlimsollError(SENTENCES.leavesOut(path, report.severity))
  return report
}

/** A report as `--format json` wrote it, from a file or standard input. Throws a `PlimsollError` for all else. */
export async function readReport(path: string, { fd = 0 }: World["stdin"]): Promise<Report> {
  return reportIn(path === "-" ? textFrom(fd, path) : textOf(path), path)
}

async function reportIn(text: string, path: string): Promise<Report> {
  const data = parsed(text, path)
  const { Ajv2020 } = await import("ajv/dist/2020.js")
  const { SCHEMAS } = await import("../reports/index.ts")
  const validate = new Ajv2020({ strictTypes: false }).compile<Report>(SCHEMAS.report)
  if (!validate(data)) {
    const [first] = validate.errors ?? []
    const { missingProperty, additionalProperty }: Record<string, unknown> = first?.params ?? {}
    const field = missingProperty ?? additionalProperty
    throw new PlimsollError(
      SENTENCES.noReport(
        path,
        `${first?.instancePath ?? ""}${typeof field === "string" ? `/${field}` : ""} ${missingProperty === undefined ? "is not as it should be" : "is missing"}`,
      ),
    )
  }
  const wrong = contradictionIn(data)
  if (wrong !== null) throw new PlimsollError(SENTENCES.noReport(path, wrong))
  return settled(restored(data, "") as Report)
}

/** The whole text of a regular file that begins as JSON does. */
function textAt(path: string): string | null {
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch {
    // Whoever reads archives says what is wrong with it.
    return null
  }
  try {
    if (!fstatSync(fd).isFile()) return null
    const start = Buffer.alloc(MOST_BLANKS)
    const length = readSync(fd, start, 0, start.length, 0)
    return START.exec(start.toString("utf8", 0, length))?.[1] === "{" ? textFrom(fd, path) : null
  } finally {
    closeSync(fd)
  }
}

/** The whole text of a file or a pipe. Throws a `PlimsollError` where it can't be read, or is no report. */
function textOf(path: string): string {
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const reason = code === "ENOENT" ? "there is no such file" : (code ?? String(error))
    throw new PlimsollError(SENTENCES.notThere(path, reason))
  }
  try {
    if (fstatSync(fd).isDirectory()) throw new PlimsollError(SENTENCES.notSaved(path))
    return textFrom(fd, path)
  } finally {
    closeSync(fd)
  }
}

/** Bytes read at once, and how long a pipe that has nothing yet is left alone. */
const PIECE = 1024 * 1024
const NAP_MS = 5

/** All of a file or a pipe, from where it stands to its end. */
function textFrom(fd: number, path: string): string {
  const pieces: Buffer[] = []
  const isFile = fstatSync(fd).isFile()
  const nap = new Int32Array(new SharedArrayBuffer(4))
  let length = 0
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE)
    const got = readPiece(fd, piece, isFile ? length : null)
    if (got === null) {
      Atomics.wait(nap, 0, 0, NAP_MS)
      continue
    }
    if (got === 0) break
    pieces.push(piece.subarray(0, got))
    // An archive in the wrong place is told by its first bytes: nobody waits for its end.
    if (length === 0 && START.exec(piece.toString("utf8", 0, Math.min(got, MOST_BLANKS)))?.[1] !== "{")
      throw new PlimsollError(SENTENCES.notSaved(path))
    length += got
    if (length > LARGEST) throw new PlimsollError(SENTENCES.noReport(path, "it is larger than 256 MiB"))
  }
  if (length === 0) throw new PlimsollError(SENTENCES.notSaved(path))
  return Buffer.concat(pieces)
    .toString("utf8")
    .replace(/^\uFEFF/, "")
}

/** Null where a pipe that another program set to non-blocking has nothing yet. */
function readPiece(fd: number, into: Buffer, at: number | null): number | null {
  try {
    return readSync(fd, into, 0, into.length, at)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "EAGAIN") return null
    if (code === "EOF") return 0
    throw error
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PlimsollError(SENTENCES.noReport(path, "it is no JSON, or was cut short"))
  }
}

const ESCAPED = /\\(?:\\|x([0-9a-f]{2})|u\{([0-9a-f]+)\})/g

/** Names that are bytes rather than text, as an audit has them: JSON shows them escaped, and their bytes beside them. */
function restored(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => restored(item, name))
  // Of labels the keys are the image's: one may be called pathBase64.
  if (typeof value !== "object" || value === null || name === "labels") return value
  const fields = Object.entries(value)
  const odd = new Set(NAMES.filter((one) => Object.hasOwn(value, `${one}Base64`)))
  return Object.fromEntries(
    fields
      .filter(([key]) => !NAMES.some((one) => key === `${one}Base64`))
      .map(([key, field]) => [
        key,
        odd.has(key) && typeof field === "string" ? unescaped(field) : restored(field, key),
      ]),
  )
}

const unescaped = (text: string): string =>
  text.replace(ESCAPED, (_, byte?: string, code?: string) =>
    byte !== undefined
      ? String.fromCharCode(0xdc00 + Number.parseInt(byte, 16))
      : code !== undefined
        ? String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff))
        : "\\",
  )
