import type { Read } from "./found.ts"
import { isLiteral } from "./judge.ts"

/** Words that another one follows, whatever it is. */
const TAKES_ONE = new Set(["machine", "login", "password", "account", "macdef"])

/** `machine host login user password secret`, over any number of lines, as curl, git and apt read it. */
export const netrc: Read = function* (text) {
  let machine = ""
  let keyword = ""
  let line = 1
  for (const [word] of text.replaceAll(/^[ \t]{0,100}#.*$/gm, "").matchAll(/\n|"(?:[^"\\\n]|\\.){0,4096}"|[^\s]+/g)) {
    if (word === "\n") {
      line++
      continue
    }
    if (keyword === "machine") machine = word
    const value =
      word.length > 1 && word.startsWith('"') && word.endsWith('"')
        ? word.slice(1, -1).replaceAll(/\\(.)/g, "$1")
        : word
    if (keyword === "password" && isLiteral(value)) yield { givenTo: machine, value, line }
    keyword = keyword === "" && TAKES_ONE.has(word) ? word : ""
  }
}
