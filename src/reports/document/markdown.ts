import { codeSpan, fenced, inTags, lineStart, type Where } from "../shared/markdown.ts"
import type { Block, Column, Inline, Line } from "./blocks.ts"
import { clip, prose } from "./prose.ts"

/** Of a name or a path, so many characters are shown. */
const LONGEST = 400

/** A document as GitHub-flavoured Markdown. The only tags in it are `details`, `summary` and, in a summary, `code`. */
export const toMarkdown = (blocks: readonly Block[]): string => blocks.map(blockText).join("\n\n")

/** One block, without line ends around it. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${lineText(block.line)}`
    case "paragraph":
      return broken(block.lines)
    case "alert":
      return quoted(broken(block.lines))
    case "table":
      return tableText(block.columns, block.rows)
    case "list":
      return block.items.map(itemText).join("\n")
    case "code":
      return fenced(block.lines)
    case "fold":
      return [foldStart(block.summary), ...block.blocks.map(blockText), FOLD_END].join("\n\n")
  }
}

/** What opens a fold; Markdown is read again after the blank line that follows it. */
export const foldStart = (summary: Line): string => `<details>\n<summary>${summary.map(inSummary).join("")}</summary>`
export const FOLD_END = "</details>"

/** Markdown is not read in there, yet hosts look for mentions and addresses: what could be one is code here too. */
function inSummary(piece: Inline): string {
  if (typeof piece !== "string") return "strong" in piece ? inTags(piece.strong) : codeTags(piece.code)
  return prose(piece)
    .map((part) => (typeof part === "string" ? inTags(part) : codeTags(part.code)))
    .join("")
}

const codeTags = (text: string): string => `<code>${inTags(clip(text, LONGEST))}</code>`

const lineText = (line: Line, where: Where = "line"): string => line.map((piece) => inlineText(piece, where)).join("")

function inlineText(piece: Inline, where: Where): string {
  if (typeof piece !== "string")
    return "strong" in piece ? `**${piece.strong}**` : codeSpan(clip(piece.code, LONGEST), where)
  return prose(piece)
    .map((part) => (typeof part === "string" ? part : codeSpan(part.code, where)))
    .join("")
}

/** Lines that stay lines, in comments as in files: a backslash at the end of each but the last. */
const broken = (lines: readonly Line[]): string => lines.map((line) => lineStart(lineText(line))).join("\\\n")

const quoted = (text: string): string =>
  text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n")

const itemText = (blocks: readonly Block[]): string =>
  blocks
    .map(blockText)
    .join("\n\n")
    .split("\n")
    .map((line, at) => (at === 0 ? `- ${line}` : line === "" ? "" : `  ${line}`))
    .join("\n")

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`

const tableText = (columns: readonly Column[], rows: readonly (readonly Line[])[]): string =>
  [
    row(columns.map(({ head }) => head)),
    row(columns.map(({ align }) => (align === "right" ? "--:" : ":--"))),
    ...rows.map((cells) => row(columns.map((_, at) => lineText(cells[at] ?? [], "cell")))),
  ].join("\n")
