import type { HistoryStep, Image } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { ended, locateStep, ownSteps, ownRuns, showCommand } from "../support/build-steps.ts"
import { isSpecial, opensToAll } from "../support/modes.ts"
import { clean, listPaths } from "../support/paths.ts"
import { type Command, optionsOf, type WithValue } from "../support/shell/index.ts"
import { quote } from "../support/step.ts"

const OPTIONS: WithValue = new Set(["--reference", "-m", "--mode", "-o", "--owner", "-g", "--group", "-S", "-t"])

/** Paths that a command lets everybody write to, as written; null where it does no such thing. */
function openedBy(command: Command): string[] | null {
  const options = optionsOf(command, OPTIONS)
  const paths = options.operands.map(({ value }) => value ?? "")
  if (command.name === "chmod") {
    const takesAway = [...options.named.keys()].some((name) => /^-[rwxXst]$/.test(name))
    const [mode = "", ...rest] = paths
    return !takesAway && opensToAll(mode) ? rest : null
  }
  if (command.name !== "mkdir" && command.name !== "install") return null
  if (!options.values("-m", "--mode").some((mode) => opensToAll(mode))) return null
  return command.name === "mkdir" || options.has("-d") ? paths : paths.slice(-1)
}

/**
 * False where the image shows that it came to nothing: the path is gone, is closed again, or is a folder with the sticky
 * bit, in which nobody touches another's files. What can't be told stays true.
 */
function isStillOpen(image: Image, path: string): boolean {
  if (isSpecial(path)) return false
  if (!path.startsWith("/") || /[*?[{]/.test(path)) return true
  const file = image.files.resolve(clean(path))
  if (file === undefined) return !image.complete
  return (file.mode & 0o002) !== 0 && (file.mode & 0o1000) === 0
}

const isOpen = (image: Image, paths: readonly string[]): boolean =>
  paths.length === 0 || paths.some((path) => isStillOpen(image, path))

/** `--chmod=777` of COPY and ADD. */
const copiedOpen = ({ instruction, text }: HistoryStep): boolean =>
  (instruction === "COPY" || instruction === "ADD") &&
  opensToAll(/^\w+(?:\s+--\S{1,300}){0,8}?\s+--chmod=(\S{1,40})/.exec(text.slice(0, 4000))?.[1] ?? "")

const REMEDY =
  "Give the files to the user that writes to them, `COPY --chown=10001:10001 …` or `chown`, and close them to everybody else: 755 for folders and programs, 644 for files; 1777 for a folder that all really share."

export default defineRule({
  id: "history/chmod-777",
  title: "No line lets everybody write to files",
  severity: "medium",
  why: "Where everybody may write, any process of the container may change what others run or read: a break-in as an ordinary user becomes one as root at the next start. It is mostly written to get past an error of rights that an owner would have solved.",
  decides:
    "chmod, `mkdir -m`, `install -m` in RUN lines, parsed, and `--chmod` of COPY and ADD: modes that give others the right to write, but those with the sticky bit. Silent where the image shows that the path is gone or closed again.",
  blind: "Scripts that a RUN line calls, and modes that come from a variable.",
  remedy: "Give files to the user that needs them with `chown` or `COPY --chown`, instead of to everybody.",
  examples: {
    bad: `
      FROM scratch
      COPY app.sh /app/
      RUN chmod 777 /app/app.sh`,
    good: `
      FROM scratch
      COPY --chown=10001:10001 --chmod=755 app.sh /app/`,
  },
  references: [],
  *check(image) {
    if (image.config.platform.os === "windows") return
    for (const { step, shell } of ownRuns(image)) {
      const found = shell.commands.flatMap((command) => {
        const paths = openedBy(command)
        return paths !== null && isOpen(image, paths) ? [{ command, paths }] : []
      })
      const [first] = found
      if (first === undefined) continue
      const more = found.length > 1 ? ` and ${found.length - 1} more` : ""
      yield {
        message: `A RUN line lets everybody write: ${showCommand(first.command)}${more}.`,
        remedy: REMEDY,
        location: locateStep(step),
        identity: found.map(({ command, paths }) => `${command.name} ${listPaths(paths)}`).join(" "),
      }
    }
    for (const step of ownSteps(image))
      if (copiedOpen(step))
        yield {
          message: ended(`Everybody may write to what a ${step.instruction} line brings: ${quote(step)}`),
          remedy: REMEDY,
          location: locateStep(step),
          identity: quote(step),
        }
  },
})
