import type { File, Image, Location, Remark } from "../../../model/index.ts"
import { startedCommand, type CommandStep, type StartedCommand } from "../command.ts"
import { lastStep, locateField } from "../last-step.ts"
import { listPaths } from "../paths.ts"
import { locate } from "../step.ts"

/** What keeps a program from being started. */
export interface Obstacle {
  /** A clause without capital and full stop: `/app/server is not in the image`. */
  readonly because: string
  readonly remedy: string
  /** What tells it from others, over rebuilds. */
  readonly identity: string
  /** The file to blame; null where there is none. */
  readonly file: File | null
}

/** Looks for one kind of obstacle; null where there is none, or it can't be told. */
export type FindObstacle = (image: Image, step: CommandStep) => Obstacle | null

/** The config field that names a step's program. */
export function locateStep(image: Image, step: CommandStep): Location {
  const { entrypoint, cmd } = image.config.run
  const isEntrypoint = cmd === null || cmd.length === 0 || (entrypoint?.length ?? 0) > 0
  const inCmd = isEntrypoint && step.startedBy === "launcher" && cmd?.[0] === step.argv[0]
  return isEntrypoint && !inCmd
    ? locateField("Entrypoint", lastStep(image, "ENTRYPOINT"))
    : locateField("Cmd", lastStep(image, "CMD"))
}

/**
 * Steps of which it is certain that just they are started, with what hinders each; every obstacle once. What comes after
 * a step that can't be started is not looked at.
 */
export function* obstaclesIn(
  image: Image,
  { steps, others }: StartedCommand,
  find: FindObstacle,
): Generator<{ readonly step: CommandStep; readonly obstacle: Obstacle }> {
  const seen = new Set<string>()
  const last = steps.at(-1)
  const way = steps.slice(0, -1)
  for (const step of [...way, ...others, ...(last === undefined ? [] : [last])]) {
    if (!step.isCertain || step.role === "builtin") continue
    const obstacle = find(image, step)
    if (obstacle === null || seen.has(obstacle.identity)) continue
    seen.add(obstacle.identity)
    yield { step, obstacle }
    if (way.includes(step)) return
  }
}

/** `set -e`, `set -euo pipefail`, `set -o errexit`. */
const STOPS_ON_FAILURE = /(?:^|[\s;])set (?:[-+]\w+ )*-(?:[a-z]*e|o errexit)/

/** `a && b`, and nothing after it. Not one expression, which would try each `&&` of a long line anew. */
const isOneAndList = (text: string): boolean => text.includes("&&") && !/[;\n]/.test(text)

/** False for a shell that may go on after a command that failed. */
const stopsOnFailure = ({ role, text, argv: [, option = ""] }: CommandStep): boolean =>
  text !== null &&
  (STOPS_ON_FAILURE.test(text) || (role === "shell" && (/^-[a-z]*e/.test(option) || isOneAndList(text))))

/** What goes wrong, as the beginning of a sentence. */
function effect(step: CommandStep, { steps }: StartedCommand): Pick<Remark, "message" | "severity"> {
  if (step.startedBy === "runtime" || step.startedBy === "launcher") return { message: "The container can't start" }
  const scripts = steps.filter(({ role }) => role === "script")
  const [script] = scripts
  const place = step.startedBy === "script" && scripts.length === 1 ? ` in ${listPaths([script!.argv[0]!])}` : ""
  if (steps.includes(step)) return { message: `The container's command fails${place}` }
  return {
    message: `A command that the container starts with fails${place}`,
    ...(steps.some(stopsOnFailure) ? {} : { severity: "medium" }),
  }
}

/** One remark for each obstacle in the way of what the container starts. */
export function* remarksOn(image: Image, find: FindObstacle): Generator<Remark> {
  const started = startedCommand(image)
  for (const { step, obstacle } of obstaclesIn(image, started, find)) {
    const { message, ...severity } = effect(step, started)
    yield {
      message: `${message}: ${obstacle.because}.`,
      ...severity,
      remedy: obstacle.remedy,
      location:
        obstacle.file === null
          ? locateStep(image, step)
          : locate(image, { kind: "file", path: obstacle.file.path, layer: obstacle.file.layer }),
      identity: obstacle.identity,
    }
  }
}
