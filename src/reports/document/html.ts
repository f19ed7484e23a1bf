import { createHash } from "node:crypto"
import { html, type Markup, raw, shown, textOf } from "../html/markup.ts"
import sheet from "../html/page/style.css?text"
import type { Block, Column, Inline, Line } from "./blocks.ts"
import { clip, prose } from "./prose.ts"
import style from "./style.css?text"

/** The names of the page's colours and spaces: the first rule of its style sheet. */
const TOKENS = sheet.slice(0, sheet.indexOf("\n}") + 2)

/** Of a name or a path, so many characters are shown. */
const LONGEST = 400

/** A document as one page that asks nobody for anything and runs nothing. */
export function toHtml(title: string, blocks: readonly Block[]): string {
  const css = `\n${TOKENS}\n${style}`
  const hash = createHash("sha256").update(css).digest("base64")
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  return textOf(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policy}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <style>
            ${raw(css)}
          </style>
        </head>
        <body>
          <main>${blocks.map(blockOf)}</main>
        </body>
      </html> `,
  )
}

function blockOf(block: Block): Markup {
  switch (block.kind) {
    case "heading":
      return headingOf(block.level, block.line)
    case "paragraph":
      return html`<p>${linesOf(block.lines)}</p> `
    case "alert":
      return html`<p class="alert" data-tone="${block.tone}">${linesOf(block.lines)}</p> `
    case "table":
      return tableOf(block.columns, block.rows)
    case "list":
      return html`<ul>
        ${block.items.map((item) => html`<li>${itemOf(item)}</li> `)}
      </ul> `
    case "code":
      return html`<pre tabindex="0"><code>${block.lines.map((line) => html`${line} `)}</code></pre> `
    case "fold":
      return html`<details>
        <summary>${lineOf(block.summary)}</summary>
        ${block.blocks.map(blockOf)}
      </details> `
  }
}

/** A single paragraph needs no element of its own. */
const itemOf = (blocks: readonly Block[]): Markup => {
  const [only] = blocks
  return blocks.length === 1 && only?.kind === "paragraph" ? linesOf(only.lines) : html`${blocks.map(blockOf)}`
}

const headingOf = (level: 1 | 2 | 3 | 4, line: Line): Markup => {
  const text = lineOf(line)
  if (level === 1) return html`<h1>${text}</h1> `
  if (level === 2) return html`<h2>${text}</h2> `
  return level === 3 ? html`<h3>${text}</h3> ` : html`<h4>${text}</h4> `
}

const linesOf = (lines: readonly Line[]): Markup =>
  html`${lines.map((line, at) => html`${at === 0 ? "" : raw("<br>\n")}${lineOf(line)}`)}`

const lineOf = (line: Line): Markup => html`${line.map(inlineOf)}`

function inlineOf(piece: Inline): Markup {
  if (typeof piece === "string")
    return html`${prose(piece).map((part) => (typeof part === "string" ? part : codeOf(part.code)))}`
  if ("code" in piece) return codeOf(clip(piece.code, LONGEST))
  return piece.tone === undefined
    ? html`<strong>${piece.strong}</strong>`
    : html`<strong data-tone="${piece.tone}">${piece.strong}</strong>`
}

const codeOf = (text: string): Markup => html`<code>${shown(text)}</code>`

const tableOf = (columns: readonly Column[], rows: readonly (readonly Line[])[]): Markup => {
  const sideOf = ({ align }: Column): Markup | null => (align === "right" ? raw(` class="right"`) : null)
  return html`<div class="wide" tabindex="0" role="region" aria-label="${nameOf(columns)}">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col" ${sideOf(column)}>${column.head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${columns.map((column, at) => html`<td${sideOf(column)}>${lineOf(cells[at] ?? [])}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `
}

/** What a screen reader calls a table: its columns. */
const nameOf = (columns: readonly Column[]): string =>
  columns
    .map(({ head }) => head)
    .filter((head) => head !== "")
    .join(", ")
