import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand, type CommandStep } from "../support/command.ts"
import { DEV_SERVERS } from "../support/dev-servers.ts"
import { locateStep } from "../support/start/obstacle.ts"
import { show } from "../support/words.ts"

const MOST_CHARACTERS = 4000

/** Why what a step starts is for development; undefined where it is not known to be. */
function serverOf({ name, argv }: CommandStep): (typeof DEV_SERVERS)[number] | undefined {
  const words = ` ${argv.slice(1).join(" ").slice(0, MOST_CHARACTERS)} `
  return DEV_SERVERS.find(
    (server) => server.name.test(name) && (server.words?.test(words === "  " ? " " : words) ?? true),
  )
}

export default defineRule({
  id: "process/dev-server",
  title: "The container runs the program as production does",
  severity: "medium",
  why: "Servers for development are slow, serve one request at a time, show stack traces and source to whoever asks, and watch files that never change in a container. Their own manuals say not to use them in production, and debuggers that listen let strangers run code.",
  decides:
    "The words of what Entrypoint and Cmd start, through shells and entrypoint scripts: `npm run dev`, nodemon, `flask run`, `manage.py runserver`, `uvicorn --reload`, `next dev`, `node --inspect`, jdwp and others.",
  blind: "What a script in package.json or a settings file says, and an image that is meant for development.",
  remedy: "Build for production in a build stage, and start what serves that.",
  examples: {
    bad: `
      FROM scratch
      CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]`,
    good: `
      FROM scratch
      CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const { steps, others } = startedCommand(image)
    for (const step of [...steps, ...others]) {
      const server = step.role === "builtin" ? undefined : serverOf(step)
      if (server === undefined) continue
      yield {
        message: `The command is for development, \`${show([step.name, ...step.argv.slice(1)].join(" "))}\`: ${server.because}.`,
        remedy: server.remedy,
        location: locateStep(image, step),
        identity: step.name,
      }
      return
    }
  },
})
