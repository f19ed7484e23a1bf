import { formatBytes, type Report } from "../../model/index.ts"
import { type Block, code, type Line, paragraph, strong, table } from "./blocks.ts"
import { nameOf, platformOf } from "./names.ts"
import { verdictOf } from "./verdict.ts"
import { countBySeverity } from "../shared/severities.ts"

/** Images that get a row. */
const ROWS = 100

const right = (head: string): { readonly head: string; readonly align: "right" } => ({ head, align: "right" })

/** All images of a run, a row each. */
export function summaryTable({ images, failures }: Report): readonly Block[] {
  const rows = images.slice(0, ROWS).map((image): Line[] => {
    const verdict = verdictOf(image, failures)
    const news = image.findings.filter(({ status }) => status === "new")
    return [
      [verdict === "pass" ? "pass" : strong(verdict)],
      [code(nameOf(image))],
      [platformOf(image)],
      [formatBytes(image.size.content)],
      [image.size.wasted === 0 ? "-" : formatBytes(image.size.wasted)],
      [countBySeverity(news)],
    ]
  })
  const rest = images.length - rows.length
  return [
    ...table(
      [
        { head: "Verdict" },
        { head: "Image" },
        { head: "Platform" },
        right("Content"),
        right("Wasted"),
        { head: "Findings" },
      ],
      rows,
    ),
    ...(rest > 0 ? [paragraph([`And ${rest} more images.`])] : []),
  ]
}
