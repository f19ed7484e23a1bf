/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly keyword: string
  readonly operands: string
  /** Content of its heredoc; null where it has none. */
  readonly heredoc: string | null
}

/** A Dockerfile as text, told apart. */
export interface Dockerfile {
  readonly instructions: readonly Instruction[]
  /** What `# archive: …` comments ask for, in order. */
  readonly directives: readonly string[]
}

/** Reads Dockerfile text: any indentation, `\` at the end of a line, comments, comments such as `# archive:`, heredocs. */
export function parseDockerfile(text: string): Dockerfile {
  const lines = text.split("\n")
  const instructions: Instruction[] = []
  const directives: string[] = []
  for (let at = 0; at < lines.length; at++) {
    let line = (lines[at] ?? "").trim()
    if (line === "") continue
    const comment = /^#\s*(archive|created|history|layer|mtime):\s*(.+)$/.exec(line)
    if (comment?.[1] === "archive") directives.push(comment[2] ?? "")
    if (comment !== null && comment[1] !== "archive")
      instructions.push({ keyword: `#${comment[1]}`, operands: comment[2] ?? "", heredoc: null })
    if (line.startsWith("#")) continue
    while (line.endsWith("\\")) line = `${line.slice(0, -1).trim()} ${(lines[++at] ?? "").trim()}`
    const [, word = "", operands = ""] = /^(\S+)\s*(.*)$/s.exec(line) ?? []
    const marker = /<<-?["']?(\w+)["']?/.exec(operands)
    let heredoc: string | null = null
    if (marker !== null) {
      const indent = /^ */.exec(lines[at] ?? "")?.[0].length ?? 0
      const end = lines.findIndex((candidate, index) => index > at && candidate.trim() === marker[1])
      if (end < 0) throw new Error(`the heredoc of "${line}" has no end`)
      const content = lines
        .slice(at + 1, end)
        .map((row) => (row.slice(0, indent).trim() === "" ? row.slice(indent) : row))
      heredoc = content.map((row) => `${row}\n`).join("")
      at = end
    }
    instructions.push({ keyword: word.toUpperCase(), operands: operands.trim(), heredoc })
  }
  return { instructions, directives }
}

/** Words as a shell splits them: quotes and backslashes taken away. */
export function words(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs)].map(([word]) =>
    word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs, (_, double, single, escaped) =>
      (double ?? single ?? escaped).replace(/\\(["\\$])/g, "$1"),
    ),
  )
}

/** `NAME=value …`, or the old `NAME value`. */
export function pairs(operands: string): [name: string, value: string][] {
  const [first = "", ...rest] = words(operands)
  if (!first.includes("=")) return [[first, rest.join(" ")]]
  return [first, ...rest].map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)])
}

/** Options (`--chown=1:1`) and what follows them. */
export function options(operands: string): { readonly flags: ReadonlyMap<string, string>; readonly rest: string } {
  const flags = new Map<string, string>()
  let rest = operands
  for (
    let match = /^--([a-z-]+)(?:=(\S+))?\s*/.exec(rest);
    match !== null;
    match = /^--([a-z-]+)(?:=(\S+))?\s*/.exec(rest)
  ) {
    flags.set(match[1] ?? "", match[2] ?? "")
    rest = rest.slice(match[0].length)
  }
  return { flags, rest }
}
