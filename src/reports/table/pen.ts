import { styleText } from "node:util"
import { columns, cut, cutMiddle, cutStart, wrap } from "./columns.ts"
import type { Look } from "../look.ts"
import { term } from "../shared/term.ts"

type Style = Parameters<typeof styleText>[0]

/** What every part of a report for people draws with. Whatever it is given may come from an image. */
export interface Pen {
  readonly look: Look
  readonly width: number
  /** Joins facts that stand beside each other. */
  readonly dot: string
  /** Colours what is already safe; never the only sign of anything. */
  paint(style: Style, text: string): string
  /** One line, escaped and cut at its end. */
  line(text: string, width: number): string
  /** A path on one line, escaped and cut in its middle. */
  path(text: string, width: number): string
  /** A name on one line, escaped and cut at its start: images of one registry differ at their end. */
  name(text: string, width: number): string
  /** A sentence in lines. `most` bounds them unless the look is verbose. */
  sentence(text: string, width: number, most?: number): string[]
  /** Sentences with line breaks of their own: what a rule says to people. */
  prose(text: string, width: number): string[]
  /** A title, a light rule and what sums the section up. */
  heading(title: string, sum: string): string
}

/** Lines for reading: a wide terminal is no reason for lines that an eye loses. */
const READABLE = 110

/** Draws as a look says. */
export function penFor(look: Look): Pen {
  const plain = look.unicode === false
  const mark = plain ? "..." : "…"
  // Sentences cut instructions by the same mark.
  const safe = (text: string): string => (plain ? term(text).replaceAll("…", mark) : term(text))
  const paint: Pen["paint"] = (style, text) => (look.colour ? styleText(style, text, { validateStream: false }) : text)
  const sentence: Pen["sentence"] = (text, width, most = Infinity) => {
    const lines = wrap(safe(text), Math.min(width, READABLE), mark)
    if (look.verbose || lines.length <= most) return lines
    return [
      ...lines.slice(0, most - 1),
      cut(lines.slice(most - 1, most + 1).join(" "), Math.min(width, READABLE), mark),
    ]
  }
  return {
    look,
    width: look.width,
    dot: plain ? " - " : " · ",
    paint,
    // Nothing beyond eight times the width can show, and a history line may have megabytes.
    line: (text, width) => cut(safe(text.slice(0, width * 8 + 1)), width, mark),
    path: (text, width) => cutMiddle(safe(text), width, mark),
    name: (text, width) => cutStart(safe(text), width, mark),
    sentence,
    prose: (text, width) => text.split("\n").flatMap((line) => indented(line, width, mark, safe)),
    heading: (title, whole) => {
      const sum = cut(whole, look.width - columns(title) - 6, mark)
      const room = look.width - columns(title) - 1 - (sum === "" ? 0 : columns(sum) + 1)
      return `${paint("bold", title)} ${paint("dim", (plain ? "-" : "─").repeat(room))}${sum === "" ? "" : ` ${sum}`}`
    },
  }
}

/** A line keeps its indent over its breaks, so that code stays code. */
function indented(line: string, width: number, mark: string, safe: (text: string) => string): string[] {
  const indent = " ".repeat(Math.min(line.length - line.trimStart().length, 12))
  return wrap(safe(line.trimStart()), Math.min(width, READABLE) - indent.length, mark).map((part) => indent + part)
}
