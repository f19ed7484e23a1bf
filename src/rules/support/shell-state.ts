import type { Image } from "../../model/index.ts"
import { nameOf } from "./paths.ts"
import { variable, type Surroundings } from "./program.ts"
import { isShellName, type Command } from "./shell/index.ts"

/** Commands of POSIX shells, bash's and those of busybox that are no files. */
export const BUILTINS = new Set(
  (
    ". : [ [[ alias bg break builtin cd command continue declare dirs echo enable eval exec exit export false fc fg getopts hash " +
    "help history jobs kill let local logout mapfile popd printf pushd pwd read readonly return set shift shopt source " +
    "suspend test times trap true type typeset ulimit umask unalias unset wait"
  ).split(" "),
)

/** What leaves alone what a later program's name leads to. */
const HARMLESS = new Set(
  ": [ [[ basename cat date dirname echo env exit export false grep hostname id local mkdir nc printenv printf pwd read readonly return set sleep test trap true ulimit umask uname unset wait whoami".split(
    " ",
  ),
)

const KEEP_USER = new Set(["exec", "command", "nice", "ionice", "nohup", "stdbuf", "setsid", "time", "timeout"])
const KEEP_PATH = new Set([...KEEP_USER, "gosu", "su-exec"])
const FORKING = new Set(["sudo", "doas", "runuser", "timeout", "time", "xargs", "chronic", "fakeroot"])

/** What a shell knows at a place in its text. */
export interface ShellState {
  /** False where something before it may have changed what a program's name leads to. */
  readonly isCertain: boolean
  readonly where: Surroundings
}

/** What a command that stands in a shell text is looked up with: its launchers and assignments are taken off already. */
export function inside({ wrappers, assignments, words }: Command, { isCertain, where }: ShellState): ShellState {
  const path = assignments.findLast(({ name }) => name === "PATH")
  const keepsPath = wrappers.every((name) => KEEP_PATH.has(name))
  const isLiteral = words[0]?.value != null && !/[*?[{~`]/.test(words[0].text)
  return {
    isCertain: isCertain && isLiteral,
    where: {
      ...where,
      path: path === undefined ? (keepsPath ? where.path : null) : path.value,
      user: wrappers.every((name) => KEEP_USER.has(name)) ? where.user : null,
    },
  }
}

/** False for what stays while the command runs that it was given. */
export const replaces = (wrapper: string): boolean => !FORKING.has(wrapper)

/** Where things stand after a command: what it may have changed counts as changed. */
export function after<S extends ShellState>({ name, words, assignments }: Command, isTop: boolean, state: S): S {
  const { where } = state
  const sets = [
    ...assignments.map((assigned) => assigned.name),
    ...words.slice(1).map(({ loose }) => loose.split("=", 1)[0]),
  ]
  if ((words.length === 0 || name === "export" || name === "unset") && sets.includes("PATH"))
    return { ...state, where: { ...where, path: null } }
  if (words.length === 0) return state
  if (name === "cd") {
    const target = words[1]?.value ?? null
    const base = target?.startsWith("/") === true ? "" : where.workdir === null ? null : `${where.workdir}/`
    const isKnown = isTop && words.length === 2 && target !== null && !/^[-~]/.test(target) && base !== null
    return { ...state, where: { ...where, workdir: isKnown ? `${base}${target}` : null } }
  }
  const isSettingArguments = name === "set" && words.slice(1).some(({ loose }) => !/^[-+]\w|^\w+$/.test(loose))
  return HARMLESS.has(name) && !isSettingArguments ? state : { ...state, isCertain: false }
}

/** The words of a command in a text that was given these arguments; null where there are words that can't be told apart. */
export function argvOf({ words }: Command, args: readonly string[]): string[] | null {
  const argv = words.flatMap(({ text, value, loose }) => (/^"?\$\{?[@*]\}?"?$/.test(text) ? args : [value ?? loose]))
  return argv.length === 0 || argv[0] === "" ? null : argv
}

export interface ShellCall {
  /** After `-c`. */
  readonly text: string | null
  readonly file: string | null
  readonly args: readonly string[]
}

/** A login shell, and one with a prompt. */
const ASKS_FOR_PROFILE = /^(?:-[a-zA-Z]*[il][a-zA-Z]*|--login)$/

/** What a shell of these words looks programs up with: profiles, where it reads any, set PATH and may change the folder. bash(1), zsh(1). */
export function afterProfiles(
  image: Image,
  [shell = "", ...options]: readonly string[],
  where: Surroundings,
): Surroundings {
  const name = nameOf(shell)
  const isTold = name === "bash" && (variable(image, "BASH_ENV") ?? "") !== ""
  return isTold || name === "zsh" || isAskedForProfile(options) ? { ...where, path: null, workdir: null } : where
}

function isAskedForProfile(options: readonly string[]): boolean {
  const end = options.findIndex((word) => !word.startsWith("-") && !isShellName(word))
  return options.slice(0, end < 0 ? undefined : end).some((word) => ASKS_FOR_PROFILE.test(word))
}

/** How a shell is called: `sh -ec "text" name args`, `bash run.sh args`; null for everything else. */
export function shellCall(argv: readonly string[]): ShellCall | null {
  let at = nameOf(argv[0] ?? "") === "busybox" ? 1 : 0
  if (!isShellName(nameOf(argv[at] ?? ""))) return null
  let hasText = false
  for (at++; at < argv.length; at++) {
    const word = argv[at]!
    if (word === "--" || word === "-") {
      at++
      break
    }
    if (!/^[-+]./.test(word)) break
    if (/^-[a-z]*c/i.test(word) && !word.startsWith("--")) hasText = true
    if (/^[-+]\w*[oO]$/.test(word) || word === "--rcfile" || word === "--init-file") at++
  }
  const [first = null, ...rest] = argv.slice(at)
  // After the text comes `$0`, then the arguments.
  return hasText ? { text: first, file: null, args: rest.slice(1) } : { text: null, file: first, args: rest }
}
