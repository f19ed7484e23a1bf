import { defineRule } from "../../model/index.ts"
import { ended, locateStep, ownRuns, showCommand } from "../support/build-steps.ts"
import { downloadedFrom, toOutput } from "../support/downloads.ts"
import { type Command, isShellName, type Shell, shellOperands } from "../support/shell/index.ts"

const INTERPRETER = /^(?:python|perl|ruby|node|php|pypy)[0-9.]{0,8}$/
const MOST_PARTS = 12

/** True where a command runs what it reads from its input: no script, and no text of its own. */
function runsInput({ name, words, wrappers }: Command): boolean {
  if (wrappers.includes("xargs")) return false
  if (isShellName(name)) {
    const { hasCommand, first } = shellOperands(words)
    const readsInput = words.slice(1, first).some(({ loose }) => /^-\w*s/.test(loose) || loose === "-")
    const target = words[first]?.value
    return !hasCommand && (readsInput || first >= words.length || target === "/dev/stdin")
  }
  if (!INTERPRETER.test(name)) return false
  const [first] = words.slice(1)
  return first === undefined || first.value === "-" || first.value === "/dev/stdin"
}

/** The shell that a download flows into, through any number of filters. */
function endOf({ commands }: Shell, download: Command): Command | undefined {
  let parts = [download]
  for (let passed = 0; passed < MOST_PARTS; passed++) {
    const next = [...new Set(parts.flatMap(({ pipesInto }) => pipesInto))].flatMap((index) => commands[index] ?? [])
    const found = next.find((command) => runsInput(command))
    if (found !== undefined || next.length === 0) return found
    parts = next
  }
  return undefined
}

/** `sh -c "$(curl …)"`, `eval "$(curl …)"`, `bash <(curl …)`, `. <(curl …)`: the command whose script a substitution is. */
function holderOf({ commands }: Shell, { within, withinWord, nesting }: Command): Command | undefined {
  const holder = within === null || nesting.at(-1) !== "substitution" ? undefined : commands[within]
  if (holder === undefined) return undefined
  const { name, words } = holder
  const isWholeWord = withinWord > 0 && /^(?:\$\(|`|<\()/.test(words[withinWord]?.loose ?? "")
  if (isShellName(name)) {
    const here = holder.redirects.some(({ operator, target }) => operator === "<<<" && target?.value === null)
    return (isWholeWord && shellOperands(words).first === withinWord) || (withinWord < 0 && here) ? holder : undefined
  }
  const isSourced = name === "." || name === "source" || name === "eval"
  const isCode = INTERPRETER.test(name) && (withinWord === 1 || /^-[ce]$/.test(words[withinWord - 1]?.loose ?? ""))
  return isWholeWord && (isSourced || isCode) ? holder : undefined
}

export default defineRule({
  id: "history/pipe-to-shell",
  title: "What is downloaded is not run unread",
  severity: "medium",
  why: "A script that is piped from the network into a shell runs as root in the build, whatever it says that day. Nobody has seen it, no checksum guards it, and a connection that breaks off leaves half of it run.",
  decides:
    'RUN lines, parsed: what curl or wget writes to its output reaches a shell or an interpreter that runs its input, through a pipe, `<(…)`, `sh -c "$(…)"` or eval.',
  blind: "Scripts that are saved to a file first and then run.",
  remedy: "Download to a file, check it against a known checksum, then run it; or install from a package.",
  examples: {
    bad: `
      FROM scratch
      RUN curl -fsSL https://example.com/install.sh | sh`,
    good: `
      FROM scratch
      RUN curl -fsSLo /tmp/i.sh https://example.com/install.sh && echo "d2a84f…  /tmp/i.sh" | sha256sum -c && sh /tmp/i.sh`,
  },
  references: [],
  *check(image) {
    for (const { step, shell } of ownRuns(image)) {
      const found = shell.commands.flatMap((download) => {
        const end = toOutput(download) ? (endOf(shell, download) ?? holderOf(shell, download)) : undefined
        return end === undefined ? [] : [{ download, end }]
      })
      const [first] = found
      if (first === undefined) continue
      const hosts = [...new Set(found.flatMap(({ download }) => downloadedFrom(download)))]
      yield {
        message: ended(
          `${first.end.name} runs what ${first.download.name} downloads${hosts.length > 0 ? ` from ${hosts.slice(0, 3).join(", ")}` : ""}, unread and unchecked: ${showCommand(first.download)}`,
        ),
        remedy:
          'Save it, check it, then run it: `RUN curl -fsSLo /tmp/install.sh URL && echo "SHA256  /tmp/install.sh" | sha256sum -c && sh /tmp/install.sh && rm /tmp/install.sh`.',
        location: locateStep(step),
        identity: hosts.length > 0 ? hosts.join(" ") : first.download.name,
      }
    }
  },
})
