import { count, formatBytes } from "../../../model/index.ts"
import type { Columns, Payload } from "./format.ts"
import type { Cut } from "./tiles.ts"

/** Which bytes are shown. */
export type Metric = "visible" | "wasted" | "grown"

interface Option<T> {
  readonly value: T
  readonly text: string
}

interface Measure {
  readonly text: string
  /** What files are called that nobody owns. */
  readonly nobody: string
  /** The head of the column of owners; null where there are none. */
  readonly ownerNoun: string | null
  readonly cuts: readonly Option<Cut>[]
}

const FOLDER: Option<Cut> = { value: "folder", text: "Folder" }
const LAYER: Option<Cut> = { value: "layer", text: "Layer" }

/** What can be said of each kind of bytes. Folders that stand for their files know no layer of each. */
export const METRICS: Record<Metric, (payload: Payload) => Measure> = {
  visible: ({ listing, visible }) => ({
    text: "Visible",
    nobody: "no package",
    ownerNoun: visible.owners.length > 0 ? "Package" : null,
    cuts:
      listing === "files"
        ? [FOLDER, ...(visible.owners.length > 0 ? [{ value: "owner", text: "Package" } as const] : []), LAYER]
        : [FOLDER],
  }),
  wasted: () => ({
    text: "Wasted",
    nobody: "other",
    ownerNoun: "Cause",
    cuts: [FOLDER, { value: "owner", text: "Cause" }, LAYER],
  }),
  grown: () => ({ text: "Grown", nobody: "", ownerNoun: null, cuts: [FOLDER] }),
}

const sum = (columns: Columns | null): number => columns?.bytes.reduce((total, bytes) => total + bytes, 0) ?? 0

/** The kinds of bytes that there are any of. */
export const metricsOf = (payload: Payload): (Option<Metric> & { readonly note: string })[] =>
  (["visible", "wasted", "grown"] as const)
    .filter((metric) => payload[metric] !== null)
    .map((metric) => ({
      value: metric,
      text: METRICS[metric](payload).text,
      note: formatBytes(sum(payload[metric])),
    }))

const NOTES: Record<Payload["listing"], string> = {
  files: "",
  folders: "This report was saved without its files: audit with --files to list them.",
  capped: "The images of this report have too many files for one page: folders stand for theirs here.",
}

/** What the reader should know of what is not shown. */
export function noteOn({ listing, wasteOmitted: { items, bytes } }: Payload, metric: Metric): string {
  if (metric === "wasted")
    return items === 0 ? "" : `${count(items, "smaller item")} of ${formatBytes(bytes)} in all are not listed.`
  return metric === "grown" ? "Folders that grew since the image it is compared with, by what." : NOTES[listing]
}
