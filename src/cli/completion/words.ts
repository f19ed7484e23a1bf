import { SEVERITIES } from "../../model/index.ts"
import { FORMAT_NAMES } from "../../reports/index.ts"
import { PROFILES, RULES } from "../../rules/index.ts"
import { COMMANDS, type CommandInfo, type CommandName } from "../commands.ts"
import { GROUPS, optionsOf, type GroupName, type Option } from "../options.ts"
import { SCHEMA_NAMES } from "../reference.ts"

/** What a shell may offer in one place. */
export type Offer =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "files" }
  /** Nobody but the user knows. */
  | { readonly kind: "none"; readonly what: string }

/** An option, with the commands that take it. */
export interface CompletedOption {
  readonly flag: string
  /** Its one letter, dash and all; null where it has none. */
  readonly short: string | null
  readonly help: string
  /** Null where it takes no value. */
  readonly value: Offer | null
  /** What may follow a `=` in the value; null where nothing does. */
  readonly afterEquals: Offer | null
  readonly commands: readonly CommandName[]
}

export const SHELLS = ["bash", "zsh", "fish"] as const
export const NAMES = Object.keys(COMMANDS) as CommandName[]

const words = (list: readonly string[]): Offer => ({ kind: "words", words: list })

/** Options whose values are few. */
const CHOICES = new Map<string, readonly string[]>([
  ["--fail-on", [...SEVERITIES, "none"]],
  ["--severity", SEVERITIES],
  ["--profile", PROFILES.map(({ name }) => name)],
  ["--rule", RULES.map(({ id }) => id)],
  ["--format", FORMAT_NAMES],
])

const AFTER_EQUALS = new Map<string, Offer>([
  ["--rule", words(["off", ...SEVERITIES])],
  ["--format", { kind: "files" }],
])

/** Placeholders that stand for a file or a folder. */
const FILES = new Set(["FILE", "INPUT", "OLD", "NEW", "REPORT"])

const offerOf = (flag: string, value: string): Offer => {
  const choices = CHOICES.get(flag)
  if (choices !== undefined) return words(choices)
  return FILES.has(value) ? { kind: "files" } : { kind: "none", what: value }
}

/** What a command takes beside options. */
export function operandsOf(name: CommandName): Offer {
  const { operands }: CommandInfo = COMMANDS[name]
  if (name === "rules") return words(RULES.map(({ id }) => id))
  if (name === "schema") return words(SCHEMA_NAMES)
  if (name === "completion") return words(SHELLS)
  return operands === "" ? { kind: "none", what: "" } : { kind: "files" }
}

/** The names that an option goes by, as a pattern of a shell. */
export const patternOf = ({ flag, short }: CompletedOption): string => (short === null ? flag : `${short}|${flag}`)

/** Every option there is, once. */
export function completedOptions(): readonly CompletedOption[] {
  const all = optionsOf(Object.keys(GROUPS) as GroupName[])
  const flags = [...new Set(all.map(({ flag }) => flag))]
  return [...flags, "--help", "--version"].map((flag) => {
    const {
      value,
      short = null,
      help = flag === "--help" ? "how a command is used" : "which version this is",
    } = all.find((option): option is Option => option.flag === flag) ?? {}
    return {
      flag,
      short,
      help,
      value: value === undefined ? null : offerOf(flag, value),
      afterEquals: AFTER_EQUALS.get(flag) ?? null,
      commands: NAMES.filter(
        (name) =>
          flag === "--help" ||
          (flag === "--version" ? name === "audit" : optionsOf(COMMANDS[name].groups).some((one) => one.flag === flag)),
      ),
    }
  })
}
