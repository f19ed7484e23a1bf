import { COMMANDS } from "../commands.ts"
import { completedOptions, NAMES, operandsOf, patternOf, type Offer } from "./words.ts"

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
const described = (name: string, help: string): string => quoted(`${name.replaceAll(":", String.raw`\:`)}:${help}`)

function offered(offer: Offer): string {
  if (offer.kind === "words") return `compadd -- ${offer.words.join(" ")}`
  return offer.kind === "files" ? "_files" : `_message ${quoted(offer.what)}`
}

/** A script for zsh, to be sourced or put into a folder of $fpath as _plimsoll. */
export function zshScript(): string {
  const options = completedOptions()
  const valued = options.filter(({ value }) => value !== null)
  return `#compdef plimsoll
# Completion of plimsoll for zsh: source <(plimsoll completion zsh)
_plimsoll() {
  local cur=\${words[CURRENT]} flag=\${words[CURRENT-1]} command='' i
  local -a found
  if [[ $cur == --*=* ]]; then
    flag=\${cur%%=*}
    compset -P '--[^=]#='
    compset -P 1 '--*='
    cur=\${cur#*=}
  fi
  if [[ $cur == *=* ]]; then
    case $flag in
${valued.flatMap((option) => (option.afterEquals === null ? [] : [`      ${patternOf(option)}) compset -P '*='; ${offered(option.afterEquals)}; return ;;`])).join("\n")}
    esac
  fi
  case $flag in
${valued.map((option) => `    ${patternOf(option)}) ${offered(option.value!)}; return ;;`).join("\n")}
  esac
  for ((i = 2; i < CURRENT; i++)); do
    case \${words[i]} in
      ${valued.map(patternOf).join("|")}) ((i++)) ;;
      -*) ;;
      *) command=\${words[i]}; break ;;
    esac
  done
  case $command in
    ''|${NAMES.join("|")}) ;;
    *) command=audit ;;
  esac
  if [[ $cur == -* ]]; then
    case $command in
${NAMES.map((name) => `      ${name === "audit" ? "''|audit" : name}) found=(${options.flatMap(({ flag, help, commands }) => (commands.includes(name) ? [described(flag, help)] : [])).join(" ")}) ;;`).join("\n")}
    esac
    _describe -o option found
    return
  fi
  case $command in
    '')
      found=(${NAMES.map((name) => described(name, COMMANDS[name].help)).join(" ")})
      _describe command found
      _files ;;
${NAMES.flatMap((name) => {
  const offer = operandsOf(name)
  return offer.kind === "files" ? [] : [`    ${name}) ${offer.kind === "words" ? offered(offer) : "return 1"} ;;`]
}).join("\n")}
    *) _files ;;
  esac
}
if [[ $funcstack[1] == _plimsoll ]]; then
  _plimsoll "$@"
else
  compdef _plimsoll plimsoll
fi
`
}
