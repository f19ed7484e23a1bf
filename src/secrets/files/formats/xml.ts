import { lineCounter, nextOf } from "./lines.ts"
import { DEEPEST, type Entry } from "./entry.ts"

const NAME = /[^\s/>=]{1,200}/y
const ATTRIBUTE = /\s{0,1000}([^\s=/>"']{1,200})\s{0,20}=\s{0,20}(?:"([^"]{0,65536})"|'([^']{0,65536})')/y
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi
/** Pairs of attributes of which one names the other: `<add key="ClearTextPassword" value="…"/>`. */
const NAMED = new Set(["key", "name", "option"])

/** Text of elements without children, and attributes, with the elements around them. Comments are none. */
export function* xml(text: string): Generator<Entry> {
  const elements: string[] = []
  let content = ""
  let contentAt = 0
  const lineAt = lineCounter(text)
  const closes = nextOf(text, ">")
  for (let at = text.indexOf("<"); at >= 0;) {
    let end = at
    if (text.startsWith("<!--", at)) end = after(text, "-->", at + 4)
    else if (text.startsWith("<![CDATA[", at)) {
      end = after(text, "]]>", at + 9)
      if (content.trim() === "") contentAt = at
      content += text.slice(at + 9, end - 3)
    } else if (text.charAt(at + 1) === "?" || text.charAt(at + 1) === "!") end = after(text, ">", at + 2)
    else if (text.charAt(at + 1) === "/") {
      end = after(text, ">", at + 2)
      const value = decode(content.trim())
      if (value !== "" && elements.length > 0) yield { path: [...elements], value, line: lineAt(contentAt) }
      elements.pop()
      content = ""
    } else {
      content = ""
      const tag = readTag(text, at + 1, closes)
      end = tag.end
      const path = [...elements, tag.name]
      const line = lineAt(at)
      const named = tag.attributes.find(([name]) => NAMED.has(name.toLowerCase()))
      for (const [name, value] of tag.attributes)
        if (value !== "")
          yield { path: name.toLowerCase() === "value" && named ? [...path, named[1]] : [...path, name], value, line }
      if (!tag.isEmpty && elements.length < DEEPEST) elements.push(tag.name)
    }
    const next = text.indexOf("<", end)
    if (next > end) {
      if (content.trim() === "") contentAt = end + leadingSpace(text, end, next)
      content += text.slice(end, next)
    }
    at = next
  }
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from)
  return at < 0 ? text.length : at + end.length
}

function leadingSpace(text: string, from: number, to: number): number {
  let at = from
  while (at < to && text.charCodeAt(at) <= 32) at++
  return at - from
}

interface Tag {
  readonly name: string
  readonly attributes: readonly (readonly [string, string])[]
  readonly isEmpty: boolean
  readonly end: number
}

function readTag(text: string, start: number, closes: (from: number) => number): Tag {
  NAME.lastIndex = start
  const name = NAME.exec(text)?.[0] ?? ""
  const attributes: [string, string][] = []
  let at = start + name.length
  for (;;) {
    ATTRIBUTE.lastIndex = at
    const attribute = ATTRIBUTE.exec(text)
    if (attribute === null) break
    attributes.push([attribute[1] ?? "", decode(attribute[2] ?? attribute[3] ?? "")])
    at = ATTRIBUTE.lastIndex
  }
  const close = closes(at)
  const open = text.indexOf("<", at)
  const end = close < 0 || (open >= 0 && open < close) ? at : close + 1
  return { name, attributes, isEmpty: end > at && text.charAt(end - 2) === "/", end }
}

const decode = (text: string): string =>
  text.includes("&")
    ? text.replace(ENTITY, (whole: string, decimal?: string, hex?: string, name = "") => {
        const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal)
        return Number.isNaN(code) ? (ENTITIES[name] ?? whole) : String.fromCharCode(code)
      })
    : text
