import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand, type CommandStep } from "../support/command.ts"
import { isShellName } from "../support/shell/index.ts"
import { locateStep } from "../support/start/obstacle.ts"
import { show } from "../support/words.ts"

/** Interpreters that prompt where they are given no script. */
const PROMPTS =
  /^(?:node|python[\d.]*|pypy[\d.]*|irb|ghci|jshell|julia|R|lua[\d.]*|iex|erl|clojure|scala|bun|deno|psysh)$/

/** What asks a person for commands; null where a program is started. */
function prompt({
  final,
}: ReturnType<typeof startedCommand>): { readonly what: string; readonly step: CommandStep } | null {
  if (final === null || (final.role !== "shell" && final.role !== "program")) return null
  const options = final.argv.slice(final.argv[0] === "busybox" ? 2 : 1)
  if (final.role === "shell" && final.text === null)
    return options.every((word) => /^-[il]+$|^--(?:login|interactive|norc|noprofile)$/.test(word))
      ? { what: "an interactive shell", step: final }
      : null
  const isPrompt = PROMPTS.test(final.name) && !isShellName(final.name) && options.length === 0
  return isPrompt || (final.name === "php" && options.join(" ") === "-a")
    ? { what: `an interactive prompt of ${show(final.name)}`, step: final }
    : null
}

/** True where the last line that sets the command is the base's. */
const isInherited = (image: Image, step: CommandStep): boolean => {
  const { history } = locateStep(image, step)
  return image.base !== null && history !== undefined && history < image.base.steps
}

export default defineRule({
  id: "process/shell-command",
  title: "The image's command is a program, no prompt",
  severity: "medium",
  why: "A shell without a terminal ends at once, and the container with it. Mostly it is the base image's command, still there because the Dockerfile sets none. An image that is started by hand, with the command typed each time, says nowhere what it is for.",
  decides:
    "What Entrypoint and Cmd start in the end is a shell without a script and without `-c`, or an interpreter (node, python3, irb) without arguments.",
  blind: "Whether the image is meant as a base or a toolbox: those end in a shell on purpose.",
  remedy: 'Set the program as the command: `CMD ["node", "server.js"]`.',
  examples: {
    bad: `
      FROM scratch
      CMD ["/bin/bash"]`,
    good: `
      FROM scratch
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const found = prompt(startedCommand(image))
    if (found === null) return
    const { what, step } = found
    yield {
      message: `The command is ${what} (${show(step.argv.join(" "))})${isInherited(image, step) ? ", which is the base image's" : ""}: without a terminal it ends at once.`,
      remedy: 'Set the program as the command, at the end of the Dockerfile: `CMD ["node", "server.js"]`.',
      location: locateStep(image, step),
      identity: "command",
    }
  },
})
