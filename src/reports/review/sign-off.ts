import type { Report } from "../../model/index.ts"
import { type Block, heading, type Line, table } from "../document/blocks.ts"

const OPEN = "☐"

/** What the reviewer confirms, and where he signs. */
export function signOffBlocks({ verdict, images }: Report): readonly Block[] {
  const isAccepted = images.some(({ findings }) => findings.some(({ status }) => status !== "new"))
  const isCompared = images.some(({ comparison }) => comparison !== undefined)
  const points = [
    ...(verdict === "incomplete" ? ["What was not read has been looked at otherwise, or the audit was repeated."] : []),
    ...(verdict === "pass" ? [] : ["Every finding that fails the audit is fixed, or accepted by name and with a day."]),
    "The digest above is that of the image that will be released.",
    ...(isAccepted ? ["Every accepted risk still has an owner who knows of it."] : []),
    ...(isCompared ? ["What changed since the last release was meant."] : []),
    "Known vulnerabilities were checked with another tool.",
  ]
  return [
    heading(2, "Sign-off"),
    ...table(
      [{ head: "Done" }, { head: "Confirmed" }],
      points.map((point): Line[] => [[OPEN], [point]]),
    ),
    ...table(
      [{ head: "Signed" }, { head: "By hand" }],
      [
        [["Decision"], [`${OPEN} release, ${OPEN} release with conditions, ${OPEN} do not release`]],
        ...["Conditions", "Reviewer", "Date", "Signature"].map((what): Line[] => [[what], []]),
      ],
    ),
  ]
}
