import type { ReportImage } from "../../model/index.ts"
import { some } from "../document/amounts.ts"
import { type Block, code, paragraph } from "../document/blocks.ts"
import { changeTable, configBlocks, fixedBlocks, layerLine, packageLine } from "../document/changes.ts"
import { leaf, type Part } from "./fit.ts"
import { RANKS } from "./ranks.ts"

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

/** What became of an image since another: lists that are folded. */
export function changeParts({ comparison }: ReportImage): readonly Part[] {
  if (comparison === undefined) return []
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
