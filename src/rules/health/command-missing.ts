import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { readCheck, type Check, type CheckPart } from "../support/check-command.ts"
import type { CommandStep } from "../support/command.ts"
import { proposedCheck, SELF_CHECK } from "../support/healthcheck.ts"
import { lastStep, locateField } from "../support/last-step.ts"
import { BUILTINS } from "../support/shell-state.ts"
import { absent } from "../support/start/absent.ts"
import { wrongArchitecture } from "../support/start/architecture.ts"
import { absentArgument } from "../support/start/argument.ts"
import { notExecutable } from "../support/start/executable.ts"
import { missingInterpreter } from "../support/start/interpreter.ts"
import { obstaclesIn, type FindObstacle, type Obstacle } from "../support/start/obstacle.ts"

const KINDS: readonly FindObstacle[] = [absent, notExecutable, missingInterpreter, wrongArchitecture, absentArgument]

const firstOf = (image: Image, step: CommandStep): Obstacle | null => {
  for (const find of KINDS) {
    const obstacle = find(image, step)
    if (obstacle !== null) return obstacle
  }
  return null
}

/** Alternatives that only say that the check failed. */
const isVerdict = (parts: readonly CheckPart[]): boolean =>
  parts.every(({ step: { name, argv } }) => name === "false" || name === "kill" || (name === "exit" && argv[1] !== "0"))

/** What is read of these is nothing where the command before them is missing, and then they fail. */
const NEEDS_INPUT = new Set(["grep", "egrep", "fgrep", "[", "test"])

/** Why an alternative fails whenever it is tried; null where it may succeed. */
function failure(image: Image, parts: readonly CheckPart[]): Obstacle | null {
  const last = parts.findLast(({ isRead }) => !isRead)
  for (const { step, isRead } of parts) {
    if (!step.isCertain || BUILTINS.has(step.argv[0] ?? "")) continue
    if (isRead && !NEEDS_INPUT.has(last?.step.name ?? "")) continue
    const obstacle = firstOf(image, step)
    if (obstacle !== null) return obstacle
  }
  return null
}

/** The first obstacle of a check that can't but fail. */
function obstacleOf(image: Image, { started, alternatives }: Check): Obstacle | null {
  for (const { obstacle } of obstaclesIn(image, started, firstOf)) return obstacle
  const tried = (alternatives ?? []).filter((parts) => !isVerdict(parts))
  const failures = tried.map((parts) => failure(image, parts))
  return failures.includes(null) ? null : (failures[0] ?? null)
}

export default defineRule({
  id: "health/command-missing",
  title: "The health check's command is in the image",
  severity: "high",
  why: "A check whose program is not there fails each time. Docker calls the container unhealthy however well it works; Swarm stops and replaces it without end, and what waits for it in Compose never starts. Slim bases have neither curl nor wget, and distroless ones not even a shell.",
  decides:
    "The command of the HEALTHCHECK, each alternative between `||`, is looked up in the final file system as the runtime and the shell would: whether it is there, may be executed, has its interpreter, and is for this platform; so is the shell itself, and the script that node, python and the like are given.",
  blind: "Names with variables, what lies in volumes, checks with branches and loops, and whether the program answers.",
  remedy: "Use a tool that the image has, or let the program check itself.",
  examples: {
    bad: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /bin/sh
      HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1`,
    good: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /bin/sh
      COPY --elf=amd64 --chmod=755 /usr/bin/curl
      HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const check = readCheck(image)
    const obstacle = check === null ? null : obstacleOf(image, check)
    if (obstacle === null) return
    yield {
      message: `The health check fails each time: ${obstacle.because}.`,
      remedy: remedyFor(image, obstacle),
      location: locateField("Healthcheck", lastStep(image, "HEALTHCHECK")),
      identity: obstacle.identity,
    }
  },
})

const ASKERS = new Set(["curl", "wget", "nc", "netcat", "http", "httpie"])

function remedyFor(image: Image, { identity, remedy }: Obstacle): string {
  if (!ASKERS.has(identity)) return remedy
  const proposed = proposedCheck(image)
  return proposed === null
    ? `${remedy} Better, let the program check itself: \`${SELF_CHECK}\`.`
    : `Use what the image has: \`${proposed}\`.`
}
