import type { Image, ScriptFact } from "../../model/index.ts"
import { scriptOf } from "./facts.ts"
import { launch } from "./launchers.ts"
import { nameOf } from "./paths.ts"
import { BUILTINS, after, afterProfiles, argvOf, inside, replaces, shellCall } from "./shell-state.ts"
import { findProgram, surroundingsOf, type Surroundings } from "./program.ts"
import { isShellName, parseShell, type Command } from "./shell/index.ts"

/** One program that runs on the way from the container's first process to the one that does the work. */
export interface CommandStep {
  /** Its words. What only a shell knows at run time stands as written: `$PORT`. */
  readonly argv: readonly string[]
  /** Last component of the first word. */
  readonly name: string
  /** `init`: tini and its kin. `wrapper`: gosu, env … `shell`: reads `text`. `script`: a shell script, whose text is `text` too. `builtin`: a command of the shell itself. */
  readonly role: "init" | "wrapper" | "shell" | "script" | "builtin" | "program"
  /** What a shell reads; null where there is nothing, or it is not known. */
  readonly text: string | null
  /** Who starts it: the runtime, a launcher, a shell's command line, or a script in the image. */
  readonly startedBy: "runtime" | "launcher" | "shell" | "script"
  /** True for process 1, and what takes its place by exec; null where that depends on the shell. */
  readonly isFirstProcess: boolean | null
  /** True where just this is started, and nothing that runs before it changes what its name leads to. */
  readonly isCertain: boolean
  /** False where a shell is told to read it: it needs no execute bit then. */
  readonly isExecuted: boolean
  /** The last shell before it by the name of its file, links followed: `dash`, `busybox`; `""` where there is none, or it can't be told. */
  readonly shell: string
  readonly where: Surroundings
}

/** What a container starts. */
export interface StartedCommand {
  /** From process 1 on, each started by the one before it. Empty where the image has no command. */
  readonly steps: readonly CommandStep[]
  /** Simple commands that shells on the way run before or beside the next step, in order. Not those in branches and loops. */
  readonly others: readonly CommandStep[]
  /** The last step, which does the work; null where something on the way can't be told. */
  readonly final: CommandStep | null
}

type Context = Pick<CommandStep, "startedBy" | "isFirstProcess" | "isCertain" | "shell" | "where">

const MOST_STEPS = 16

/** What a script's first line starts, `env` passed over. */
export function interpreterOf({ interpreter, argument }: ScriptFact): string {
  if (nameOf(interpreter) !== "env") return interpreter
  const words = argument.split(/\s+/).filter((word) => word !== "" && word !== "-S")
  return words.find((word) => !/^-|=/.test(word)) ?? ""
}

/** True where a shell finds a carriage return at the end of each line. */
export function hasCarriageReturns(text: string): boolean {
  const lines = text.split("\n")
  if (lines.at(-1) === "") lines.pop()
  return lines.length > 1 && lines.slice(0, -1).every((line) => line.endsWith("\r"))
}

const started = new WeakMap<Image, StartedCommand>()

/**
 * What a container of this image starts, as far as it can be told: Entrypoint and Cmd, through launchers, shells, and
 * scripts in the image. Rules that use this `reads` ACCOUNT_FILES.
 */
export function startedCommand(image: Image): StartedCommand {
  let known = started.get(image)
  if (known === undefined) {
    const { entrypoint, cmd } = image.config.run
    known = follow(image, [...(entrypoint ?? []), ...(cmd ?? [])])
    started.set(image, known)
  }
  return known
}

/** As `startedCommand`, for any words that the runtime starts as a process, such as those of a health check. */
export function follow(image: Image, argv: readonly string[], isFirstProcess = true): StartedCommand {
  const chain = new Chain(image)
  if (argv.length === 0 || image.config.platform.os === "windows") return { steps: [], others: [], final: null }
  const isWhole = chain.run(argv, {
    startedBy: "runtime",
    isFirstProcess,
    isCertain: true,
    shell: "",
    where: surroundingsOf(image),
  })
  return { steps: chain.steps, others: chain.others, final: isWhole ? (chain.steps.at(-1) ?? null) : null }
}

class Chain {
  readonly steps: CommandStep[] = []
  readonly others: CommandStep[] = []
  readonly #image: Image

  constructor(image: Image) {
    this.#image = image
  }

