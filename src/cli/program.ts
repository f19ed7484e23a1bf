import { Command, CommanderError, Option as CommanderOption } from "commander"
import { nearest, PlimsollError } from "../model/index.ts"
import { COMMANDS } from "./commands.ts"
import type { CommandInfo, CommandName } from "./commands.ts"
import { commandHelp, shortHelp } from "./help.ts"
import { optionsOf } from "./options.ts"
import type { Option, RawOptions } from "./options.ts"
import { SENTENCES } from "./sentences.ts"

/** What a command line asks for: a command to run, or a text to print. */
export type Asked =
  | { readonly command: CommandName; readonly operands: readonly string[]; readonly options: RawOptions }
  | { readonly text: string }

const append = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value]

function commanderOption({ flag, short, value, repeatable }: Option): CommanderOption {
  const names = short === undefined ? flag : `${short}, ${flag}`
  const option = new CommanderOption(value === undefined ? names : `${names} <value>`)
  return repeatable ? option.argParser(append) : option
}

/** Reads a command line. Throws a `PlimsollError` for a wrong one. */
export function parse(args: readonly string[], version: string): Asked {
  let asked: Asked = { text: shortHelp() }
  const program = quiet(new Command("plimsoll"), shortHelp).version(version, "--version")
  for (const [name, info] of Object.entries(COMMANDS) as [CommandName, CommandInfo][]) {
    const command = quiet(
      program.command(`${name} ${info.operands.toLowerCase()}`.trim(), { isDefault: name === "audit" }),
      () => commandHelp(name),
    )
    for (const option of optionsOf(info.groups)) command.addOption(commanderOption(option))
    command.action(() => {
      const given = Object.entries(command.opts<RawOptions>()).filter(([key]) => isGiven(command, key))
      asked = { command: name, operands: command.args, options: Object.fromEntries(given) }
    })
  }
  let printed = ""
  const output = { writeOut: (text: string) => void (printed += text), writeErr: () => {} }
  for (const command of [program, ...program.commands]) command.configureOutput(output)
  try {
    program.parse(args, { from: "user" })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { text: printed }
    throw new PlimsollError(sentence(error, args))
  }
  return asked
}

/** Of `--no-x` commander makes up an `x` that nobody gave. */
const isGiven = (command: Command, key: string): boolean => command.getOptionValueSource(key) === "cli"

function quiet(command: Command, help: () => string): Command {
  return command.exitOverride().allowExcessArguments(false).configureHelp({ formatHelp: help })
}

/** What is said where an operand is missing that is no INPUT. */
const NEEDS: Partial<Readonly<Record<CommandName, (command: string) => string>>> = {
  diff: SENTENCES.needsTwo,
  convert: SENTENCES.needsReport,
  merge: SENTENCES.needsReport,
}

/** Commander's complaint in our words. */
function sentence(error: CommanderError, args: readonly string[]): string {
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? ""
  const names = Object.keys(COMMANDS) as CommandName[]
  const command = names.find((name) => args.includes(name)) ?? "audit"
  const flags = ["--help", ...optionsOf(COMMANDS[command].groups).map(({ flag }) => flag)]
  switch (error.code) {
    case "commander.unknownOption":
      return SENTENCES.unknownOption(named, nearest(named.split("=")[0] ?? "", flags), command)
    case "commander.optionMissingArgument":
      return SENTENCES.optionNeedsValue(/--\S+/.exec(named)?.[0] ?? named)
    case "commander.missingArgument":
      return NEEDS[command]?.(command) ?? SENTENCES.needsInput(command)
    case "commander.excessArguments":
      return COMMANDS[command].operands === "" ? SENTENCES.noOperands(command) : SENTENCES.tooMany(command)
    default:
      return SENTENCES.usage(error.message.replace(/^error: /, ""))
  }
}
