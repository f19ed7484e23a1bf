import { createHash } from "node:crypto"
// Not as `html`: formatters rewrite templates of that name, and in a text every blank counts.
import { html as m, type Markup, type Piece, raw, textOf } from "../html/markup.ts"
import sheet from "../html/page/style.css?text"
import type { Block, Column, Inline, Line } from "./blocks.ts"
import { clip, prose } from "./prose.ts"
import style from "./style.css?text"

/** The names of the page's colours and spaces: the first rule of its style sheet. */
const TOKENS = sheet.slice(0, sheet.indexOf("\n}") + 2)

/** Of a name or a path, so many characters are shown. */
const LONGEST = 400

const NEWLINE = raw("\n")
const BREAK = raw("<br>\n")

/** A document as one page that asks nobody for anything and runs nothing. */
export function toHtml(title: string, blocks: readonly Block[]): string {
  const css = `\n${TOKENS}\n${style}`
  const hash = createHash("sha256").update(css).digest("base64")
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  return textOf(m`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(css)}</style>
</head>
<body>
<main>
${blocks.map(blockOf)}</main>
</body>
</html>
`)
}

function blockOf(block: Block): Markup {
  switch (block.kind) {
    case "heading":
      return headingOf(block.level, block.line)
    case "paragraph":
      return m`<p>${linesOf(block.lines)}</p>\n`
    case "alert":
      return m`<p class="alert" data-tone="${block.tone}">${linesOf(block.lines)}</p>\n`
    case "table":
      return tableOf(block.columns, block.rows)
    case "list":
      return m`<ul>\n${block.items.map((item) => m`<li>${itemOf(item)}</li>\n`)}</ul>\n`
    case "code":
      return m`<pre tabindex="0"><code>${block.lines.map((line) => [line, NEWLINE])}</code></pre>\n`
    case "fold":
      return m`<details>
<summary>${lineOf(block.summary)}</summary>
${block.blocks.map(blockOf)}</details>\n`
  }
}

/** A single paragraph needs no element of its own. */
const itemOf = (blocks: readonly Block[]): Piece => {
  const [only] = blocks
  return blocks.length === 1 && only?.kind === "paragraph" ? linesOf(only.lines) : blocks.map(blockOf)
}

const headingOf = (level: 1 | 2 | 3 | 4, line: Line): Markup => {
  const text = lineOf(line)
  if (level === 1) return m`<h1>${text}</h1>\n`
  if (level === 2) return m`<h2>${text}</h2>\n`
  return level === 3 ? m`<h3>${text}</h3>\n` : m`<h4>${text}</h4>\n`
}

const linesOf = (lines: readonly Line[]): Piece => lines.map((line, at) => [at === 0 ? "" : BREAK, lineOf(line)])

const lineOf = (line: Line): Piece => line.map(inlineOf)

function inlineOf(piece: Inline): Piece {
  if (typeof piece === "string")
    return prose(piece).map((part) => (typeof part === "string" ? part : codeOf(part.code)))
  if ("code" in piece) return codeOf(clip(piece.code, LONGEST))
  return piece.tone === undefined
    ? m`<strong>${piece.strong}</strong>`
    : m`<strong data-tone="${piece.tone}">${piece.strong}</strong>`
}

const codeOf = (text: string): Markup => m`<code>${text}</code>`

const sideOf = ({ align }: Column): Markup | null => (align === "right" ? raw(` class="right"`) : null)

const tableOf = (columns: readonly Column[], rows: readonly (readonly Line[])[]): Markup =>
  m`<div class="wide" tabindex="0" role="group" aria-label="${nameOf(columns)}">
<table>
<thead>
<tr>${columns.map((column) => m`<th scope="col"${sideOf(column)}>${column.head}</th>`)}</tr>
</thead>
<tbody>
${rows.map(
  (cells) => m`<tr>${columns.map((column, at) => m`<td${sideOf(column)}>${lineOf(cells[at] ?? [])}</td>`)}</tr>\n`,
)}</tbody>
</table>
</div>\n`

/** What a screen reader calls a table: its columns. */
const nameOf = (columns: readonly Column[]): string =>
  columns
    .map(({ head }) => head)
    .filter((head) => head !== "")
    .join(", ")
