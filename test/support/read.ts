import { expect } from "vitest"
import { readImages } from "../../src/audit/index.ts"
import { EntryType, type Layer, type Limits } from "../../src/model/index.ts"
import { withFile } from "./with-file.ts"

export { withFile, withFolder } from "./with-file.ts"

/** What an audit of one input learned, before any verdict. */
export type Reading = Awaited<ReturnType<typeof readImages>>

/** Reads and checks bytes as an archive. */
export const read = (bytes: Buffer, limits: Partial<Limits> = {}): Promise<Reading> =>
  withFile(bytes, (path) => readPath(path, limits))

export const readPath = (path: string, limits: Partial<Limits> = {}): Promise<Reading> =>
  readImages(path, { limits, jobs: 1 })

export const codes = ({ input }: Reading): string[] => input.problems.map(({ code }) => code)

export const layersOf = ({ images }: Reading): readonly Layer[] => images.flatMap(({ image }) => image.layers)

const STACK = /\n\s+at |\.ts:\d|\.js:\d|TypeError|RangeError|Cannot read prop|undefined|\[object/

/** What every message must be, whatever the input: a sentence, not the inside of a program. */
export function expectCalmText(message: string): void {
  expect(message).not.toMatch(STACK)
  expect(message.length, "a message long enough to say what and where").toBeGreaterThan(20)
}

export function expectCalm(reading: Reading): void {
  for (const { message } of reading.input.problems) expectCalmText(message)
}

const TYPE_NAMES = Object.keys(EntryType)

/** A layer's listing as one line for each row: `file etc/hostname 9`. */
export function rows(layer: Layer | undefined): string[] {
  const listing = layer?.listing
  if (listing === undefined || listing === null) return []
  return listing.paths.map((path, row) => {
    const type = TYPE_NAMES[listing.types[row]!]!
    const detail =
      type === "file" ? ` ${listing.sizes[row]}` : listing.targets[row] === "" ? "" : ` -> ${listing.targets[row]}`
    return `${type} ${path}${detail}`
  })
}
