import { type Change, type Comparison, formatBytes, type ReportImage } from "../../model/index.ts"
import { growthOf, signed, some } from "../document/amounts.ts"
import { type Block, code, type Line, list, paragraph, table } from "../document/blocks.ts"
import { leaf, type Part } from "./fit.ts"
import { RANKS } from "./ranks.ts"

/** Of each list, what changed most. */
const SHOWN = 10

const right = (head: string): { readonly head: string; readonly align: "right" } => ({ head, align: "right" })

/** What became of an image since another: lists that are folded. */
export function changeParts({ comparison }: ReportImage): readonly Part[] {
  if (comparison === undefined) return []
  const told = (noun: string, blocks: readonly Block[], amount: number): readonly Part[] =>
    amount === 0
      ? []
      : [
          {
            rank: RANKS.folds,
            summary: [some(amount, noun)],
            noun: "list",
            parts: blocks.map((block) => leaf(RANKS.changes, "list", () => block)),
          },
        ]
  if (comparison.with === null)
    return [
      leaf(RANKS.sizes, "note", () =>
        paragraph(["Nothing of this name and platform was there to compare with, or it was not read."]),
      ),
    ]
  return [
    ...told(
      "changed folder",
      changeTable("Folder", comparison.directories, ({ path }) => [code(path)]),
      comparison.directories.length,
    ),
    ...told("changed package", changeTable("Package", comparison.packages, packageLine), comparison.packages.length),
    ...told("changed layer", changeTable("Layer", comparison.layers, layerLine), comparison.layers.length),
    ...told("changed setting", configBlocks(comparison), comparison.config.length),
    ...told("fixed finding", fixedBlocks(comparison), comparison.findings.fixed.length),
  ]
}

/** What changed most, the largest change first. */
export function changeTable<T extends Change>(
  head: string,
  changes: readonly T[],
  told: (change: T) => Line,
): readonly Block[] {
  const sorted = changes.toSorted((one, other) => Math.abs(growthOf(other)) - Math.abs(growthOf(one)))
  const shown = sorted.slice(0, SHOWN)
  const rest = sorted.slice(SHOWN)
  const left = rest.reduce((sum, change) => sum + growthOf(change), 0)
  const amount = (bytes: number): string => (bytes === 0 ? "-" : formatBytes(bytes))
  return [
    ...table(
      [{ head }, right("Before"), right("After"), right("Change")],
      shown.map((change) => [
        told(change),
        [amount(change.before)],
        [amount(change.after)],
        [signed(growthOf(change))],
      ]),
    ),
    ...(rest.length === 0 ? [] : [paragraph([`And ${rest.length} more: ${signed(left)}.`])]),
  ]
}

export function packageLine({ type, name, beforeVersion, afterVersion }: Comparison["packages"][number]): Line {
  if (type === "" && name === "") return ["what no package owns"]
  if (beforeVersion === null) return [code(`${type} ${name}`), " added: ", code(afterVersion ?? "")]
  if (afterVersion === null) return [code(`${type} ${name}`), " removed: ", code(beforeVersion)]
  if (beforeVersion === afterVersion) return [code(`${type} ${name}`), " ", code(afterVersion)]
  return [code(`${type} ${name}`), " from ", code(beforeVersion), " to ", code(afterVersion)]
}

export function layerLine({ change, beforeIndex, afterIndex, createdBy }: Comparison["layers"][number]): Line {
  const told = `${afterIndex ?? beforeIndex ?? ""} ${change}`
  return createdBy === null ? [told] : [`${told}: `, code(createdBy)]
}

/** What the config says otherwise. */
export const configBlocks = ({ config }: Comparison): readonly Block[] =>
  table(
    [{ head: "Setting" }, { head: "Before" }, { head: "After" }],
    config.slice(0, 50).map(({ field, before, after }) => [[code(field)], valueOf(before), valueOf(after)]),
  )

const valueOf = (value: string | null): Line => (value === null ? ["-"] : [code(value.slice(0, 200))])

/** Findings that are gone. */
export const fixedBlocks = ({ findings }: Comparison): readonly Block[] => [
  list(
    findings.fixed
      .slice(0, 50)
      .map(({ severity, rule, message }) => [paragraph([`${severity} `, code(rule), ": ", message])]),
  ),
]
