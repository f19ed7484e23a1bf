import type { Report } from "../../model/index.ts"
import { toHtml } from "../document/html.ts"
import { toMarkdown } from "../document/markdown.ts"
import type { Look } from "../look.ts"
import { reviewBlocks, titleOf } from "./blocks.ts"

/** The security review before a release: a page where the file is called one, else Markdown. */
export const review = (report: Report, look: Look): string =>
  /\.html?$/i.test(look.file ?? "")
    ? toHtml(titleOf(report), reviewBlocks(report, look))
    : `${toMarkdown(reviewBlocks(report, look))}\n`
