import type { HistoryStep, ImageBase, ImageConfig } from "../model/index.ts"

/** What is known of an image that may have a base. */
interface Derived {
  readonly config: ImageConfig
  readonly annotations: ReadonlyMap<string, string>
}

/** OCI image-spec, annotations.md. */
const BASE_NAME = "org.opencontainers.image.base.name"

/**
 * Where the base of an image ends; null where that can't be told. `given` are configs of which one may be the base: its
 * diff ids are then the first of the image's, and not all of them. Without one the history decides, and only by signs
 * that a Dockerfile of one's own does not leave.
 */
export function findBase({ config, annotations }: Derived, given: readonly ImageConfig[] = []): ImageBase | null {
  const name = annotations.get(BASE_NAME) ?? ""
  const [base] = given.filter((one) => isBaseOf(one, config)).toSorted((a, b) => b.diffIds.length - a.diffIds.length)
  if (base !== undefined)
    return {
      layers: base.diffIds.length,
      steps: sharedSteps(base, config),
      name,
      known: "given",
      config: base,
    }
  const steps = stepsOfBase(config.history)
  // Where history and layers don't line up, no step has a layer.
  const isMapped = config.diffIds.length === 0 || config.history.some(({ layer }) => layer !== null)
  if (steps === 0 || !isMapped) return null
  const layers = config.history.slice(0, steps).filter(({ layer }) => layer !== null).length
  return { layers, steps, name, known: name === "" ? "guessed" : "annotated", config: null }
}

/** True where an image was made on top of another. */
const isBaseOf = (base: ImageConfig, { diffIds }: ImageConfig): boolean =>
  base.diffIds.length > 0 &&
  base.diffIds.length <= diffIds.length &&
  base.diffIds.every((diffId, index) => diffId !== null && diffId === diffIds[index])

/** Builders keep the base's history and add theirs. */
function sharedSteps(base: ImageConfig, { history }: ImageConfig): number {
  const differs = base.history.findIndex((step, index) => step.createdBy !== history[index]?.createdBy)
  return differs < 0 ? base.history.length : differs
}

/** How many of the first steps are the base's. */
function stepsOfBase(history: readonly HistoryStep[]): number {
  const last = history.findLastIndex(
    (step, index) => isCommand(step) && !isCommand(history[index + 1]) && isBreak(step, history[index + 1]),
  )
  return Math.max(last + 1, stepsOfDistribution(history))
}

const isCommand = (step: HistoryStep | undefined): boolean =>
  step?.empty === true && (step.instruction === "CMD" || step.instruction === "ENTRYPOINT")

/** A step takes less, and a base is older than that. What builders set to a fixed day lies far off, on either side. */
const LONGEST_STEP_MS = 3_600_000

/** True where two steps can't be of one build: a long time lies between them, or only one of them has a time. */
function isBreak(step: HistoryStep, next: HistoryStep | undefined): boolean {
  if (next === undefined) return false
  if (step.created === null || next.created === null) return step.created !== next.created
  const passed = Date.parse(next.created) - Date.parse(step.created)
  return Math.abs(passed) > LONGEST_STEP_MS
}

const SHELL = /^CMD \["(?:\/bin\/|\/usr\/bin\/)?(?:ba|a|da)?sh"\]$/
const WHOLE_TREE = /^(?:ADD|COPY) .*\s\/$/

/** The image of a distribution is one tree and a shell to start: nobody's own Dockerfile begins so. */
function stepsOfDistribution([tree, command, ...own]: readonly HistoryStep[]): number {
  if (tree === undefined || own.length === 0) return 0
  const isTree = WHOLE_TREE.test(tree.text) && tree.layer === 0
  return isTree && command?.empty === true && SHELL.test(command.text) ? 2 : 0
}
