import type { ScriptFact } from "../../model/index.ts"
import type { Probe } from "../probe.ts"

/** Linux reads so much of a program's beginning: `BINPRM_BUF_SIZE`. */
const KERNEL_READS = 256
const LONGEST_TEXT = 32 * 1024

/** Folders of a distribution, `usr/local` and `usr/src` apart. */
const DISTRIBUTION =
  /^(?:(?:usr\/)?(?:bin|sbin|lib|lib32|lib64|libx32)|usr\/(?:share|libexec|games|include)|var\/lib\/(?:dpkg|rpm|pacman)|nix\/store)\//
/** Folders of installed packages. */
const INSTALLED =
  /(?:^|\/)(?:node_modules|bower_components|site-packages|dist-packages|gems|vendor|[.]cargo|[.]rustup|[.]npm|[.]cache|pkg\/mod|perl5)\//

const HASH = 0x23
const BANG = 0x21

export const script: Probe = {
  wants: ({ first, member }) => first[0] === HASH && first[1] === BANG && member === "",
  begin({ first, path, size }) {
    const head = shebang(Buffer.from(first.subarray(0, KERNEL_READS)))
    const isKept = size <= LONGEST_TEXT && !DISTRIBUTION.test(path) && !INSTALLED.test(path)
    const pieces: Buffer[] = []
    let bytes = 0
    return {
      piece(piece) {
        if (isKept && (bytes += piece.length) <= LONGEST_TEXT) pieces.push(Buffer.from(piece))
      },
      close(isWhole) {
        const text = isKept && isWhole && bytes <= LONGEST_TEXT ? Buffer.concat(pieces).toString("utf8") : null
        return [{ kind: "script", ...head, text }]
      },
    }
  },
}

/**
 * What Linux makes of a first line: `load_script` in fs/binfmt_script.c. Blanks are spaces and tabs; an interpreter that
 * is cut by the end of what is read is none; all that follows it is one argument, which may be cut.
 */
function shebang(first: Buffer): Pick<ScriptFact, "interpreter" | "argument" | "endsInCr"> {
  const newline = first.indexOf(0x0a)
  const isCut = newline < 0 && first.length === KERNEL_READS
  const written = first.toString("utf8", 2, newline < 0 ? first.length : newline)
  const endsInCr = newline >= 0 && written.endsWith("\r")
  const line = (endsInCr ? written.slice(0, -1) : written).replace(/^[ \t]+/, "")
  const end = line.search(/[ \t\0]/)
  if (end < 0) return { interpreter: isCut ? "" : line, argument: "", endsInCr }
  const rest = line[end] === "\0" ? "" : line.slice(end)
  const nul = rest.indexOf("\0")
  return { interpreter: line.slice(0, end), argument: trimmed(nul < 0 ? rest : rest.slice(0, nul)), endsInCr }
}

function trimmed(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && (text[start] === " " || text[start] === "\t")) start++
  while (end > start && (text[end - 1] === " " || text[end - 1] === "\t")) end--
  return text.slice(start, end)
}
