import type { Image } from "../../../model/index.ts"
import { parseShell, type Command } from "../shell/index.ts"

/** What becomes of a shell that was given a text with `-c`. */
export type ShellStays =
  /** It waits for its last command. */
  | "stays"
  /** It becomes its last command, though nothing says `exec`. */
  | "gives way"
  /** That depends on the shell, its version, or what happens. */
  | "unknown"
  /** The text says `exec`, or handles signals itself. */
  | "cared for"

/**
 * Which shells become the last command of a text by themselves, tried out: bash does for a single command, and from 5.1
 * for the last of a list; busybox's for both; dash 0.5.12 for neither, and nobody else is known.
 */
const HABITS: Readonly<Record<string, { readonly single: ShellStays; readonly list: ShellStays }>> = {
  bash: { single: "gives way", list: "unknown" },
  busybox: { single: "gives way", list: "gives way" },
  "busybox-static": { single: "gives way", list: "gives way" },
  dash: { single: "stays", list: "stays" },
}
const OTHERS = { single: "unknown", list: "unknown" } as const

/** Releases whose dash was not tried, and may do otherwise. */
const UNTRIED = new Set(["debian 11", "ubuntu 20.10", "ubuntu 21.04", "ubuntu 21.10"])

const SIGNALS = new Set(["trap", "wait"])

const says = ({ wrappers, words: [first] }: Command): boolean => wrappers.includes("exec") || first?.value === "exec"

/** What a shell does at the end of a text. `shell` is the name of its file. */
export function shellStays({ os }: Image, shell: string, text: string): ShellStays {
  const { commands, isWhole } = parseShell(text)
  const last = commands.findLast(({ isLast }) => isLast)
  if (
    commands.some((command) => says(command) && command.words.length > 0) ||
    commands.some(({ name }) => SIGNALS.has(name))
  )
    return "cared for"
  if (!isWhole || last === undefined) return "unknown"
  if (last.isConditional || last.isInBackground || last.connectedBy === "|" || last.nesting.length > 0) return "stays"
  const isUntried = shell === "dash" && UNTRIED.has(`${os?.id} ${os?.version}`)
  const habits = isUntried ? OTHERS : (HABITS[shell] ?? OTHERS)
  return commands.length === 1 ? habits.single : habits.list
}
