import type { Image } from "../../model/index.ts"
import { follow, type CommandStep, type StartedCommand } from "./command.ts"
import { after, afterProfiles, argvOf, inside, type ShellState } from "./shell-state.ts"
import { parseShell, type Command } from "./shell/index.ts"
import { nameOf } from "./paths.ts"

/** One command of a health check's shell text. */
export interface CheckPart {
  readonly command: Command
  readonly step: CommandStep
  /** Its output is all that is wanted of it: it stands in `[ "$(…)" = 200 ]`, or before a `|`. */
  readonly isRead: boolean
}

/** How a health check comes to its answer. */
export interface Check {
  /** What the runtime starts, up to the shell where there is one. */
  readonly started: StartedCommand
  /**
   * The last statement of a shell's text, taken apart where `||` stands: one alternative is tried after the other. Null
   * where no shell reads a text; empty where the text can't be taken apart.
   */
  readonly alternatives: readonly (readonly CheckPart[])[] | null
  /** All that it says, as one text. */
  readonly text: string
}

/** The words that the runtime starts for a check; null where there is none. Docker API, HealthConfig. */
export function checkWords({ config: { run } }: Image): readonly string[] | null {
  const [kind = "", ...words] = run.healthcheck?.test ?? []
  if (words.length === 0) return null
  if (kind === "CMD") return words
  return kind === "CMD-SHELL" ? [...(run.shell ?? ["/bin/sh", "-c"]), words.join(" ")] : null
}

/** What a health check runs; null where the image has none, or is for Windows. */
export function readCheck(image: Image): Check | null {
  const words = checkWords(image)
  if (words === null || image.config.platform.os === "windows") return null
  const started = follow(image, words, false)
  const [first] = started.steps
  const isText = first?.role === "shell" && first.text !== null
  const shell = started.steps[1]?.shell ?? started.others[0]?.shell ?? ""
  return {
    started: isText ? { steps: [first], others: [], final: null } : started,
    alternatives: isText ? alternativesOf(image, first, shell) : null,
    text: words.join(" "),
  }
}

function alternativesOf(image: Image, { argv, text, where }: CommandStep, shell: string): CheckPart[][] {
  const { commands, isWhole } = parseShell(text ?? "")
  // `! curl …` succeeds where curl is not there.
  if (!isWhole || /(?:^|[;&|(\n])\s*!\s/.test(text ?? "")) return []
  const alternatives: CheckPart[][] = []
  const owners = new Map<number, CheckPart[]>()
  let state: ShellState = { isCertain: true, where: afterProfiles(image, argv, where) }
  for (const command of commands) {
    const { nesting, within, connectedBy, index } = command
    const owner = within === null ? undefined : owners.get(within)
    const isTop = within === null && nesting.length === 0
    // Branches and loops: what they come to is not followed.
    if (!isTop && (owner === undefined || nesting.some((kind) => kind !== "substitution"))) return []
    const part = partOf(image, command, state, shell)
    if (owner !== undefined && !isTop) {
      if (part !== null) owner.push({ ...part, isRead: true })
      continue
    }
    if (connectedBy === ";" || connectedBy === "&") alternatives.length = 0
    if (connectedBy === "||" || alternatives.length === 0) alternatives.push([])
    const alternative = alternatives.at(-1)!
    if (part !== null) alternative.push(part)
    owners.set(index, alternative)
    state = { ...after(command, true, state), isCertain: true }
  }
  return alternatives
}

function partOf(image: Image, command: Command, state: ShellState, shell: string): CheckPart | null {
  const argv = argvOf(command, [])
  if (argv === null || image.config.platform.os === "windows") return null
  const { isCertain, where } = inside(command, state)
  const name = nameOf(argv[0]!)
  const step: CommandStep = {
    argv,
    name,
    role: "program",
    text: null,
    startedBy: "shell",
    isFirstProcess: false,
    isCertain,
    isExecuted: true,
    shell,
    where,
  }
  return { command, step, isRead: command.pipesInto.length > 0 }
}
