import { nearest, PlimsollError } from "../model/index.ts"
import { COMMANDS, type CommandName } from "./commands.ts"
import { GROUPS, keyOf, optionsOf, type GroupName, type Option, type RawOptions } from "./options.ts"
import { SENTENCES } from "./sentences.ts"
import type { World } from "./world.ts"

/** A variable that says what an option would. */
interface Variable {
  readonly name: string
  readonly option: Option
  /** What a switch sets its key to; null for options that take a value. */
  readonly isOn: boolean | null
}

const PREFIX = "PLIMSOLL_"
const nameOf = (flag: string): string => PREFIX + flag.slice(2).toUpperCase().replaceAll("-", "_")

const ALL = optionsOf(Object.keys(GROUPS) as GroupName[])
const FLAGS = new Set(ALL.map(({ flag }) => flag))

/** `--no-x` can also be said as X=0, where there is no `--x`. */
function variablesOf(option: Option): Variable[] {
  const { flag, value } = option
  const isNo = flag.startsWith("--no-")
  const positive = flag.replace("--no-", "--")
  return [
    { name: nameOf(flag), option, isOn: value === undefined ? !isNo : null },
    ...(isNo && !FLAGS.has(positive) ? [{ name: nameOf(positive), option, isOn: true }] : []),
  ]
}

const SWITCHES = new Map([
  ["1", true],
  ["true", true],
  ["0", false],
  ["false", false],
])

type Value = string | boolean | readonly string[]

/** Null where it says nothing: `--no-x` that is not meant. */
function valueOf({ name, option, isOn }: Variable, text: string): Value | null {
  if (isOn === null) return option.repeatable ? text.split(/\r?\n/).filter((line) => line !== "") : text
  const value = SWITCHES.get(text.toLowerCase())
  if (value === undefined) throw new PlimsollError(SENTENCES.noSwitch(name, text))
  return isOn ? value : value ? false : null
}

/**
 * Options of a command with what the environment says of those that are not given. A list has one value a line; an empty
 * variable says nothing. Throws a `PlimsollError` for a wrong value, and for a variable that is nearly one of ours: a
 * typo must not open a gate.
 */
export async function withEnvironment(command: CommandName, given: RawOptions, { env }: World): Promise<RawOptions> {
  const set = Object.entries(env).filter(([name, text]) => name.startsWith(PREFIX) && text !== "")
  if (set.length === 0) return given
  checkNames(set.map(([name]) => name))
  const values = new Map<string, { readonly name: string; readonly value: Value }>()
  for (const variable of optionsOf(COMMANDS[command].groups).flatMap(variablesOf)) {
    const text = env[variable.name] ?? ""
    const key = keyOf(variable.option.flag)
    if (text === "" || given[key] !== undefined) continue
    const { name } = variable
    const value = valueOf(variable, text)
    if (value === null) continue
    const before = values.get(key)
    if (before !== undefined && before.value !== value) throw new PlimsollError(SENTENCES.contrary(before.name, name))
    values.set(key, { name, value })
    await checkValue(name, key, value)
  }
  return { ...Object.fromEntries([...values].map(([key, { value }]) => [key, value])), ...given }
}

/** The variable that an option's value comes from; null where it is given, or nobody says. */
export function variableBehind(flag: string, { env, argv }: Pick<World, "env" | "argv">): string | null {
  const name = nameOf(flag)
  if (argv.some((word) => word === flag || word.startsWith(`${flag}=`))) return null
  return (env[name] ?? "") === "" ? null : name
}

const NAMES = ALL.flatMap(variablesOf).map(({ name }) => name.slice(PREFIX.length))

function checkNames(names: readonly string[]): void {
  for (const name of names) {
    const own = name.slice(PREFIX.length)
    const near = NAMES.includes(own) ? null : nearest(own.toUpperCase(), NAMES)
    if (near !== null) throw new PlimsollError(SENTENCES.noVariable(name, PREFIX + near))
  }
}

/** Whoever reads the option later names the flag; whoever set a variable must read its name. */
async function checkValue(name: string, key: string, value: Value): Promise<void> {
  if (typeof value === "boolean") return
  try {
    const { auditOptions } = await import("./settings.ts")
    await auditOptions({ [key]: value })
    if (key === "sarifLocation") (await import("./values.ts")).locationOf("--sarif-location", String(value))
    if (key === "format") (await import("./formats.ts")).wantedReports(value as readonly string[])
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    throw new PlimsollError(`${name}: ${error.message}`, error.more)
  }
}
