import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand, type CommandStep } from "../support/command.ts"
import { promptIn } from "../support/prompt.ts"
import { locateStep } from "../support/start/obstacle.ts"
import { show } from "../support/words.ts"

/** A file to give to an interpreter, as its users would call it. */
const FILES: readonly (readonly [name: RegExp, file: string])[] = [
  [/^(?:node|bun|deno)$/, "server.js"],
  [/^(?:python|pypy)/, "app.py"],
  [/^php$/, "app.php"],
]

function remedyFor({ name }: CommandStep): string {
  const file = FILES.find(([pattern]) => pattern.test(name))?.[1]
  const command = file === undefined ? '["/app"]' : `["${show(name)}", "${file}"]`
  return `Set the program as the command, at the end of the Dockerfile: \`CMD ${command}\`.`
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
    const found = promptIn(startedCommand(image))
    if (found === null) return
    const { what, step } = found
    yield {
      message: `The command is ${what} (${show(step.argv.join(" "))})${isInherited(image, step) ? ", which is the base image's" : ""}: without a terminal it ends at once.`,
      remedy: remedyFor(step),
      location: locateStep(image, step),
      identity: "command",
    }
  },
})
