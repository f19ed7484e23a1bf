import type { ReportImage } from "../../model/index.ts"
import { instructionOf } from "../shared/instruction.ts"
import { term } from "../shared/term.ts"
import { columnsOf, type Item } from "./columns.ts"
import { type Columns, NONE, type Owner, type Payload } from "./page/format.ts"

/** Files of all images together that one page holds one by one: about 25 MB of it. */
const MOST_FILES = 1_000_000

/** Characters of an instruction that are told. */
const INSTRUCTION = 240

/** Ends a script element, or a line for a parser of JavaScript. */
const UNSAFE = /[<>&\u2028\u2029]/g

const CAUSES = ["overwritten", "deleted", "metadata-only"] as const

const NOBODY: Owner = { kind: "", name: "", version: "" }

const nobody = (): Owner => NOBODY

/** Half of a letter at the end would be shown as damage. */
const cut = (text: string): string =>
  term(text.length > INSTRUCTION ? `${text.slice(0, INSTRUCTION).replace(/[\ud800-\udbff]$/, "")}…` : text)

const filesOf = ({ files = [], packages }: ReportImage): Columns =>
  columnsOf(
    files.map(({ path, bytes, layer, package: owner, sameAs }) => ({
      path,
      bytes,
      layer,
      owner: owner ?? NONE,
      sameAs,
    })),
    (index) => {
      const found = packages[index]
      return found === undefined
        ? NOBODY
        : { kind: term(found.type), name: term(found.name), version: term(found.version) }
    },
  )

/** Folders that stand for what is in them. One that holds others keeps what lies directly in it under an empty name. */
function foldersOf(items: readonly { readonly path: string; readonly bytes: number; readonly layer: number }[]) {
  const holding = new Set<string>()
  for (const { path } of items)
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const above = path.slice(0, end)
      if (holding.has(above)) break
      holding.add(above)
    }
  return columnsOf(
    items.map(({ path, bytes, layer }): Item => ({
      path: holding.has(path) ? `${path}/` : path,
      bytes,
      layer,
      owner: NONE,
    })),
    nobody,
  )
}

function wastedOf({ waste }: ReportImage): Columns | null {
  const items = waste.flatMap(({ cause, path, bytes, fromLayer }): Item[] =>
    cause === "duplicate" ? [] : [{ path, bytes, layer: fromLayer, owner: CAUSES.indexOf(cause) }],
  )
  return items.length === 0 ? null : columnsOf(items, (cause) => ({ kind: "", name: CAUSES[cause] ?? "", version: "" }))
}

function grownOf({ comparison }: ReportImage): Columns | null {
  const grown = (comparison?.directories ?? []).flatMap(({ path, before, after }) =>
    after > before ? [{ path, bytes: after - before, layer: NONE }] : [],
  )
  return grown.length === 0 ? null : foldersOf(grown)
}

/**
 * What the explorer of an image draws, as JSON that may stand in a script element. `room` is how many files may be
 * listed one by one: an image of more is told by its folders. Names are as `term()` shows them.
 */
export function payloadOf(image: ReportImage, room = MOST_FILES): string {
  const capped = (image.files?.length ?? 0) > room
  const listed = image.files !== undefined && !capped
  const payload: Payload = {
    listing: listed ? "files" : capped ? "capped" : "folders",
    layers: image.layers.map(({ index }) => cut(instructionOf(image, index))),
    visible: listed ? filesOf(image) : foldersOf(image.directories.items),
    wasted: wastedOf(image),
    wasteOmitted: image.wasteOmitted,
    grown: grownOf(image),
  }
  return JSON.stringify(payload).replaceAll(
    UNSAFE,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  )
}

/** How many files of each image may be listed where several share a page: who comes first is listed first. */
export function roomsOf(images: readonly ReportImage[], most = MOST_FILES): number[] {
  let left = most
  return images.map(({ files = [] }) => {
    const room = left
    if (files.length <= room) left -= files.length
    return room
  })
}
