import type { HistoryStep, Image } from "../../model/index.ts"
import { count, defineRule, formatBytes } from "../../model/index.ts"
import { ended, isOfBase, locateStep } from "../support/build-steps.ts"
import { argumentOf } from "../support/last-step.ts"
import { show } from "../support/words.ts"

/** A shell by itself: what an interactive container runs. `/bin/sh` alone is what buildah writes for a script's steps. */
const BARE_SHELL = /^(?!\/bin\/sh$)(?:(?:\/usr)?\/bin\/)?(?:ba|a|da|z|k)?sh(?: -[il]{1,2})?$/
/** Builders' own comments: BuildKit's, and buildah's of the base. */
const BUILDER_COMMENT = /^(?:buildkit\.|buildpacks\b|FROM\s|debuerreotype\b|jib\b|store paths:)/i
const IMPORT = /^Imported from /

/** The command that a container of the image would run as the steps up to here say, joined as a commit writes it. */
function commandsBefore(history: readonly HistoryStep[], index: number): string[] {
  const said = history
    .slice(0, index)
    .filter(({ instruction }) => instruction === "CMD" || instruction === "ENTRYPOINT")
  return said.map((step) => argumentOf(step))
}

/** `node server.js` of `["node", "server.js"]`. */
const plain = (operands: string): string => {
  try {
    const words: unknown = JSON.parse(operands)
    return Array.isArray(words) ? words.join(" ") : operands
  } catch {
    return operands
  }
}

/** How a layer shows that a container was committed, or a tree imported; null where nothing shows it. */
function traceOf({ config }: Image, step: HistoryStep): string | null {
  const { history, run } = config
  const comment = step.comment.trim()
  const command = step.createdBy.trim()
  // A tree that is imported is the base of all that follows; as the only step it is all there is.
  if (IMPORT.test(comment))
    return history.some(({ instruction }) => instruction !== "") ? null : `\`docker import\` (${show(comment)})`
  if ((step.instruction !== "" && step.instruction !== "RUN") || BUILDER_COMMENT.test(comment) || command === "")
    return null
  const said = commandsBefore(history, step.index)
  const isCommand = said.some((operands) => plain(operands) === command)
  const isShellCommand = step.instruction === "RUN" && said.includes(argumentOf(step))
  // A commit keeps the container's command as the image's, where no CMD line had set it.
  const isKept =
    run.cmd !== null &&
    run.cmd.length > 0 &&
    run.cmd.join(" ") === command &&
    !history.slice(step.index).some(({ instruction }) => instruction === "CMD")
  if (isCommand || isShellCommand || isKept || BARE_SHELL.test(command))
    return `\`docker commit\` of a container that ran ${show(command)}${comment === "" ? "" : ` (${show(comment)})`}`
  // The classic builder leaves a RUN line's comment empty.
  if (step.instruction === "RUN" && comment !== "")
    return `\`docker commit\` (${show(comment)}) of a container that ran ${show(argumentOf(step))}`
  return null
}

export default defineRule({
  id: "history/docker-commit",
  title: "Every layer comes from a line of a Dockerfile",
  severity: "medium",
  why: "A layer that was committed from a running container holds whatever lay in it at that moment: logs, shell history, credentials that somebody typed. Nobody can build it again, review it, or say what it changed.",
  decides:
    "Layers whose history entry is a container's command and no instruction: a bare shell, the image's own CMD, a comment that no builder writes; and an image whose only step is an import.",
  blind:
    "A commit of a container that was started with another command, without a message: its entry looks like a RUN line.",
  remedy: "Write what was done in the container as RUN and COPY lines, and build the image from them.",
  examples: {
    bad: `
      FROM scratch
      CMD ["node", "server.js"]
      # layer: node server.js ## hot fix in production`,
    good: `
      FROM scratch
      COPY fix.js /app/fix.js
      CMD ["node", "server.js"]`,
  },
  references: [],
  *check(image) {
    for (const step of image.config.history) {
      if (step.layer === null || isOfBase(image, step)) continue
      const trace = traceOf(image, step)
      if (trace === null) continue
      const made = image.files.perLayer[step.layer]
      const held =
        made === undefined || made.files === 0 ? "" : ` (${count(made.files, "file")}, ${formatBytes(made.content)})`
      yield {
        message: ended(`Layer ${step.layer}${held} comes from no Dockerfile line: it was made by ${trace}`),
        remedy:
          "Look through the layer, write what it changes as RUN and COPY lines, and build anew. `docker history --no-trunc` shows the entry, `docker diff` what a container changed.",
        location: locateStep(step),
        identity: step.createdBy.trim() || step.comment.trim(),
      }
    }
  },
})
