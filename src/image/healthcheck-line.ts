import { goList, unquoteGo } from "./go-format.ts"
import { execForm } from "./words.ts"

/** The times by their place, for each number of them that a builder has ever written. */
const OPTIONS = ["interval", "timeout", "start-period", "start-interval"]

const QUOTED_TIMES = /^((?: "[^"]{0,40}"){0,4}) '(\\?[^']{1,10}|\\')'\}$/
const PLAIN_TIMES = /^((?: [\w.µ]{1,40}){0,4}) (\d{1,9})\}$/
/** Longer than any times. */
const TAIL = 256

/**
 * The operands of a HEALTHCHECK from the Go structure that builders print: test, times and, as a character, retries:
 * `&{["CMD-SHELL" "curl -f localhost"] "30s" "3s" "5s" "0s" '\x03'}`. Other text is returned as it is.
 */
export function healthcheckOperands(text: string): string {
  if (!/^&?\{\[/.test(text)) return text
  return quoted(text) ?? plain(text) ?? text
}

/** As `%q` prints it. */
function quoted(text: string): string | null {
  const start = text.indexOf("[")
  const list = goList(text.slice(start))
  const [, times, retries] = QUOTED_TIMES.exec(text.slice(start + (list?.end ?? 0))) ?? []
  if (list === null || times === undefined || retries === undefined) return null
  const [kind = "", ...words] = list.items
  const command = kind === "CMD-SHELL" ? words.join(" ") : execForm(words)
  return operands(kind, command, times.replaceAll('"', ""), unquoteGo(retries).codePointAt(0) ?? 0)
}

/** As `%v` prints it, the bounds of the words lost. */
function plain(text: string): string | null {
  const start = text.indexOf("[") + 1
  const end = text.lastIndexOf("]")
  const [, times, retries] = PLAIN_TIMES.exec(text.slice(end + 1, end + TAIL)) ?? []
  if (times === undefined) return null
  const [kind = "", ...words] = text.slice(start, end).split(" ")
  return operands(kind, words.join(" "), times, Number(retries))
}

function operands(kind: string, command: string, times: string, retries: number): string {
  if (kind === "NONE" || kind === "") return kind
  const words = times.split(" ").filter((word) => word !== "")
  const options = words.map((time, index) => [OPTIONS[index], tidyTime(time)])
  options.push(["retries", String(retries)])
  const set = options
    .filter(([, value]) => value !== "0s" && value !== "0")
    .map(([name, value]) => `--${name}=${value}`)
  return [...set, "CMD", command].join(" ")
}

/** Go prints `1h` as `1h0m0s`. */
const tidyTime = (time: string): string => time.replace(/m0s$/, "m").replace(/h0m$/, "h")
