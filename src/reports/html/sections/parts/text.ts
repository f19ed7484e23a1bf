import { html, type Markup, raw } from "../../markup.ts"
import { number } from "./bytes.ts"

/** Characters of one text that are shown. */
const MOST = 2000

/** The first items of a list, and how many there are beside them. */
export const cut = <T>(items: readonly T[], most: number): { readonly shown: readonly T[]; readonly rest: number } => ({
  shown: items.slice(0, most),
  rest: Math.max(0, items.length - most),
})

/** `… and 12 more packages`, as a line under a list; nothing where all are shown. */
export const more = (rest: number, noun: string, sum = ""): Markup | null =>
  rest === 0 ? null : html`<p class="more">and ${rest} more ${noun}${rest === 1 ? "" : "s"}${sum}</p>`

/** The start of a text, and how many characters there are beside it. */
function headOf(text: string): readonly [string, number] {
  if (text.length <= MOST) return [text, 0]
  // Not between the halves of a character.
  const end = /[\ud800-\udbff]/.test(text[MOST - 1] ?? "") ? MOST - 1 : MOST
  return [text.slice(0, end), text.length - end]
}

const left = (amount: number): Markup | null =>
  amount === 0 ? null : html`<span class="more">… ${number(amount)} more characters</span>`

/** A text, or its start and how much there is beside it. */
export function long(text: string): Markup {
  const [head, rest] = headOf(text)
  return html`${head}${left(rest)}`
}

/** A path that may break after each of its folders. */
export const path = (text: string): Markup =>
  html`<code class="path">${text.split("/").map((part, at) => (at === 0 ? part : html`/<wbr />${part}`))}</code>`

/** Words of ours, with what stands between backticks as code. */
export const inline = (text: string): Markup[] =>
  text.split("`").map((part, at) => (at % 2 === 0 ? html`${part}` : html`<code>${part}</code>`))

/** What to do, as rules write it: sentences with code in backticks, and lines for a Dockerfile, indented or not. */
export function prose(text: string): Markup {
  const [head, rest] = headOf(text)
  const [first = "", ...lines] = head.split("\n")
  return html`<p>${inline(first)}</p>
    ${lines.length > 0 && html`<pre>${lines.map((line) => html`${line.replace(/^ {2}/, "")}${NEWLINE}`)}</pre>`}${left(rest)}`
}

const NEWLINE = raw("\n")

const line = (part: string): Markup => html`<span>${part.replace(/^\n/, "")}</span>`

/** An instruction of a Dockerfile: each command of a chain on a line of its own, the text as it is. */
export function instruction(text: string): Markup {
  const [head, rest] = headOf(text)
  const [first = "", ...lines] = head.split(/(?= && |\n)/)
  const [keyword = "", ...words] = first.split(" ")
  return html`<code class="instruction"
    ><b>${keyword}</b>${words.length > 0 && ` ${words.join(" ")}`}${lines.map(line)}${left(rest)}</code
  >`
}
