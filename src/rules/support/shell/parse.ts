import { parse } from "unbash"
import type { Shell } from "./types.ts"
import { Walk } from "./walk.ts"

/** Longer texts are not parsed: no person wrote them. */
const LONGEST = 65_536
/** The parser's time grows with the square of the heredocs. */
const MOST_HEREDOCS = 200

const UNREAD: Shell = { commands: [], isWhole: false }

function heredocs(text: string): number {
  let count = 0
  for (let at = text.indexOf("<<"); at >= 0; at = text.indexOf("<<", at + 2)) count++
  return count
}

/** The simple commands of a shell text. Never throws, and takes bounded time on any text. */
export function parseShell(text: string): Shell {
  if (text.length > LONGEST || heredocs(text) > MOST_HEREDOCS) return UNREAD
  const walk = new Walk()
  try {
    walk.script(parse(text))
  } catch {
    // The parser is recursive and gives up where the stack ends.
    return { commands: walk.commands, isWhole: false }
  }
  return { commands: walk.commands, isWhole: walk.isWhole }
}
