import type { Assignment, Word } from "./types.ts"

/** A program that runs the command it is given. */
interface Wrapper {
  /** Letters of its short options that take a value. */
  readonly short?: string
  /** Its long options that take a value as the next word. */
  readonly long?: readonly string[]
  /** Number of operands before the command. */
  readonly operands?: number
  /** With one of these letters it only asks about the command. */
  readonly asks?: string
}

const WRAPPERS = new Map<string, Wrapper>([
  ["builtin", {}],
  ["busybox", {}],
  ["chronic", {}],
  ["command", { asks: "vV" }],
  ["doas", { short: "uC" }],
  ["eatmydata", {}],
  ["env", { short: "uC", long: ["--unset", "--chdir"] }],
  ["exec", { short: "a" }],
  ["fakeroot", {}],
  ["gosu", { operands: 1 }],
  ["ionice", { short: "cnpPu", long: ["--class", "--classdata"] }],
  ["linux32", {}],
  ["linux64", {}],
  ["nice", { short: "n", long: ["--adjustment"] }],
  ["nohup", {}],
  ["runuser", { short: "ugGsw", long: ["--user", "--group", "--supp-group"] }],
  ["setsid", {}],
  ["stdbuf", { short: "ioe", long: ["--input", "--output", "--error"] }],
  ["su-exec", { operands: 1 }],
  [
    "sudo",
    { short: "CDghpRrTtUu", long: ["--user", "--group", "--host", "--prompt", "--chdir", "--role"], asks: "lvkK" },
  ],
  ["time", { short: "fo", long: ["--format", "--output"] }],
  ["timeout", { short: "sk", long: ["--signal", "--kill-after"], operands: 1 }],
  ["xargs", { short: "IiEdnPLsa", long: ["--max-args", "--max-procs", "--delimiter", "--replace", "--arg-file"] }],
])

/** Options of xargs whose value, where there is one, is glued to them. */
const GLUED = new Set(["i", "e", "l"])
const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=([^]*)$/
const MOST = 6

/** A command without what only runs it. */
export interface Peeled {
  readonly wrappers: readonly string[]
  readonly assignments: readonly Assignment[]
  /** How many words were taken off. */
  readonly taken: number
}

/** Last component of a path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1)

/** Takes `sudo -u app env A=1 timeout 5` off the front of a command. A wrapper that runs nothing is a command itself. */
export function peel(words: readonly Word[]): Peeled {
  const wrappers: string[] = []
  const assignments: Assignment[] = []
  let taken = 0
  while (wrappers.length < MOST) {
    const name = baseName(words[taken]?.value ?? "")
    const wrapper = WRAPPERS.get(name)
    const next = wrapper === undefined ? null : afterOptions(words, taken + 1, wrapper, assignments)
    if (next === null || next >= words.length) break
    wrappers.push(name)
    taken = next
  }
  return { wrappers, assignments, taken }
}

/** Where the command begins that a wrapper runs; null where it only asks, or that can't be told. */
function afterOptions(words: readonly Word[], from: number, wrapper: Wrapper, found: Assignment[]): number | null {
  let at = from
  for (; at < words.length; at++) {
    const { value, loose } = words[at]!
    const assigned = ASSIGNMENT.exec(loose)
    if (assigned !== null) found.push({ name: assigned[1]!, value: value === null ? null : assigned[2]! })
    else if (value === null) return null
    else if (value === "--") {
      at++
      break
    } else if (!value.startsWith("-") || value === "-") break
    else if (isAsking(value, wrapper)) return null
    else if (takesNext(value, wrapper)) at++
  }
  return at + (wrapper.operands ?? 0)
}

const isAsking = (option: string, { asks = "" }: Wrapper): boolean =>
  !option.startsWith("--") && Array.from(asks).some((letter) => option.includes(letter))

function takesNext(option: string, { short = "", long = [] }: Wrapper): boolean {
  if (option.startsWith("--")) return long.includes(option)
  for (let at = 1; at < option.length; at++)
    if (short.includes(option[at]!)) return at === option.length - 1 && !GLUED.has(option[at]!)
  return false
}
