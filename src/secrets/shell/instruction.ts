/** A name and what a line gives to it. */
interface Pair {
  readonly name: string
  readonly value: string
}

/** A line of a build, taken apart. */
export interface Instruction {
  /** Build arguments, variables and labels, as builders write them: mostly without quotes. */
  readonly pairs: readonly Pair[]
  /** What a shell runs, or may be read as if. */
  readonly script: string
}

/** `/bin/sh -c #(nop)  ENV …`, with whatever shell the image has. */
const NOP = /^.{0,200}?#\(nop\)[ \t]{0,8}/s
const BUILDKIT = /\s{1,3}# buildkit\s*$/
const KEYWORD = /^\s{0,8}(ONBUILD|RUN|ENV|ARG|LABEL|CMD|ENTRYPOINT|HEALTHCHECK|SHELL|COPY|ADD|USER|WORKDIR)\s{1,8}/i
const ARGUMENTS = /^\|(\d{1,4}) /
/** Where build arguments end and a shell starts. */
const SHELL =
  / (?:(?:[\w:.\\-]{0,100}[\\/])?(?:(?:ba|da|a|z|k|fi)?sh|cmd(?:\.exe)?|powershell(?:\.exe)?|pwsh(?:\.exe)?|env|busybox)(?= [-/\w])|\/\S{1,100} -)/gi
const RUN_FLAG =
  /^\s{0,8}--(?:mount|network|security|interval|timeout|start-period|start-interval|retries|from|chown|chmod|link|exclude)(?:=\S{0,1000})?(?=\s)/i
/** The shell that `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` puts before a command: what follows is the script. */
const RUN_BY =
  /^\s{0,8}(?:[\w./-]{0,100}\/)?(?:ba|da|a|z|k)?sh(?:\s{1,4}(?:-[a-zA-Z]{0,6}o\s{1,4}[a-z]{1,20}|-[a-zA-Z]{1,8}|--[a-z]{1,20})){0,6}?\s{1,4}-[a-z]{0,6}c\s{1,4}(?=[^\s"'])/
const PAIRED = new Set(["ENV", "ARG", "LABEL"])
/** Instructions within instructions: ONBUILD RUN is as deep as it gets. */
const DEEPEST = 3

/** Takes the noise of builders off a line of a Dockerfile, a history entry or a shell. */
export function readInstruction(line: string, depth = 0): Instruction {
  const text = line.replace(NOP, "").slice(0, line.length)
  const script = BUILDKIT.test(text.slice(-40)) ? text.slice(0, text.lastIndexOf("# buildkit")) : text
  const keyword = KEYWORD.exec(script.slice(0, 40))
  if (keyword === null) return withoutArguments(script)
  const rest = withoutFlags(script.slice(keyword[0].length))
  const name = keyword[1]!.toUpperCase()
  if (PAIRED.has(name)) return { pairs: readPairs(rest), script: "" }
  if (name === "ONBUILD" && depth < DEEPEST) return readInstruction(rest, depth + 1)
  return withoutArguments(name === "HEALTHCHECK" ? rest.replace(/^CMD\s/i, "") : rest)
}

function withoutFlags(text: string): string {
  let rest = text
  for (let match = RUN_FLAG.exec(rest); match !== null; match = RUN_FLAG.exec(rest)) rest = rest.slice(match[0].length)
  return rest.trimStart()
}

/** `|2 A=x B=y /bin/sh -c make`: the number says how many there are, so that a value may hold blanks and signs of equality. */
function withoutArguments(script: string): Instruction {
  const head = ARGUMENTS.exec(script)
  if (head === null) return { pairs: [], script: script.replace(RUN_BY, "") }
  const body = script.slice(head[0].length)
  const starts = startsOfPairs(body, Number(head[1]))
  const last = starts.at(-1)
  if (last === undefined) return { pairs: [], script: body }
  SHELL.lastIndex = last
  const shell = SHELL.exec(body)
  const equals = body.indexOf("=", last)
  const blank = body.slice(equals).search(/\s/)
  const end = shell?.index ?? (blank < 0 ? body.length : equals + blank)
  const pairs = starts.map((start, at) => pairOf(body.slice(start, starts[at + 1] ?? end)))
  return { pairs: pairs.filter((pair) => pair !== null), script: body.slice(end).replace(RUN_BY, "") }
}

const NAME = String.raw`[A-Za-z_][\w./-]{0,200}=`

function startsOfPairs(body: string, count: number): number[] {
  const start = new RegExp(`(?:^| )(?=${NAME})`, "g")
  const starts: number[] = []
  for (let match = start.exec(body); match !== null && starts.length < count; match = start.exec(body)) {
    starts.push(match.index + match[0].length)
    start.lastIndex = match.index + match[0].length + 1
  }
  return starts
}

function pairOf(text: string): Pair | null {
  const equals = text.indexOf("=")
  return equals < 0 ? null : { name: text.slice(0, equals).trim(), value: unquote(text.slice(equals + 1).trim()) }
}

/** `A=x B="y z"`, `A=x y B=z` as Docker writes it once the quotes are gone, and the old `A x y`. */
function readPairs(text: string): Pair[] {
  const first = new RegExp(String.raw`^\s{0,8}(?:${NAME}|["'][^"'=\n]{1,200}["']=)`).test(text.slice(0, 300))
  if (!first) {
    const [, name, value] = /^\s{0,8}(\S{1,200})\s([^]*)$/.exec(text) ?? []
    return name === undefined ? [] : [{ name, value: unquote(value!.trim()) }]
  }
  const pairs: Pair[] = []
  const next = new RegExp(String.raw`\s(?=["']?${NAME})`, "g")
  const hopeless = new Set<string>()
  for (let at = 0; at < text.length;) {
    const equals = text.indexOf("=", at)
    if (equals < 0) break
    const quoted = closingQuote(text, equals + 1, hopeless)
    next.lastIndex = quoted ?? equals
    const end = next.exec(text)?.index ?? text.length
    const name = text.slice(at, equals).trim()
    pairs.push({ name: unquote(name), value: unquote(text.slice(equals + 1, end).trim()) })
    at = end + 1
  }
  return pairs
}

/** Where the quoted value ends that starts at `from`; null where none does, or none that is all of a value. */
function closingQuote(text: string, from: number, hopeless: Set<string>): number | null {
  const quote = text[from]
  if ((quote !== '"' && quote !== "'") || hopeless.has(quote)) return null
  for (let end = text.indexOf(quote, from + 1); end >= 0; end = text.indexOf(quote, end + 1))
    if (text[end - 1] !== "\\" && (end + 1 === text.length || /\s/.test(text[end + 1]!))) return end + 1
  hopeless.add(quote)
  return null
}

/** Quotes around all of a value, and a line that goes on in the next. */
function unquote(text: string): string {
  const quote = text[0]
  if (text.length < 2 || (quote !== '"' && quote !== "'") || !text.endsWith(quote)) return text
  const inside = text.slice(1, -1)
  return quote === '"' ? inside.replace(/\\(["\\$])/g, "$1") : inside
}
