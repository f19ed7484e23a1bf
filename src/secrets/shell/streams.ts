import { formsOf, hasOne } from "./form-reader.ts"
import { isCredential, isLiteral } from "./judge.ts"
import { type Add, readLogins, readText } from "./text.ts"
import { unescape } from "./word-reader.ts"
import type { Command, Word } from "./command.ts"

/** Commands that write their arguments. */
const WRITERS = new Set(["echo", "printf", "print", "yes", "/bin/echo", "@echo"])
const LOGIN_READERS = new Set(["chpasswd", "newusers"])

/** A text that a command passes on, and the words that it is made of. */
interface Output {
  readonly text: string
  readonly word: Word
}

/** What `echo` and its like write; null for other commands. */
function outputOf({ words }: Command): Output | null {
  const start = words.findIndex(({ text }) => WRITERS.has(text))
  if (start < 0 || start > 3) return null
  const isPrintf = words[start]!.text === "printf"
  const written = words.slice(start + 1).filter(({ text }, at, all) => {
    const isOption = /^-[neE]{1,3}$|^--$/.test(text) && all.slice(0, at).every((word) => word.text.startsWith("-"))
    // `printf '%s\n' value`.
    return !isOption && !(isPrintf && at === 0 && all.length > 1 && /%[sbq]/.test(text))
  })
  const [word] = written
  return word === undefined ? null : { text: unescape(written.map(({ text }) => text).join(" ")), word }
}

/** What is piped into commands that read a password, or given to them as a here-string. */
export function readPiped(command: Command, base: number, add: Add): void {
  const { words, sources, inputs } = command
  if (sources.length === 0 && inputs.length === 0) return
  const reader = readerOf(words)
  if (reader === null) return
  const texts = [
    ...inputs.map((word) => ({ text: word.text, word })),
    ...sources.flatMap((source) => outputOf(source) ?? []),
  ]
  for (const { text, word } of texts)
    if (LOGIN_READERS.has(reader)) readLogins(text, base + word.at, reader, add)
    else
      for (const line of text.split("\n"))
        if (isAlone(line.trim()) && !isVariable(word, line)) add(reader, line.trim(), base + word.at)
}

/** The last command of `sudo -u x chpasswd` that reads a credential from its input; null where none does. */
function readerOf(words: readonly Word[]): string | null {
  for (let index = Math.min(words.length, READERS) - 1; index >= 0; index--) {
    const args = words.slice(index + 1, index + READERS)
    const reads = formsOf(words[index]!.text)?.some(
      (form) =>
        form.reads !== undefined &&
        (form.reads === "" || hasOne(args, form.reads)) &&
        (form.when === undefined || hasOne(args, form.when)),
    )
    if (reads === true) return words[index]!.text.split("/").at(-1)!
  }
  return null
}

/** Words that are looked at for a command that reads a credential. */
const READERS = 32

const isAlone = (text: string): boolean => text !== "" && !/\s/.test(text) && isLiteral(text)
const isVariable = ({ expands }: Word, text: string): boolean => expands && /[$`]/.test(text)

/** Files that are one credential and nothing else, by a word in their name. */
const SECRET_FILE =
  /(?:pass|passwd|password|passphrase|secret|token|credentials?|api[-_]?key|secret[-_]?key|vault[-_]?pass)(?:[-_]?file)?(?:\.txt)?$/i
const MOUNTED = /\/run\/secrets\/|\/etc\/secrets\//
/** Files whose lines hold a password in a place of its own. */
const LINES: readonly { readonly file: RegExp; readonly line: RegExp }[] = [
  { file: /(?:^|\/)g?(?:passwd|shadow|group)-?$/, line: /^[^:\s]{1,32}:(\$[^:\s]{8,400}):/ },
  { file: /(?:^|\/)\.?pgpass(?:\.conf)?$/, line: /^(?:[^:\s]{0,200}:){4}(\S{1,400})$/ },
  { file: /sasl_passwd$/, line: /^\S{1,200}\s{1,8}[^:\s]{1,200}:(\S{1,400})$/ },
  { file: /passwd-s3fs$/, line: /^(?:[^:\s]{1,100}:){1,2}(\S{1,400})$/ },
  { file: /(?:chap|pap)-secrets$|ipsec\.secrets$/, line: /^.{1,200}\s["']?([^\s"']{4,400})["']?(?:\s+\*)?$/ },
]

/** What is written to files: lines with pairs, and whole files that are one credential. */
export function readWritten(command: Command, base: number, add: Add): void {
  const texts = writtenBy(command)
  if (texts === null) return
  for (const { text, word } of texts.written) {
    readText(text, base + word.at, (name, value) => !isVariable(word, value) && add(name, value, base + word.at))
    for (const path of texts.paths) readFile(path, text.trim(), word, base, add)
  }
}

/** Texts that a command writes, and where to: `echo x > f`, `echo x | tee f`, `cat <<EOF > f`. */
export function writtenBy(
  command: Command,
): { readonly paths: readonly string[]; readonly written: readonly Output[] } | null {
  const { words, outputs, inputs, sources } = command
  const own = outputOf(command)
  const tee = words.findIndex(({ text }) => text === "tee" || text === "/usr/bin/tee")
  const piped = tee < 0 ? [] : sources.flatMap((source) => outputOf(source) ?? [])
  const written = [...(own === null ? [] : [own]), ...piped, ...inputs.map((word) => ({ text: word.text, word }))]
  if (written.length === 0) return null
  const files = tee < 0 ? [] : words.slice(tee + 1).filter(({ text }) => !text.startsWith("-"))
  return { paths: [...outputs, ...files].map(({ text }) => text).filter((path) => !path.startsWith("/dev/")), written }
}

/** The end of an exec form, where a script holds one that is read as any of its lines. */
const ENDING = /["'\]]{1,4}$/

function readFile(written: string, text: string, word: Word, base: number, add: Add): void {
  const path = written.replace(ENDING, "")
  const name = path.slice(-200).split("/").at(-1)!
  const known = LINES.filter(({ file }) => file.test(path))
  const tells =
    known.length === 0 &&
    (SECRET_FILE.test(name) || isCredential(name.replace(/\.\w{2,4}$/, ""), text) || MOUNTED.test(path))
  if (tells && isAlone(text) && !isVariable(word, text)) add(name, text, base + word.at)
  for (const { line } of known)
    for (const row of text.split("\n")) {
      const value = line.exec(row.slice(0, 1000))?.[1]
      if (value !== undefined && isLiteral(value) && !isVariable(word, value)) add(name, value, base + word.at)
    }
}
