const NOTABLE = /[ \t]{2,}|\t|["'\\\n]/g
const CONTINUATION = /\\\r?\n/y
const BLANKS = /[ \t]+/y

/**
 * Makes one blank of each run of blanks and line continuations, as they are left over from a Dockerfile's indentation.
 * Quoted text keeps its blanks, and everything after the first real line break stays as it is: that is a heredoc.
 */
export function tidy(text: string): string {
  const parts: string[] = []
  let kept = 0
  let quote = ""
  NOTABLE.lastIndex = 0
  for (let match = NOTABLE.exec(text); match !== null && match[0] !== "\n"; match = NOTABLE.exec(text)) {
    const [found] = match
    const gap = quote === "" ? endOfGap(text, match.index) : match.index
    if (gap > match.index) {
      const start = match.index > kept && text[match.index - 1] === " " ? match.index - 1 : match.index
      parts.push(text.slice(kept, start), " ")
      kept = NOTABLE.lastIndex = gap
    } else if (found === "\\") NOTABLE.lastIndex = match.index + (quote === "'" ? 1 : 2)
    else if (found === quote) quote = ""
    else if (quote === "") quote = found
  }
  parts.push(text.slice(kept))
  return parts.join("").trim()
}

/** Where the blanks and continuations end that begin at `from`. */
function endOfGap(text: string, from: number): number {
  let end = from
  for (let next = step(text, end); next > end; next = step(text, end)) end = next
  return end
}

function step(text: string, from: number): number {
  const pattern = text[from] === "\\" ? CONTINUATION : BLANKS
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}
