import type { Image } from "../../model/index.ts"
import { EntryType } from "../../model/index.ts"
import { elfOf, scriptOf } from "./facts.ts"
import { clean, isVendored, join, nameOf } from "./paths.ts"
import { isShellName } from "./shell/index.ts"

/** What the image's command, its health check and its own scripts name. */
export interface Calls {
  /** Words of the command and the health check that may be programs, as written. */
  readonly commands: ReadonlySet<string>
  /** Every word of these and of all scripts whose text is known: what is not here is called nowhere. */
  readonly words: ReadonlySet<string>
  /** False where a shell script has a text that is not known: then a word that is not here may stand there. */
  readonly isWhole: boolean
}

const WORD = /[A-Za-z0-9_][A-Za-z0-9_.+-]{0,39}/g
const LONGEST_COMMAND = 32_768
/** Of all scripts together; more of them are not read, and the answer is not whole. */
const MOST_CHARACTERS = 16_000_000

const calls = new WeakMap<Image, Calls>()

/** Worked out once per image. A word in a comment counts as well: better to take a program for called than for idle. */
export function callsOf(image: Image): Calls {
  const known = calls.get(image)
  if (known) return known
  const { entrypoint, cmd, healthcheck, onbuild } = image.config.run
  const commands = new Set<string>()
  const words = new Set<string>()
  let isWhole = true
  for (const text of [...(entrypoint ?? []), ...(cmd ?? []), ...(healthcheck?.test ?? []), ...onbuild]) {
    const read = text.slice(0, LONGEST_COMMAND)
    if (read.length < text.length) isWhole = false
    for (const word of read.split(/[\s;&|()"'`$]+/)) if (word !== "" && word.length <= 200) commands.add(word)
    addWords(read, words)
  }
  if ([...commands].some((word) => isUnread(image, word))) isWhole = false
  let characters = 0
  for (const text of scripts(image)) {
    characters += text?.length ?? 0
    if (text === null || characters > MOST_CHARACTERS) isWhole = false
    else addWords(text, words)
  }
  const found = { commands, words, isWhole }
  calls.set(image, found)
  return found
}

function addWords(text: string, words: Set<string>): void {
  for (const [word] of text.matchAll(WORD)) words.add(word)
}

/** Texts of the visible scripts that are no package's; null for a shell's script whose text is not known. */
function* scripts({ layers, files, inventory }: Image): Generator<string | null> {
  for (const { index, listing, facts } of layers)
    for (const [row, said] of facts)
      for (const fact of said) {
        if (fact.kind !== "script") continue
        const file = files.get(`/${listing?.paths[row] ?? ""}`)
        if (file?.layer !== index || file.row !== row) continue
        if (fact.text !== null) yield fact.text
        else if (!isVendored(file.path) && isShell(fact.interpreter, fact.argument) && !inventory.ownerOf(file.path))
          yield null
      }
}

const isShell = (interpreter: string, argument: string): boolean =>
  isShellName(nameOf(interpreter)) || (nameOf(interpreter) === "env" && isShellName(argument.split(" ", 1)[0] ?? ""))

/** True for a script that a shell may be told to read, and that says nothing of itself: it has no first line with `#!`. */
function isUnread(image: Image, word: string): boolean {
  const isScript = /\.(?:sh|bash|ash)$/.test(word)
  if (!isScript && !word.includes("/")) return false
  const path = word.startsWith("/") ? clean(word) : clean(join(clean(image.config.run.workdir), word))
  const file = image.files.resolve(path)
  if (file?.type !== EntryType.file || (!isScript && nameOf(path).includes("."))) return false
  return elfOf(image, file) === undefined && scriptOf(image, file) === undefined && file.size > 0
}
