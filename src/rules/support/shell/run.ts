import type { HistoryStep, Image } from "../../../model/index.ts"
import { parseShell } from "./parse.ts"
import { isShellName } from "./script.ts"
import type { Shell } from "./types.ts"
import { baseName } from "./wrappers.ts"

/** A RUN step and the commands in it. */
export interface RunStep {
  readonly step: HistoryStep
  readonly shell: Shell
}

/** Characters of all RUN steps together. */
const MOST_CHARACTERS = 524_288
const UNREAD: Shell = { commands: [], isWhole: false }
const FOREIGN = /^(?:RUN )?(?:\|\d{1,9} )?[\w:./\\-]{0,200}?\b(?:powershell|pwsh|cmd)(?:\.exe)? /i

const quoteWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** `["apt-get", "update"]` as a shell would be given it; null where the text is no such list. */
function execForm(text: string): string | null {
  if (!text.startsWith("[")) return null
  try {
    const words: unknown = JSON.parse(text)
    const isList = Array.isArray(words) && words.every((word) => typeof word === "string")
    return isList && words.length > 0 ? words.map((word: string) => quoteWord(word)).join(" ") : null
  } catch {
    return null
  }
}

/**
 * The shell text of a RUN step; null for every other step, and where another shell than sh and its kin reads it. That a
 * SHELL line names such a shell, `runSteps` knows.
 */
export function runText({ instruction, text, createdBy }: HistoryStep): string | null {
  if (instruction !== "RUN" || FOREIGN.test(createdBy)) return null
  const rest = text.replace(/^RUN\s*/, "").replace(/^(?:--(?:mount|network|security)=\S{0,500}\s+){1,9}/, "")
  return execForm(rest) ?? rest
}

/** Name of the shell that a SHELL step sets: `["/bin/bash", "-c"]` gives `bash`. */
function shellOf(text: string): string {
  const first = /^SHELL\s+\[?\s*"?([^"\s,\]]{1,300})/.exec(text)?.[1] ?? ""
  return baseName(first.replaceAll("\\", "/"))
    .replace(/\.exe$/i, "")
    .toLowerCase()
}

const known = new WeakMap<Image, readonly RunStep[]>()

/** Every RUN step of an image whose shell is known to be sh or its kin, parsed once. None for Windows. */
export function runSteps(image: Image): readonly RunStep[] {
  const steps = known.get(image)
  if (steps !== undefined) return steps
  const found: RunStep[] = []
  let characters = 0
  const isWindows = image.config.platform.os === "windows"
  let isForeign = isWindows
  for (const step of image.config.history) {
    if (step.instruction === "SHELL") {
      const shell = shellOf(step.text)
      isForeign = isWindows || !(isShellName(shell) || shell === "env" || shell === "busybox")
    }
    const text = isForeign ? null : runText(step)
    if (text === null) continue
    characters += text.length
    found.push({ step, shell: characters > MOST_CHARACTERS ? UNREAD : parseShell(text) })
  }
  known.set(image, found)
  return found
}
