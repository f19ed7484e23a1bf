import { type Change, type Comparison, formatBytes, isGrowth, type ReportImage } from "../../model/index.ts"
import { instructionOf } from "../shared/instruction.ts"
import { grouped, growthOf, inPercent, signed } from "./amounts.ts"
import { type Block, code, type Line, list, paragraph, table } from "./blocks.ts"
import { wastedShare } from "./names.ts"

/** Causes that are named. */
const CAUSES = 3
const HIDDEN = "hidden: "

const SIZES = [
  ["archive", "As stored", "the layers as the archive holds them"],
  ["content", "Content", "all files of all layers"],
  ["filesystem", "Visible", "what a container sees"],
  ["wasted", "Wasted", "shipped, and seen by no container"],
] as const

const right = (head: string): { readonly head: string; readonly align: "right" } => ({ head, align: "right" })

/** Every size of an image; beside what it was, where it is compared. */
export function sizesTable(image: ReportImage): readonly Block[] {
  const { comparison, size } = image
  if (comparison === undefined || comparison.with === null)
    return table(
      [{ head: "Measure" }, right("Size"), { head: "Of what" }],
      [
        ...SIZES.map(([key, head, what]) => [
          [head],
          [formatBytes(size[key])],
          [key === "wasted" && size.wasted > 0 ? `${what}: ${wastedShare(image)} of the content` : what],
        ]),
        [["Files"], [grouped(size.files)], ["that a container sees"]],
      ],
    )
  return table(
    [{ head: "Measure" }, right("Before"), right("After"), right("Change")],
    [
      ...SIZES.map(([key, head]) => row(head, comparison.size[key], formatBytes)),
      row("Files", comparison.size.files, grouped),
    ],
  )
}

const row = (head: string, change: Change, format: (amount: number) => string): Line[] => [
  [head],
  [format(change.before)],
  [format(change.after)],
  [growthOf(change) === 0 ? "unchanged" : `${signed(growthOf(change), format)}${inPercent(change)}`],
]

/** What an image grew by most, and what brought it; nothing where growth is neither compared nor bound. */
export function growthBlocks(image: ReportImage): readonly Block[] {
  const causes = causesOf(image)
  if (causes.length === 0) return []
  return [
    paragraph([causes.length === 1 ? "What made it grow:" : "What made it grow most:"]),
    list(causes.map(({ what, layer, growth }) => [paragraph(causeLine(image, what, layer, growth))])),
  ]
}

interface Cause {
  readonly what: string
  readonly layer: number | null
  readonly growth: number
}

function causesOf({ comparison, budgets }: ReportImage): readonly Cause[] {
  const compared = comparison?.with ? grownMost(comparison) : []
  if (compared.length > 0) return compared
  const bound = budgets.find((budget) => isGrowth(budget) && budget.baseline !== null && budget.causes.length > 0)
  return bound?.causes.map(({ what, layer, bytes }) => ({ what, layer, growth: bytes })) ?? []
}

const grownMost = ({ causes }: Comparison): readonly Cause[] =>
  causes
    .slice(0, CAUSES)
    .map((cause) => ({ ...cause, growth: growthOf(cause) }))
    .filter(({ growth }) => growth > 0)

function causeLine(image: ReportImage, what: string, layer: number | null, growth: number): Line {
  const amount = `${signed(growth)}  `
  if (what.startsWith(HIDDEN))
    return [
      `${signed(growth)} hidden${layer === null ? "" : ` in layer ${layer}`}, which no container sees: `,
      code(what.slice(HIDDEN.length)),
    ]
  if (layer === null) return [amount, code(what)]
  const instruction = instructionOf(image, layer)
  return [amount, code(what), `, layer ${layer}`, ...(instruction === "" ? [] : [": ", code(instruction)])]
}
