import { formatBytes, type BaselineImage, type Problem, type ReportImage } from "../../model/index.ts"
import { recordedSizes } from "./record.ts"

/** Less is not worth a word. */
const LEAST_SHARE = 0.01
const LEAST_BYTES = 100_000

const COUNTED: ReadonlySet<string> = new Set(["files", "layers"])

/** That an image is smaller than its baseline says, so that it may grow unseen: of all sizes the one that shrank most. */
export function slackOf(known: BaselineImage, image: ReportImage): readonly Problem[] {
  const now = recordedSizes(image)
  const [most] = Object.entries(known.sizes)
    .filter(([key]) => !COUNTED.has(key) && Object.hasOwn(now, key))
    .map(([key, before]) => ({ key, before, less: before - (now[key] ?? before) }))
    .filter(({ before, less }) => less >= LEAST_BYTES && less >= before * LEAST_SHARE)
    .toSorted((a, b) => b.less - a.less)
  if (most === undefined) return []
  return [
    {
      code: "slack-baseline",
      message: `${most.key} is ${formatBytes(most.less)} below its baseline; \`plimsoll baseline INPUT --ratchet\` keeps it there`,
    },
  ]
}
