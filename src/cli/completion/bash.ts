import { COMMANDS } from "../commands.ts"
import { completedOptions, NAMES, operandsOf, patternOf, type Offer } from "./words.ts"

const wordsOf = (offer: Offer): string => (offer.kind === "words" ? offer.words.join(" ") : "")

/** Files are left to the shell itself, which knows how to quote them. */
const offered = (offer: Offer): string => (offer.kind === "words" ? `words="${wordsOf(offer)}"` : "return")

/** A script for bash 3.2 and later. */
export function bashScript(): string {
  const options = completedOptions()
  const valued = options.filter(({ value }) => value !== null)
  return `# Completion of plimsoll for bash: source <(plimsoll completion bash)
_plimsoll() {
  local cur prev flag words='' command='' word i
  COMPREPLY=()
  cur=\${COMP_WORDS[COMP_CWORD]}
  prev=\${COMP_WORDS[COMP_CWORD-1]}
  flag=$prev
  # Bash takes a = for a word of its own.
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = ]]; then
    flag=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if [[ $flag != -* && ( $prev == = || \${COMP_WORDS[COMP_CWORD]} == = ) ]]; then
    flag=\${COMP_WORDS[COMP_CWORD-3]}
    [[ $prev == = ]] || flag=\${COMP_WORDS[COMP_CWORD-2]}
    case $flag in
${valued.flatMap((option) => (option.afterEquals === null ? [] : [`      ${patternOf(option)}) ${offered(option.afterEquals)} ;;`])).join("\n")}
      *) return ;;
    esac
  else
    case $flag in
${valued.map((option) => `      ${patternOf(option)}) ${offered(option.value!)} ;;`).join("\n")}
    esac
  fi
  if [[ -z $words ]]; then
    for ((i = 1; i < COMP_CWORD; i++)); do
      word=\${COMP_WORDS[i]}
      case $word in
        ${valued.map(patternOf).join("|")}|=) ((i++)); [[ \${COMP_WORDS[i]} == = ]] && ((i++)) ;;
        -*) ;;
        *) command=$word; break ;;
      esac
    done
    case $command in
      ''|${NAMES.join("|")}) ;;
      *) command=audit ;;
    esac
    if [[ $cur == -* ]]; then
      case $command in
${NAMES.map((name) => `        ${name === "audit" ? "''|audit" : name}) words="${options.flatMap(({ flag, commands }) => (commands.includes(name) ? [flag] : [])).join(" ")}" ;;`).join("\n")}
      esac
    else
      case $command in
        '') words="${Object.keys(COMMANDS).join(" ")}" ;;
${NAMES.flatMap((name) => {
  const offer = operandsOf(name)
  return offer.kind === "words" ? [`        ${name}) words="${wordsOf(offer)}" ;;`] : []
}).join("\n")}
        *) return ;;
      esac
    fi
  fi
  local IFS=$' \\t\\n'
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o bashdefault -o default -F _plimsoll plimsoll
`
}
