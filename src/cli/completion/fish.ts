import { COMMANDS } from "../commands.ts"
import { completedOptions, NAMES, operandsOf, type CompletedOption, type Offer } from "./words.ts"

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`

function offered(value: Offer | null, afterEquals: Offer | null): string {
  if (value === null) return ""
  if (value.kind === "files") return " -r -F"
  if (value.kind === "none") return " -x"
  if (afterEquals?.kind !== "words") return ` -x -a ${quoted(value.words.join(" "))}`
  const rest = `{${afterEquals.words.join(",")}}`
  const late = `(string match -q '*=*' -- (commandline -ct); and printf '%s\\n' (string split -m1 = -- (commandline -ct))[1]=${rest})`
  return ` -x -a ${quoted(`${value.words.join(" ")} ${late}`)}`
}

const optionLine = ({ flag, short, help, value, afterEquals, commands }: CompletedOption): string =>
  `complete -c plimsoll -n ${quoted(`__plimsoll_in ${commands.join(" ")}`)} ${short === null ? "" : `-s ${short.slice(1)} `}-l ${flag.slice(2)}${offered(value, afterEquals)} -d ${quoted(help)}`

function operandLine(name: (typeof NAMES)[number]): string[] {
  const offer = operandsOf(name)
  if (offer.kind === "files") return []
  const what = offer.kind === "words" ? ` -a ${quoted(offer.words.join(" "))}` : ""
  return [`complete -c plimsoll -n ${quoted(`__plimsoll_in ${name}`)} -f${what}`]
}

/** A script for fish. */
export const fishScript = (): string => `# Completion of plimsoll for fish: plimsoll completion fish | source
function __plimsoll_command
    for word in (commandline -opc)[2..-1]
        if contains -- $word ${NAMES.join(" ")}
            echo $word
            return
        end
    end
    return 1
end
function __plimsoll_in
    set -l command (__plimsoll_command); or set command audit
    contains -- $command $argv
end
${[
  ...NAMES.map(
    (name) => `complete -c plimsoll -n 'not __plimsoll_command' -a ${name} -d ${quoted(COMMANDS[name].help)}`,
  ),
  ...NAMES.flatMap(operandLine),
  ...completedOptions().map(optionLine),
].join("\n")}
`
