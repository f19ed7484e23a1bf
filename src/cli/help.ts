import { FORMATS } from "../reports/index.ts"
import { COMMANDS, type CommandInfo, type CommandName } from "./commands.ts"
import { GROUPS } from "./options.ts"
import type { Group, GroupName } from "./options.ts"

/** Groups of the short help; the others are one `plimsoll audit --help` away. */
const SHORT: readonly GroupName[] = ["choose", "verdict", "settings", "report"]

/** Columns of what an option is called. */
const WIDTH = 27

export const INPUT = "INPUT is a tar (plain, gzip, zstd), an OCI layout directory, or - for stdin."
const MORE = `plimsoll COMMAND --help shows all options of a command; ... can be repeated.
Options can also be variables: PLIMSOLL_FAIL_ON=low is --fail-on low.`
const CODES =
  "Exit codes: 0 pass, 1 findings at or above --fail-on or a broken budget,\n2 not read whole, or settings that can't be meant."
const EXAMPLES = `Examples:
  docker save shop/api:1.4 | plimsoll -
  plimsoll shop.tar --fail-on medium -f json=report.json -f html=report.html
  plimsoll layers shop.tar`

const column = (left: string, right: string): string => `  ${left.padEnd(WIDTH)}  ${right}`

function groupText(name: GroupName): string {
  const group: Group = GROUPS[name]
  const rows = group.options.map(({ flag, short, value, repeatable, help }) => {
    const names = short === undefined ? flag : `${short}, ${flag}`
    return column(value === undefined ? names : `${names} ${value}${repeatable ? "..." : ""}`, help)
  })
  return [`${group.title}:`, ...rows].join("\n")
}

/** What `--format` may name, and what each is for. */
function formatsText(): string {
  const rows = Object.entries(FORMATS).map(([name, { help }]) => column(name, help))
  return ["Formats:", ...rows].join("\n")
}

const text = (...parts: readonly string[]): string => `${parts.join("\n\n")}\n`

/** `plimsoll --help`. */
export function shortHelp(): string {
  const commands = Object.entries(COMMANDS).map(([name, { operands, help }]) => column(`${name} ${operands}`, help))
  return text(
    "Audits built container images from their archives: no daemon, no network.",
    `Usage: plimsoll [COMMAND] INPUT... [OPTIONS]\n${INPUT}`,
    EXAMPLES,
    ["Commands:", ...commands].join("\n"),
    ...SHORT.map(groupText),
    `${MORE}\n${CODES}`,
  )
}

/** `plimsoll COMMAND --help`. */
export function commandHelp(name: CommandName): string {
  const { operands, help, groups, note }: CommandInfo = COMMANDS[name]
  const what: readonly string[] = operands.includes("INPUT") ? [INPUT] : []
  return text(
    `plimsoll ${name}: ${help}.`,
    [`Usage: plimsoll ${name} ${operands} [OPTIONS]`.replace("  ", " "), ...what].join("\n"),
    ...groups.flatMap((group) => (group === "report" ? [groupText(group), formatsText()] : [groupText(group)])),
    ...(name === "audit" ? [CODES] : []),
    ...(note === undefined ? [] : [note]),
  )
}
