import type { HistoryStep } from "../../model/index.ts"

/** A COPY or ADD step, told apart. */
export interface CopyLine {
  /** Options as written: `--chown=1:1`. */
  readonly flags: readonly string[]
  /** As written. Of Docker's classic builder only the kind is known, see `hashed`. */
  readonly sources: readonly string[]
  readonly target: string
  /** What Docker's classic builder keeps of the sources: what they are. Null where they stand there. */
  readonly hashed: "file" | "directory" | "several" | "remote" | null
}

const LONGEST = 16_384
const HASHED = /\b(?:ADD|COPY)\s+(?:--\S{1,300} ?){0,8}?(file:|dir:|multi:)?[0-9a-f]{16,64} in /
const KINDS: Readonly<Record<string, CopyLine["hashed"]>> = {
  "file:": "file",
  "dir:": "directory",
  "multi:": "several",
}

/** Words of a line, or of a list in brackets. */
function wordsOf(text: string): readonly string[] {
  if (text.startsWith("[")) {
    try {
      const words: unknown = JSON.parse(text)
      if (Array.isArray(words) && words.every((word) => typeof word === "string")) return words
    } catch {
      // A glob that begins with a bracket: a word like others.
    }
  }
  return text.split(/\s+/)
}

/** Reads a COPY or ADD step; null for every other, and for one without a source and a target. A heredoc counts as a source. */
export function readCopy({ instruction, text, createdBy }: HistoryStep): CopyLine | null {
  if ((instruction !== "COPY" && instruction !== "ADD") || text.length > LONGEST) return null
  const [firstLine = ""] = text.slice(instruction.length).trim().split("\n", 1)
  const all = firstLine.split(/\s+/)
  const start = all.findIndex((word) => !word.startsWith("--"))
  if (start < 0) return null
  const rest = wordsOf(all.slice(start).join(" "))
  const target = rest.at(-1)
  if (rest.length < 2 || target === undefined) return null
  const hash = HASHED.exec(createdBy.slice(0, LONGEST))
  const hashed = hash === null ? null : (KINDS[hash[1] ?? ""] ?? "remote")
  return { flags: all.slice(0, start), sources: hashed === null ? rest.slice(0, -1) : [], target, hashed }
}

/** True for what ADD fetches: an address, or a git repository. */
export const isRemote = (source: string): boolean =>
  /^(?:https?|ftp):\/\//i.test(source) || /^git:\/\/|^git@[^:/\s]{1,200}:|^ssh:\/\/git@/i.test(source)
