import { formatBytes, isGrowth, type BaselineImage, type Problem, type ReportImage } from "../../model/index.ts"
import { recordedSizes } from "./record.ts"

/** Less is not worth a word. */
const LEAST_SHARE = 0.01
const LEAST_BYTES = 100_000

/** Of sizes that no budget bounds, the first of these that shrank. */
const TOLD = ["filesystem", "content", "archive", "tar"]

/** That an image is smaller than its baseline says, so that it may grow unseen: in what a budget bounds, else as a whole. */
export function slackOf(known: BaselineImage, image: ReportImage): readonly Problem[] {
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
