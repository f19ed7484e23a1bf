import type { ReportImage } from "../../model/index.ts"
import { some } from "../document/amounts.ts"
import { type Block, code, heading, type Line, paragraph, strong, table } from "../document/blocks.ts"
import { type Accepted, acceptedIn } from "../shared/accepted.ts"

/** Accepted findings that get a row. */
const MOST = 500

/** Risks that somebody took: which, why, who and until when. */
export function acceptedBlocks(image: ReportImage, isOne: boolean): readonly Block[] {
  const accepted = acceptedIn(image)
  const rest = accepted.length - MOST
  return [
    heading(isOne ? 2 : 3, "Accepted risks"),
    ...(accepted.length === 0 ? [paragraph(["None."])] : []),
    ...table(
      [
        { head: "Severity" },
        { head: "Finding" },
        { head: "Reason" },
        { head: "Owner" },
        { head: "Until" },
        { head: "Said by" },
      ],
      accepted.slice(0, MOST).map(rowOf),
    ),
    ...(rest > 0 ? [paragraph([`And ${some(rest, "more accepted risk")}.`])] : []),
  ]
}

const rowOf = ({ severity, rule, message, reason, owner, expires, acceptedBy, status }: Accepted): readonly Line[] => [
  [strong(severity, severity)],
  [code(rule), ": ", message],
  reason === undefined ? [status === "baseline" ? "it is in the baseline" : "none given"] : [reason],
  owner === undefined ? [strong("nobody")] : [code(owner)],
  expires === undefined ? [strong("no end")] : [code(expires)],
  acceptedBy === undefined ? ["-"] : [code(acceptedBy)],
]
