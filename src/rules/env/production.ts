import type { Image } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand } from "../support/command.ts"
import { environmentOf } from "../support/environment.ts"
import { list } from "../support/words.ts"

/** A variable that a runtime should have in production. */
interface Wanted {
  readonly name: string
  readonly value: string
  /** What happens without it, as the rest of a sentence. */
  readonly otherwise: string
  /** True where this command makes it count. */
  readonly counts: (argv: readonly string[]) => boolean
}

const nameIn = (argv: readonly string[], names: RegExp): boolean =>
  names.test((argv[0] ?? "").slice(-100).replace(/^.*\//, ""))
const PYTHON = /^python[\d.]*$/
const hasFlag = (argv: readonly string[], flag: string): boolean =>
  argv.slice(1, 8).some((word) => new RegExp(`^-[a-zA-Z]*${flag}`).test(word) && !word.startsWith("--"))

const WANTED: readonly Wanted[] = [
  {
    name: "NODE_ENV",
    value: "production",
    otherwise: "Express and many packages run in their development mode without it",
    counts: (argv) => nameIn(argv, /^(?:node|nodejs|npm|npx|yarn|pnpm|pm2|pm2-runtime)$/),
  },
  {
    name: "PYTHONUNBUFFERED",
    value: "1",
    otherwise: "what Python prints is kept back without it, and lost in a crash",
    counts: (argv) => nameIn(argv, PYTHON) && !hasFlag(argv, "u"),
  },
  {
    name: "PYTHONDONTWRITEBYTECODE",
    value: "1",
    otherwise: "Python writes .pyc files into the container without it",
    counts: (argv) => nameIn(argv, PYTHON) && !hasFlag(argv, "B"),
  },
  {
    name: "RAILS_ENV",
    value: "production",
    otherwise: "Rails runs in its development mode without it",
    counts: (argv) => argv.slice(0, 4).some((word) => /^(?:.{0,80}\/)?rails$/.test(word)),
  },
]

/** The words of the program that does the work; empty where that can't be told. */
function argvOf(image: Image): readonly string[] {
  return startedCommand(image).final?.argv ?? []
}

/** True where a command, or a script that it runs, speaks of the variable: it may well set it. */
const isMentioned = (image: Image, name: string): boolean =>
  [
    ...(image.config.run.entrypoint ?? []),
    ...(image.config.run.cmd ?? []),
    ...startedCommand(image).steps.map(({ text }) => text ?? ""),
  ].some((text) => text.includes(name))

export default defineRule({
  id: "env/production",
  title: "The runtime is set up for production",
  severity: "info",
  why: "Some runtimes and frameworks take a development mode for granted until a variable says otherwise. Set in the image, the right mode holds wherever it runs.",
  decides:
    "The program that the image starts, and the variables that are not in `Env`: NODE_ENV for Node, PYTHONUNBUFFERED and PYTHONDONTWRITEBYTECODE for Python, RAILS_ENV for Rails. ASP.NET Core needs none: Production is its default.",
  blind:
    "What is set at run time; a command that can't be followed. A script on the way that speaks of the variable is trusted to set it.",
  remedy: "Set it in the final stage: `ENV NODE_ENV=production`, `ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1`.",
  examples: {
    bad: `
      FROM scratch
      CMD ["node", "server.js"]`,
    good: `
      FROM scratch
      ENV NODE_ENV=production
      CMD ["node", "server.js"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const environment = environmentOf(image)
    const argv = argvOf(image)
    const missing = WANTED.filter(
      ({ name, counts }) => !environment.has(name) && counts(argv) && !isMentioned(image, name),
    )
    if (missing.length === 0) return
    const names = missing.map(({ name }) => name)
    yield {
      message: `The image does not set ${list(names)}: ${missing.map(({ otherwise }) => otherwise).join("; ")}.`,
      remedy: `Set ${names.length === 1 ? "it" : "them"} in the final stage: \`ENV ${missing.map(({ name, value }) => `${name}=${value}`).join(" ")}\`.`,
      location: { kind: "config", key: "Env" },
      identity: names.join(" "),
    }
  },
})
