import { formatBytes, isGrowth, type BaselineImage, type Problem, type ReportImage } from "../../model/index.ts"
import { recordedSizes } from "./sizes.ts"

/** What of a baseline is of no use any more: sizes that are larger than the image's, growth that nothing bounds or that has expired. */
export const baselineNotes = (known: BaselineImage, image: ReportImage, today: string): readonly Problem[] => [
  ...slackOf(known, image),
  ...unusedGrowth(known, image, today),
]

/** Less is not worth a word. */
const LEAST_SHARE = 0.01
const LEAST_BYTES = 100_000

/** Of sizes that no budget bounds, the first of these that shrank. */
const TOLD = ["filesystem", "content", "archive", "tar"]

/** That an image is smaller than its baseline says, so that it may grow unseen: in what a budget bounds, else as a whole. */
function slackOf(known: BaselineImage, image: ReportImage): readonly Problem[] {
  const now = recordedSizes(image)
  const bounded = image.budgets.filter((budget) => isGrowth(budget) && budget.unit === "bytes").map(({ key }) => key)
  const [first] = [...bounded, ...TOLD].flatMap((key) => {
    const before = (Object.hasOwn(known.sizes, key) ? known.sizes[key] : undefined) ?? 0
    const less = before - (now[key] ?? before)
    return less >= LEAST_BYTES && less >= before * LEAST_SHARE ? [{ key, less }] : []
  })
  if (first === undefined) return []
  return [
    {
      code: "slack-baseline",
      message: `${first.key} is ${formatBytes(first.less)} below its baseline; \`plimsoll baseline INPUT --ratchet\` keeps it there`,
    },
  ]
}

function unusedGrowth({ growth }: BaselineImage, image: ReportImage, today: string): Problem[] {
  const bounded = new Set(image.budgets.filter(isGrowth).map(({ key }) => key))
  return growth.flatMap(({ budget, by, expires }): Problem[] => {
    const what = `the baseline accepts growth of ${budget} by ${by}`
    const isExpired = expires !== undefined && expires < today
    if (isExpired)
      return [
        {
          code: "unused-acceptance",
          message: `${what} until ${expires}, which has passed; \`plimsoll baseline INPUT --ratchet\` takes it out`,
        },
      ]
    return bounded.has(budget)
      ? []
      : [{ code: "unused-acceptance", message: `${what}, and no budget bounds that growth; remove the entry` }]
  })
}
