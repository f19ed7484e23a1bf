import { formsOf, readForm } from "./form-reader.ts"
import { isCredential, isLiteral } from "./judge.ts"
import { LISTS } from "./lists.ts"
import { readPiped, readWritten } from "./streams.ts"
import { type Add, readHeader, readSubstitution, readText } from "./text.ts"
import type { Command, Word } from "./command.ts"
import { parseShell } from "./words.ts"

/** Scripts within scripts that are read: `su -c "sh -c '…'"`. */
const DEEPEST = 4
/** What a script without any of these gives to nobody: an option, a pair, a place to write to. */
const MAY_GIVE = /[=:|<>"']|\s-|\s(?:set|login|auth|passwd|password|configure|config)\s/
/** No shell: its quotes and signs mean something else. */
const SQL = /^\s{0,40}(?:alter|create|grant|insert|update|select|use|set\s{1,8}password)\s/i
/** Commands that one line is looked at for: `sudo env mysql`. */
const NESTED = 8

/** Reads all commands of a script, and the scripts within it. */
export function readScript(text: string, base: number, add: Add, depth = 0): void {
  for (const command of parseShell(text)) readCommand(command, base, add, depth)
}

function readCommand(command: Command, base: number, add: Add, depth: number): void {
  const { words, inputs, inner } = command
  readWords(words, base, add)
  readCommands(words, base, add)
  readPiped(command, base, add)
  readWritten(command, base, add)
  for (const { text, at } of inputs) readText(text, base + at, add)
  if (depth === DEEPEST) return
  for (const { text, at } of inner) if (MAY_GIVE.test(text)) readScript(text, base + at, add, depth + 1)
  for (const { text, at } of inputs) if (MAY_GIVE.test(text)) readScript(text, base + at, add, depth + 1)
  for (const { text, at } of words)
    if (/\s/.test(text) && MAY_GIVE.test(text) && !SQL.test(text)) readScript(text, base + at, add, depth + 1)
}

/** `NAME=value`, `--name=value`, `-Dname=value`, `-Name:value`, and before the name a path as npm has it, or a URL. */
const ASSIGNED = /^(?:--?|\/|-[DPXe])?(?:\$env:|[^\s=]{0,300}?[/:?])?([A-Za-z_][\w.-]{0,200})[:?+]?=([^]+)$/
const PIECES = /[,&;](?=[A-Za-z_][\w.-]{0,100}=)/
const OPTION = /^-{1,2}([A-Za-z][\w.-]{2,100})$/
const SLASHED = /^\/([A-Za-z]{2,30}):([^]+)$/
/** Options that are a switch although their name ends as a credential's does. */
const SWITCH =
  /^(?:no|without|with|disabled?|enabled?|ask|prompt|skip|allow|require|show|use|clear|keep|generate|auto|random|hide|save|store|change|expire|empty|force|delete|remove|print|read|check|verify|validate)-/i

/** A word without any of these gives nothing to anything. */
const TELLING = /[=:\s"{<]|^[-/]|^s[|#,~!%+@/]/
const SIGN = /^[:?+]?=$/
/** A command of PowerShell, whose result is given to a variable. */
const CMDLET = /^[A-Z][A-Za-z]{1,30}-[A-Z]\w{1,60}$/
/** How fish, csh and Windows give a value to a variable. */
const SETTER = /^(?:setenv|setx|-x|-gx|-Ux)$/i

/** What any command may be given by name. */
function readWords(words: readonly Word[], base: number, add: Add): void {
  for (const [index, word] of words.entries()) {
    if (SIGN.test(word.text)) readSpaced(words[index - 1], words[index + 1], base, add)
    else if (SETTER.test(word.text)) readSpaced(words[index + 1], words[index + 2], base, add)
    if (TELLING.test(word.text)) readOne(word, words[index - 1], words[index + 1], base, add)
  }
}

function readSpaced(name: Word | undefined, value: Word | undefined, base: number, add: Add): void {
  if (name !== undefined && value !== undefined && name.text.length < 200 && !CMDLET.test(value.text))
    addPair(name.text.replace(/^\$(?:env:)?/i, ""), value, value.text, base + value.at, add)
}

function readOne(word: Word, before: Word | undefined, next: Word | undefined, base: number, add: Add): void {
  const { text } = word
  const at = base + word.at
  const give: Add = (name, value) => isFixed(word, value) && add(name, value, at)
  readPieces(word, at, add, 0)
  const option = OPTION.exec(text)?.[1]
  if (option !== undefined && next !== undefined && !next.text.startsWith("-") && !SWITCH.test(option))
    addPair(option, next, next.text, base + next.at, add, text)
  const [, slashed, value] = SLASHED.exec(text) ?? []
  if (slashed !== undefined) addPair(slashed, word, value!, at, add)
  if (text.includes(":")) readHeader(text, at, before?.text === "-H" || before?.text === "--header", give)
  readSubstitution(text, at, give)
  if (/[ "{<]/.test(text)) readText(text, at, give)
}

/** `a=b`, and the pairs in it: `--set a=b,c=d`, `-d a=b&c=d`, `--build-arg A=b`, `--env=A=b`. */
function readPieces(word: Word, at: number, add: Add, depth: number, text = word.text): void {
  if (!text.includes("=") || depth > 2) return
  for (const piece of text.split(PIECES)) {
    const [, name, value = ""] = ASSIGNED.exec(piece) ?? []
    if (name === undefined) continue
    if (ASSIGNED.test(value) && !isCredential(name, value)) readPieces(word, at, add, depth + 1, value)
    else addPair(name, word, value, at, add)
  }
}

const isFixed = ({ expands }: Word, value: string): boolean => !expands || !/[$`]/.test(value)

/** How openssl says that what follows is the password itself. */
const SOURCE = /^pass:(?=.)/

function addPair(name: string, word: Word, value: string, at: number, add: Add, shown = name): void {
  const plain = name.split(".").at(-1)!.length < 4 ? name : (name.split(/[/:]/).at(-1) ?? name)
  const given = value.replace(SOURCE, "")
  if (isFixed(word, given) && isCredential(plain, given) && isLiteral(given)) add(shown, given, at)
}

/** What commands are given that don't name it. */
function readCommands(words: readonly Word[], base: number, add: Add): void {
  let left = NESTED
  const isList = LISTS.has(words[0]?.text ?? "")
  for (const [index, word] of words.entries()) {
    if (isList && index > 0) return
    const forms = formsOf(word.text)
    if (forms === null) continue
    for (const form of forms) readForm(form, word, words.slice(index + 1, index + 1 + REACH), base, add)
    if (--left === 0) return
  }
}

/** Words after its name that belong to a command. */
const REACH = 256
