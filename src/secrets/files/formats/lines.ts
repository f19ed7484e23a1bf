export interface Line {
  readonly text: string
  /** From 1. */
  readonly line: number
}

/** Lines without what ends them. */
export function* linesOf(text: string): Generator<Line> {
  let start = 0
  for (let line = 1; start <= text.length; line++) {
    const end = text.indexOf("\n", start)
    const stop = end < 0 ? text.length : end
    yield {
      text: text.charAt(stop - 1) === "\r" && stop > start ? text.slice(start, stop - 1) : text.slice(start, stop),
      line,
    }
    start = stop + 1
  }
}

/** Lines of which one that ends with a backslash goes on in the next. */
export function* joinedLines(lines: Iterable<Line>): Generator<Line> {
  let parts: string[] = []
  let first = 0
  for (const { text: part, line } of lines) {
    if (parts.length === 0) first = line
    if (isContinued(part)) {
      parts.push(part.slice(0, -1))
      continue
    }
    parts.push(part)
    yield { text: parts.join(" "), line: first }
    parts = []
  }
  if (parts.length > 0) yield { text: parts.join(" "), line: first }
}

/** True where an odd number of backslashes ends a line: the last one is no escaped backslash. */
function isContinued(line: string): boolean {
  let at = line.length
  while (at > 0 && line.charCodeAt(at - 1) === 92) at--
  return (line.length - at) % 2 === 1
}

/** Lines of places that only ever go forward; each line end is looked for once, also where there is none. */
export function lineCounter(text: string, first = 1): (index: number) => number {
  let line = first
  let next = text.indexOf("\n")
  return (index) => {
    while (next >= 0 && next < index) {
      line++
      next = text.indexOf("\n", next + 1)
    }
    return line
  }
}

/** Where the next `sign` is: looked for once, also where there is none, for places that only ever go forward. */
export function nextOf(text: string, sign: string): (from: number) => number {
  let found = -2
  return (from) => {
    if (found !== -1 && found < from) found = text.indexOf(sign, from)
    return found
  }
}
