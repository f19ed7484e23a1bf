import { FORMATS } from "../reports/index.ts"
import { COMMANDS, type CommandInfo } from "./commands.ts"
import { SETTINGS_FILES } from "./discover.ts"
import { INPUT } from "./help.ts"
import { GROUPS, type Group, type Option } from "./options.ts"
import type { World } from "./world.ts"
import { writeReport } from "./write-report.ts"

/** Text that troff prints as it is: man(7). */
const roff = (text: string): string =>
  text
    .replaceAll("\\", String.raw`\e`)
    .replaceAll("-", String.raw`\-`)
    .replaceAll("'", String.raw`\(aq`)
    .replaceAll("`", String.raw`\(ga`)
    .replaceAll("^", String.raw`\(ha`)
    .replaceAll("~", String.raw`\(ti`)
    .replaceAll(
      /[^\x20-\x7e]/gu,
      (letter) => String.raw`\[u${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`,
    )
    .replace(/^[.]/, String.raw`\&.`)

/** An argument of a macro, blanks and all. */
const argument = (text: string): string => `"${roff(text).replaceAll('"', String.raw`\(dq`)}"`

const item = (term: string, text: string): string[] => [".TP", term, roff(text)]

const optionItem = ({ flag, short, value, repeatable, help }: Option): string[] => {
  const names = short === undefined ? flag : `${short}, ${flag}`
  return item(
    value === undefined ? `.B ${argument(names)}` : `.BI ${argument(`${names} `)} ${argument(value)}`,
    repeatable ? `${help}; can be repeated` : help,
  )
}

const groupSection = (name: string, { title, options }: Group): string[] => {
  const commands = Object.entries(COMMANDS).flatMap(([command, { groups }]) =>
    (groups as readonly string[]).includes(name) ? [command] : [],
  )
  return [`.SS ${argument(title)}`, roff(`Of ${commands.join(", ")}.`), ...options.flatMap(optionItem)]
}

const commandItem = ([name, { operands, help, note }]: readonly [string, CommandInfo]): string[] => [
  ...item(operands === "" ? `.B ${argument(name)}` : `.BI ${argument(`${name} `)} ${argument(operands)}`, help),
  ...(note === undefined ? [] : [".IP", ...note.split("\n").map(roff)]),
]

const EXAMPLES = [
  "docker save shop/api:1.4 | plimsoll -",
  "plimsoll shop.tar --fail-on medium -f json=report.json -f html=report.html",
  "plimsoll init shop.tar",
  "plimsoll baseline shop.tar",
  "plimsoll diff shop-1.4.tar shop-1.5.tar",
  "plimsoll convert report.json -f sarif=report.sarif",
  "plimsoll images/*.tar --shard 2/5 -f json=shard-2.json",
  "plimsoll merge shard-*.json -f html=report.html",
]

const CODES = [
  ["0", "Nothing at or above --fail-on was found, and every budget holds."],
  ["1", "Something was found that fails, or a budget is broken."],
  ["2", "Something was not read whole, or the command line or the settings are wrong: nothing is proved."],
] as const

/** The manual page, of the very tables that help and parsing are made from. It has no date: one version gives one page. */
const manPage = (version: string): string =>
  `${[
    `.TH PLIMSOLL 1 "" ${argument(`plimsoll ${version}`)} "User Commands"`,
    // Left-aligned and without hyphens: an option must not be broken.
    ".nh",
    ".ad l",
    ".SH NAME",
    roff("plimsoll") + String.raw` \- ` + roff("audit built container images from their archives"),
    ".SH SYNOPSIS",
    ".B plimsoll",
    `[${String.raw`\fICOMMAND\fR`}] ${String.raw`\fIINPUT\fR`}... [${String.raw`\fIOPTIONS\fR`}]`,
    ".SH DESCRIPTION",
    roff(
      "plimsoll reads the archive of a container image, with no daemon and no network, and says what is wrong with it: size by layer, secrets, the user that it runs as, and much more. It fails a build by what a team has decided.",
    ),
    ".PP",
    roff(INPUT),
    ".SH COMMANDS",
    ...Object.entries(COMMANDS).flatMap(commandItem),
    ".SH OPTIONS",
    ...item(`.B ${argument("--help")}`, "Print how a command is used."),
    ...item(`.B ${argument("--version")}`, "Print the version."),
    ...Object.entries(GROUPS).flatMap(([name, group]) => groupSection(name, group)),
    ".SH FORMATS",
    ...Object.entries(FORMATS).flatMap(([name, { help }]) => item(`.B ${argument(name)}`, help)),
    ".SH EXIT STATUS",
    ...CODES.flatMap(([code, text]) => item(`.B ${code}`, text)),
    ".SH ENVIRONMENT",
    ...item(
      ".B PLIMSOLL_*",
      "Every option can be a variable: PLIMSOLL_FAIL_ON=low is --fail-on low. A flag outranks it, and it outranks the settings. A list has one value a line.",
    ),
    ...item(".B NO_COLOR, FORCE_COLOR", "No colours, or colours even where there is no terminal."),
    ".SH FILES",
    ...item(
      `.B ${argument(SETTINGS_FILES.join(" "))}`,
      "Settings, looked for from the working directory up to the root of the repository; the first one is taken.",
    ),
    ...item(".B plimsoll.baseline.yaml", "What is known of images: their sizes, and findings that are accepted."),
    ".SH EXAMPLES",
    ...EXAMPLES.flatMap((example) => [".PP", ".nf", roff(example), ".fi"]),
    ".SH SEE ALSO",
    ".BR docker (1), podman (1), skopeo (1)",
  ].join("\n")}\n`

/** `plimsoll man`. */
export async function manCommand(world: World): Promise<number> {
  await writeReport(world, manPage(world.version))
  return 0
}
