import { mergeLayers } from "../../src/filesystem/index.ts"
import { EntryType, type Filesystem, type Waste } from "../../src/model/index.ts"
import { listing, type Row } from "../support/listing.ts"

/** Merges layers given as lists of rows; null is a layer that could not be read. */
export const merge = (...layers: readonly (readonly Row[] | null)[]): Filesystem =>
  mergeLayers(layers.map((rows) => rows && listing(...rows)))

const MARKS = Object.fromEntries(
  Object.entries({ directory: "/", symlink: "@", device: "%", fifo: "|", file: "" }).map(([name, mark]) => [
    EntryType[name as keyof typeof EntryType],
    mark,
  ]),
)

/** Every visible path in the order of iteration, marked as `ls -F` does. */
export const paths = (files: Filesystem): string[] => [...files].map((file) => file.path + (MARKS[file.type] ?? "?"))

/** Waste as lines: `deleted 5 /a 0>1`; of a duplicate `duplicate 5 /b 0 = /a`. */
export const waste = (files: Filesystem): string[] => files.waste.map(wasteLine)

export const wasteLine = (item: Waste): string =>
  `${item.cause} ${item.bytes} ${item.path} ${item.fromLayer}` +
  (item.byLayer === null ? ` = ${item.sameAs}` : `>${item.byLayer}`)
