import { FORMS, type Form } from "./forms/index.ts"
import { isCredential, isLiteral } from "./judge.ts"
import type { Add } from "./text.ts"
import type { Word } from "./command.ts"

const BY_COMMAND = new Map<string, Form[]>()
for (const form of FORMS)
  for (const command of form.commands.split(" ")) {
    const forms = BY_COMMAND.get(command)
    if (forms === undefined) BY_COMMAND.set(command, [form])
    else forms.push(form)
  }

/** What makes a word no plain name of a command: signs of Make before it, folders, a bracket of JSON. */
const BEFORE = /^[@+[(-]*(?:[\w:./~-]*[\\/])?/
const LONGEST = 200

/** The forms of a command by a word that may name it; null where it names none. */
export function formsOf(word: string): readonly Form[] | null {
  if (word.length > LONGEST) return null
  const name = word.replace(BEFORE, "").toLowerCase()
  return BY_COMMAND.get(name) ?? BY_COMMAND.get(name.replace(/(?:\.(?:exe|cmd|bat)|[\d.]+)$/, "")) ?? null
}

/** True where one of `wanted` stands among the words, whatever their case. */
export const hasOne = (words: readonly Word[], wanted: string): boolean => {
  const set = new Set(wanted.split(" "))
  return words.some(({ text }) => set.has(text))
}

/** Reads the arguments of a command. `base` is where its script starts. */
export function readForm(form: Form, command: Word, args: readonly Word[], base: number, add: Add): void {
  if (form.when !== undefined && !hasOne(args, form.when)) return
  const name = command.text.replace(BEFORE, "")
  const give = (shown: string, word: Word, value: string): void => {
    if ((!word.expands || !/[$`]/.test(value)) && isLiteral(value)) add(shown, value, base + word.at)
  }
  for (const { option, word, value } of optionsOf(form.options ?? "", args, true)) {
    const prefix = form.prefix ?? ""
    if (value.startsWith(prefix)) give(`${name} ${option}`, word, value.slice(prefix.length))
  }
  for (const { option, word, value } of optionsOf(form.glued ?? "", args, false)) give(`${name} ${option}`, word, value)
  for (const { option, word, value } of optionsOf(form.logins ?? "", args, true)) {
    const password = passwordOf(value, form.between ?? ":")
    if (password !== null) give(`${name} ${option}`, word, password)
  }
  for (const place of form.places ?? []) readPlace(place, name, args, give)
}

interface Given {
  readonly option: string
  readonly word: Word
  readonly value: string
}

/** Values of options. `isApart`: the value may be the next word; then what follows the letter of a short one is no value where it may be the rest of a long name. */
function* optionsOf(options: string, args: readonly Word[], isApart: boolean): Generator<Given> {
  if (options === "") return
  for (const [index, word] of args.entries()) {
    const text = word.text.slice(0, LONGEST)
    if (!/^[-/]/.test(text)) continue
    for (const option of options.split(" ")) {
      const next = args[index + 1]
      const lower = text.toLowerCase()
      const isSame = text === option || (option.length > 3 && lower === option)
      // `-sSu user:password`, flags and all.
      const ends = option.length === 2 && option === "-u" && /^-[a-zA-Z]{1,8}u$/.test(text)
      if ((isSame || ends) && isApart) {
        if (next !== undefined && !(next.text.startsWith("-") && next.text.length < 24))
          yield { option, word: next, value: next.text }
      } else if (text.startsWith(`${option}=`)) yield { option, word, value: word.text.slice(option.length + 1) }
      else if (option.length === 2 || option.endsWith(":") || !isApart) {
        const rest = word.text.slice(option.length)
        if (text.startsWith(option) && rest !== "" && !(isApart && /^[a-z-]+$/.test(rest)))
          yield { option, word, value: rest }
      }
    }
  }
}

/** The password of `user:password`; null where there is none, or it is the user's name again. */
function passwordOf(login: string, between: string): string | null {
  const at = login.indexOf(between)
  if (at < 0 || /^[a-z]{2,12}:\/\//i.test(login)) return null
  const password = login.slice(at + between.length)
  return password === login.slice(0, at) ? null : password
}

const ORACLE = /^["']?[\w$#]{1,60}\/["']?([^@"']{1,200})["']?@/

function readPlace(
  place: string,
  name: string,
  args: readonly Word[],
  give: (shown: string, word: Word, value: string) => void,
): void {
  const tokens = place.split(" ")
  const plain = args.filter(({ text }) => !text.startsWith("-"))
  const [first] = tokens
  const start = /^[a-z]/i.test(first!) ? plain.findIndex(({ text }) => text === first) : 0
  if (start < 0) return
  let pair = ""
  for (const [index, token] of tokens.entries()) {
    const word = plain[start + index]
    if (word === undefined) return
    const { text } = word
    if (token === "$name") pair = text
    else if (token === "$value") {
      const key = pair.split(/[/:]/).at(-1)!
      if (isCredential(key, text)) give(pair.length > 60 ? key : pair, word, text)
    } else if (token === "$secret") {
      if (!/^[A-Za-z]\w{0,40}=|^\//.test(text)) give(name, word, text)
    } else if (token === "$login") {
      const password = passwordOf(text, ":")
      if (password !== null) give(name, word, password)
    } else if (token === "$oracle") {
      const password = ORACLE.exec(text)?.[1]
      if (password !== undefined) give(name, word, password)
    } else if (
      token.length > 1 && token.endsWith("*") ? !text.startsWith(token.slice(0, -1)) : token !== "*" && token !== text
    )
      return
  }
}
