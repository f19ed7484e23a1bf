import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from "node:fs"
import { PlimsollError, type Report } from "../model/index.ts"
import { contradictionIn } from "./contradiction.ts"
import { SENTENCES } from "./sentences.ts"

/** More than a report of a hundred large images has. */
const LARGEST = 256 * 1024 * 1024
/** Blanks that may come before JSON. */
const MOST_BLANKS = 4096
const START = /^\uFEFF?\s*(\{?)/

/**
 * A report as `--format json` wrote it; null for a path at which there is something else, or nothing. Throws a
 * `PlimsollError` for JSON that is no such report, and for one that doesn't add up.
 */
export async function readSaved(path: string): Promise<Report | null> {
  const text = path === "-" ? null : textOf(path)
  if (text === null) return null
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
  if (data.severity !== undefined) throw new PlimsollError(SENTENCES.leavesOut(path, data.severity))
  return restored(data) as Report
}

/** The whole text of a regular file that begins as JSON does. */
function textOf(path: string): string | null {
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch {
    // Whoever reads archives says what is wrong with it.
    return null
  }
  try {
    const stat = fstatSync(fd)
    if (!stat.isFile()) return null
    const start = Buffer.alloc(MOST_BLANKS)
    const length = readSync(fd, start, 0, start.length, 0)
    if (START.exec(start.toString("utf8", 0, length))?.[1] !== "{") return null
    if (stat.size > LARGEST) throw new PlimsollError(SENTENCES.noReport(path, "it is larger than 256 MiB"))
    return readFileSync(fd, "utf8").replace(/^\uFEFF/, "")
  } finally {
    closeSync(fd)
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PlimsollError(SENTENCES.noReport(path, "it is no JSON, or was cut short"))
  }
}

const NAMES = ["path", "sameAs"]
const ESCAPED = /\\(?:\\|x([0-9a-f]{2})|u\{([0-9a-f]+)\})/g

/** Names that are bytes rather than text, as an audit has them: JSON shows them escaped, and their bytes beside them. */
function restored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restored)
  if (typeof value !== "object" || value === null) return value
  const fields = Object.entries(value)
  const odd = new Set(NAMES.filter((name) => Object.hasOwn(value, `${name}Base64`)))
  return Object.fromEntries(
    fields
      .filter(([name]) => !NAMES.some((one) => name === `${one}Base64`))
      .map(([name, field]) => [name, odd.has(name) && typeof field === "string" ? unescaped(field) : restored(field)]),
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
