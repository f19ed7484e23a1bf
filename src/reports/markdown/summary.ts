import { formatBytes, type Report } from "../../model/index.ts"
import { grouped } from "../document/amounts.ts"
import { type Block, code, type Line, paragraph, strong, table } from "../document/blocks.ts"
import { nameOf, platformOf } from "../document/names.ts"
import { MARKS, verdictOf } from "../document/verdict.ts"

/** Images that get a row. */
const ROWS = 100
const COUNTED = ["critical", "high", "medium", "low"] as const

const right = (head: string): { readonly head: string; readonly align: "right" } => ({ head, align: "right" })

/** All images of a run, a row each. */
export function summaryTable({ images, failures }: Report): readonly Block[] {
  const rows = images.slice(0, ROWS).map((image): Line[] => {
    const verdict = verdictOf(image, failures)
    const news = image.findings.filter(({ status }) => status === "new")
    return [
      [verdict === "pass" ? MARKS.pass : strong(MARKS[verdict])],
      [code(nameOf(image))],
      [platformOf(image)],
      [formatBytes(image.size.content)],
      [image.size.wasted === 0 ? "-" : formatBytes(image.size.wasted)],
      ...COUNTED.map((severity) => [grouped(news.filter((finding) => finding.severity === severity).length)]),
    ]
  })
  const rest = images.length - rows.length
  return [
    ...table(
      [{ head: "" }, { head: "Image" }, { head: "Platform" }, ...["Content", "Wasted", ...COUNTED].map(right)],
      rows,
    ),
    ...(rest > 0 ? [paragraph([`And ${rest} more images.`])] : []),
  ]
}
