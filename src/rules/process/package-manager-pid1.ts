import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand, type CommandStep } from "../support/command.ts"
import { locateStep } from "../support/start/obstacle.ts"
import { show } from "../support/words.ts"

/** What stays between the container and the program. */
interface Manager {
  /** Its first operand, where it runs something only with that. */
  readonly runs?: RegExp
  /** What it costs, as the rest of a sentence. */
  readonly cost: string
  readonly remedy: string
}

const NODE = 'Start the program itself, as the script in package.json does: `CMD ["node", "server.js"]`.'
const JVM = 'Build a jar in a build stage, and run that: `CMD ["java", "-jar", "/app/app.jar"]`.'
const PYTHON =
  'Put the environment on PATH, and start the program itself: `ENV PATH=/app/.venv/bin:$PATH`, then `CMD ["gunicorn", "app:app"]`.'
const SCRIPT =
  "it runs the program in a shell of its own, which stands between the program and signals, and stays in memory beside it"
const BUILDS = "it holds a JVM of its own in memory, and starts the program beside it or in it"

const YARN = /^(?!(?:install|add|global)$)./

/** Poetry and Pipenv give way to what they run, and uv passes signals on. */
const MANAGERS: ReadonlyMap<string, Manager> = new Map([
  ["npm", { runs: /^(?:start|run|run-script|exec|x)$/, cost: SCRIPT, remedy: NODE }],
  ["npx", { cost: SCRIPT, remedy: NODE }],
  ["yarn", { runs: YARN, cost: SCRIPT, remedy: NODE }],
  ["yarnpkg", { runs: YARN, cost: SCRIPT, remedy: NODE }],
  ["pnpm", { cost: SCRIPT, remedy: NODE }],
  ["pnpx", { cost: SCRIPT, remedy: NODE }],
  [
    "poetry",
    {
      runs: /^run$/,
      cost: "it reads its whole configuration before each start, and has to be in the image",
      remedy: PYTHON,
    },
  ],
  [
    "pipenv",
    {
      runs: /^run$/,
      cost: "it looks for its environment before each start, and has to be in the image",
      remedy: PYTHON,
    },
  ],
  ["mvn", { cost: BUILDS, remedy: JVM }],
  ["mvnw", { cost: BUILDS, remedy: JVM }],
  ["gradle", { cost: BUILDS, remedy: JVM }],
  ["gradlew", { cost: BUILDS, remedy: JVM }],
  ["sbt", { cost: BUILDS, remedy: JVM }],
])

/** `npm run start`: what a person would recognise. */
const called = ({ name, argv }: CommandStep): string => show([name, ...argv.slice(1, 4)].join(" "))

const operand = ({ argv }: CommandStep): string => argv.slice(1).find((word) => !word.startsWith("-")) ?? ""

export default defineRule({
  id: "process/package-manager-pid1",
  title: "The program is started without a package manager in between",
  severity: "low",
  why: "`npm start` starts npm, which starts a shell, which starts the program. On `docker stop` the signal has to pass through all of them, and where it does not, the program is killed without finishing what it was at. Two more processes stay in memory, and the exit code is npm's.",
  decides:
    "What Entrypoint and Cmd start in the end is npm, yarn, pnpm, Poetry, Pipenv, Maven, Gradle or sbt with a task that runs a program.",
  blind: "What the scripts in package.json say, and managers that an entrypoint script starts in a branch.",
  remedy: 'Name the program itself: `CMD ["node", "server.js"]`.',
  examples: {
    bad: `
      FROM scratch
      CMD ["npm", "start"]`,
    good: `
      FROM scratch
      CMD ["node", "server.js"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const { final } = startedCommand(image)
    const manager = final === null ? undefined : MANAGERS.get(final.name)
    if (final === null || manager === undefined || manager.runs?.test(operand(final)) === false) return
    const place = final.isFirstProcess === true ? "The first process" : "The program's parent"
    yield {
      message: `${place} is \`${called(final)}\`: ${manager.cost}.`,
      remedy: manager.remedy,
      location: locateStep(image, final),
      identity: final.name,
    }
  },
})