  /** Adds what these words start; false where the end can't be told. */
  run(argv: readonly string[], context: Context): boolean {
    if (this.steps.length >= MOST_STEPS) return false
    const name = nameOf(argv[0] ?? "")
    const add = (role: CommandStep["role"], text: string | null = null): void =>
      void this.steps.push({ argv, name, role, text, isExecuted: true, ...context })
    if (context.startedBy === "shell" || context.startedBy === "script")
      if (BUILTINS.has(argv[0] ?? "")) {
        add("builtin")
        return true
      }
    const launched = launch(argv)
    if (launched !== null) {
      const { launcher, command, env, isOpaque } = launched
      add(launcher.role)
      const { where } = context
      return this.run(command, {
        ...context,
        startedBy: "launcher",
        isFirstProcess: launcher.replaces ? context.isFirstProcess : false,
        isCertain: context.isCertain && !isOpaque,
        where: {
          ...where,
          path: isOpaque ? null : (env.get("PATH") ?? where.path),
          user: launcher.switchesUser === true ? null : where.user,
        },
      })
    }
    const shell = shellCall(argv)
    if (shell !== null) {
      add("shell", shell.text)
      const { where } = context
      const within = {
        ...context,
        shell: this.#fileName(argv[0]!, where),
        where: afterProfiles(this.#image, argv, where),
      }
      if (shell.text !== null) return this.#text(shell.text, shell.args, within, "shell")
      return shell.file === null || this.#file([shell.file, ...shell.args], { ...within, startedBy: "shell" })
    }
    const script = this.#script(argv[0] ?? "", context.where)
    const interpreter = script === undefined ? "" : interpreterOf(script)
    add(isShellName(nameOf(interpreter)) ? "script" : "program", script?.text)
    if (script === undefined || !isShellName(nameOf(interpreter))) return true
    const { where } = context
    const within = {
      ...context,
      shell: this.#fileName(interpreter, where),
      where: afterProfiles(this.#image, [interpreter, ...script.argument.split(/\s+/)], where),
    }
    // A script that does not start, starts nothing.
    return (
      within.shell !== "" &&
      script.text !== null &&
      !script.endsInCr &&
      this.#text(script.text, argv.slice(1), within, "script")
    )
  }

  #script(name: string, where: Surroundings): ScriptFact | undefined {
    const found = findProgram(this.#image, name, where)
    return found.kind === "found" ? scriptOf(this.#image, found.file) : undefined
  }

  #fileName(name: string, where: Surroundings): string {
    const found = findProgram(this.#image, name, where)
    return found.kind === "found" ? nameOf(found.file.path) : ""
  }

  /** A script that a shell is told to read. */
  #file(argv: readonly string[], context: Context): boolean {
    const [path = ""] = argv
    const text = this.#script(path.includes("/") ? path : `./${path}`, context.where)?.text ?? null
    this.steps.push({ argv, name: nameOf(path), role: "script", text, isExecuted: false, ...context })
    return text !== null && !hasCarriageReturns(text) && this.#text(text, argv.slice(1), context, "script")
  }

  /** What a shell starts that reads this text with these arguments. */
  #text(text: string, args: readonly string[], context: Context, startedBy: "shell" | "script"): boolean {
    const { commands, isWhole } = parseShell(text)
    const last = commands.findLast(({ isLast }) => isLast)
    const top = new Set(commands.filter(({ within, nesting }) => within === null && nesting.length === 0))
    const isListSafe = ![...top].some(({ connectedBy }) => connectedBy === "||")
    let state: Context = {
      ...context,
      startedBy,
      isFirstProcess: false,
      isCertain: context.isCertain && isWhole && isListSafe,
    }
    if (commands.some(({ nesting }) => nesting.includes("function"))) state = { ...state, isCertain: false }
    for (const command of commands) {
      if (command === last) break
      const isTop = top.has(command)
      if (isTop && !command.isConditional && isWhole) this.#beside(command, args, state)
      state = after(command, isTop, state)
    }
    if (!isWhole || last === undefined || !top.has(last)) return false
    if (last.isConditional || last.isInBackground || last.connectedBy === "|") return false
    const words = argvOf(last, args)
    // Before a word that only the shell knows, `exec` is not told from the command.
    const argv = words?.[0] === "exec" ? words.slice(1) : words
    if (argv === null || argv === undefined || argv.length === 0 || argv[0]!.startsWith("-")) return false
    const isAlone = commands.length === 1
    const isExec = (last.wrappers[0] === "exec" || argv !== words) && last.wrappers.every(replaces)
    return this.run(argv, {
      ...state,
      ...inside(last, state),
      isFirstProcess: isExec ? context.isFirstProcess : isAlone && context.isFirstProcess !== false ? null : false,
    })
  }

  #beside(command: Command, args: readonly string[], state: Context): void {
    const argv = argvOf(command, args)
    if (argv === null) return
    const role = BUILTINS.has(argv[0]!) ? "builtin" : "program"
    const name = nameOf(argv[0]!)
    this.others.push({ argv, name, role, text: null, isExecuted: true, ...state, ...inside(command, state) })
  }
}
