import { commandOf } from "./command.ts"
import { INSTRUCTIONS } from "./instructions.ts"
import { isShell } from "./shell.ts"
import { tidy } from "./tidy.ts"

interface Line {
  /** The keyword in upper case; `""` where none can be told. */
  instruction: string
  /** The whole line, keyword included. */
  text: string
}

const NOP = "#(nop)"
const LONGEST_SHELL = 512
const BUILDKIT = "# buildkit"
const KEYWORD = /^([A-Z]{3,11})(?:\s+|$)/

/**
 * The line of a Dockerfile that a history entry stands for, as its author would recognise it, whatever builder wrote
 * the entry. Shells, `#(nop)`, `# buildkit`, hashes, Go's way of printing and the indentation of continued lines go.
 *
 * What builders don't record stays lost: the sources of a classic COPY or ADD (`COPY … /srv`), `--from`, `--mount`,
 * the quotes in LABEL and ENV, and whether a shell was named by the author or by default. The values of build
 * arguments in front of a RUN are left out on purpose; whoever looks for secrets reads `createdBy` itself.
 */
export function dockerfileLine(createdBy: string, comment: string): Line {
  const shown = createdBy.trim() || fromComment(comment)
  const isBuildKit = shown.endsWith(BUILDKIT)
  const entry = (isBuildKit ? shown.slice(0, -BUILDKIT.length) : afterNop(shown)).trim()
  const keyword = KEYWORD.exec(entry)
  const restore = INSTRUCTIONS.get(keyword?.[1] ?? "")
  if (keyword === null || restore === undefined) return bare(entry, comment)
  const [{ length }, instruction = ""] = keyword
  const operands = entry.slice(length)
  // Other builders write RUN as the author did, who may have called a shell by name; `|` begins no command.
  if (instruction === "RUN" && (isBuildKit || operands.startsWith("|"))) return run(commandOf(operands) ?? operands)
  return { instruction, text: tidy(`${instruction} ${restore(operands)}`) }
}

const run = (command: string): Line => ({ instruction: "RUN", text: tidy(`RUN ${command}`) })

/** An entry without a keyword: a command after a shell is a RUN, all else is shown as it is. */
function bare(entry: string, comment: string): Line {
  const command = commandOf(entry)
  if (command !== null) return run(command)
  // Jib names itself in every entry; which layer it is stands in the comment.
  const layer = entry.startsWith("jib-") && comment.trim() !== "" ? ` (${comment.trim()})` : ""
  return { instruction: "", text: tidy(entry + layer) }
}

/** What follows `/bin/sh -c #(nop) `: docker's classic builder and buildah write every step but RUN as a comment to the shell. */
function afterNop(entry: string): string {
  const nop = entry.slice(0, LONGEST_SHELL).indexOf(NOP)
  if (nop < 0) return entry
  const rest = entry.slice(nop + NOP.length).trimStart()
  const prefix = entry.slice(0, nop).trim()
  const isStep = INSTRUCTIONS.has(KEYWORD.exec(rest)?.[1] ?? "") && !/["'&|<>]/.test(prefix)
  return isStep || prefix === "" || isShell(prefix) ? rest : entry
}

/** Nix and `docker import` say in the comment alone what they did; BuildKit's comment says nothing. */
function fromComment(comment: string): string {
  const text = comment.trim()
  if (text.startsWith("buildkit.")) return ""
  if (!text.startsWith("store paths: [")) return text
  return [...text.matchAll(/'(\/nix\/store\/)[0-9a-z]{32}-([^']{1,300})'/g)]
    .map(([, store, name]) => `${store}…-${name}`)
    .join(" ")
}
