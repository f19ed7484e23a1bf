import type { Report } from "../../model/index.ts"
import { grouped } from "../document/amounts.ts"
import { type Block, code, heading, type Line, paragraph } from "../document/blocks.ts"
import { nameOf, platformOf, shortDigest } from "../document/names.ts"
import { MARKS, problemLines, why } from "../document/verdict.ts"
import type { Look } from "../look.ts"
import { summaryTable } from "../document/summary.ts"
import { acceptedBlocks } from "./accepted.ts"
import { changeBlocks } from "./changes.ts"
import { findingBlocks } from "./findings.ts"
import { identityBlocks } from "./identity.ts"
import { scopeBlocks } from "./scope.ts"
import { signOffBlocks } from "./sign-off.ts"

/** What the review is of, in a few words. */
export function titleOf({ images }: Report): string {
  const [only] = images
  return images.length === 1 && only
    ? `Security review of ${nameOf(only)}`
    : `Security review of ${grouped(images.length)} images`
}

/** The review in the order in which somebody reads it who has to sign it. */
export function reviewBlocks(report: Report, look: Look): readonly Block[] {
  const { images } = report
  const isOne = images.length === 1
  return [
    ...headBlocks(report),
    ...(isOne ? [] : summaryTable(report)),
    ...images.flatMap((image): readonly Block[] => [
      ...(isOne ? [] : [heading(2, code(nameOf(image)), `, ${platformOf(image)}, `, code(shortDigest(image.id)))]),
      ...identityBlocks(image, report, isOne),
      ...changeBlocks(image, isOne),
      ...findingBlocks(image, report, look, isOne),
      ...acceptedBlocks(image, isOne),
    ]),
    ...scopeBlocks(report, look),
    ...signOffBlocks(report),
  ]
}

function headBlocks(report: Report): readonly Block[] {
  const { verdict, images, inputs, tool, generatedAt, today } = report
  const [only] = images
  const what: Line = images.length === 1 && only ? [code(nameOf(only))] : [`${grouped(images.length)} images`]
  const unread = problemLines(inputs, "unread").slice(0, 50)
  const made = [
    `Made by ${tool.name} ${tool.version} from the archive alone: nothing was run, nobody was asked`,
    ...(today === undefined ? [] : [`as of ${today}`]),
    ...(generatedAt === undefined ? [] : [`at ${generatedAt}`]),
  ].join(", ")
  return [
    heading(1, "Security review of ", ...what),
    {
      kind: "alert",
      tone: verdict,
      lines: [[{ strong: MARKS[verdict], tone: verdict }, ". ", ...why(report)], ...unread],
    },
    paragraph(
      ...(images.length === 1 && only
        ? [["Image ", code(only.id), ", read from ", code(inputs[only.input]?.path ?? ""), "."]]
        : []),
      [`${made}.`],
    ),
  ]
}
