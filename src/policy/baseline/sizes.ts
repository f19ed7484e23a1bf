import { isGrowth, type ReportImage } from "../../model/index.ts"

/** Sizes that every image has, by the key of the budget that bounds them. */
export const ownSizes = ({ size, layers }: ReportImage): readonly (readonly [key: string, value: number])[] => [
  ["archive", size.archive],
  ["tar", size.layers],
  ["content", size.content],
  ["filesystem", size.filesystem],
  ["wasted", size.wasted],
  ["files", size.files],
  ["layers", layers.length],
]

/** What growth is measured from: the sizes that every image has, and what is bound by budgets of its own. */
export const recordedSizes = (image: ReportImage): Record<string, number> =>
  Object.fromEntries([
    ...ownSizes(image),
    ...image.budgets
      .filter((budget) => budget.state !== "unmatched" && isGrowth(budget))
      .map(({ key, actual }) => [key, actual] as const),
  ])
