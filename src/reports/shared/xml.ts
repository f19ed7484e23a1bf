import { term } from "./term.ts"

const ENTITIES = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
  ["\n", "&#10;"],
])

/** The two that XML 1.0 forbids (Char, §2.2) and `term` lets through: one of them loses the whole file. */
const FORBIDDEN = /[\ufffe\uffff]/g

const visible = (text: string): string =>
  term(text).replace(FORBIDDEN, (found) => `\\u{${found.charCodeAt(0).toString(16)}}`)

const escape = (text: string, special: RegExp): string => text.replace(special, (found) => ENTITIES.get(found) ?? found)

/** Text as the content of an element; its lines stay lines. */
export const content = (text: string): string => escape(text.split("\n").map(visible).join("\n"), /[&<>]/g)

const attribute = (text: string): string => escape(text.split("\n").map(visible).join("\n"), /[&<>"'\n]/g)

/** An element; `inner` is XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  inner = "",
): string {
  const start = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${attribute(String(value))}"`]))
    .join("")
  return inner === "" ? `<${name}${start}/>` : `<${name}${start}>${inner}</${name}>`
}

/** Elements a line each, two spaces in. */
export const block = (elements: readonly string[]): string =>
  elements.length === 0 ? "" : `\n${elements.join("\n")}\n`

/** A document with its one element. */
export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
