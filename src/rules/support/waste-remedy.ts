import type { HistoryStep, Image } from "../../model/index.ts"
import { cacheOf } from "./caches.ts"
import { commonFolder } from "./paths.ts"
import { copyTarget, isCopy, quote, stepOf } from "./step.ts"
import type { WasteGroup } from "./waste-groups.ts"

type Step = HistoryStep | undefined

/** Steps may be megabytes long; what people look for stands at their beginning. */
const READ_CHARACTERS = 10_000

/** The first such command of a RUN, up to where it ends, if it is short enough to be repeated: `chown -R app /srv`. */
function command(step: Step, name: "chown" | "chmod" | "mv" | "rm"): string | undefined {
  const found = new RegExp(`(?:^|[\\s;&|(])(${name} [^;&|\\n]{1,160})(?=[;&|\\n]|$)`).exec(
    step?.text.slice(0, READ_CHARACTERS) ?? "",
  )
  return found?.[1]?.trim()
}

/** What follows a command's options: the owner of `chown -R app:app /srv`. */
const operand = (line: string | undefined): string | undefined =>
  line?.split(" ").find((word, index) => index > 0 && word !== "" && !word.startsWith("-"))

/** `COPY --chmod` takes octal modes everywhere, symbolic ones only with the newest builders. */
const octal = (mode = ""): string => (/^[0-7]{3,4}$/.test(mode) ? mode : mode.includes("x") ? "755" : "644")

function metadataOnly(from: Step, by: Step, place: string): string {
  const chown = command(by, "chown")
  const chmod = command(by, "chmod")
  if (isCopy(from) && (chown ?? chmod)) {
    const flags = [chown && `--chown=${operand(chown)}`, chmod && `--chmod=${octal(operand(chmod))}`]
      .filter(Boolean)
      .join(" ")
    const commands = [chown && "chown", chmod && "chmod"].filter(Boolean).join(" and ")
    return `Let the ${from.instruction} set it: \`${from.instruction} ${flags} … ${copyTarget(from) ?? place}\`, and drop the ${commands}.`
  }
  if (chown ?? chmod) return `Do it in the RUN that writes the files: \`RUN … && ${chown ?? chmod}\`.`
  if (isCopy(by)) return `The same files are copied twice: drop one of the two, or keep \`${place}\` out of the first.`
  return "Set owner, mode and times where the files are written (`COPY --chown=… --chmod=… …`, or in that same RUN): any later change stores them once more."
}

function deleted(from: Step, by: Step, [largest = ""]: readonly string[]): string {
  const cache = cacheOf(largest)
  if (cache) return cache.remedy
  const moved = command(by, "mv")
  if (moved)
    return `Write to the final place at once, ${from ? `in \`${quote(from)}\`` : "where the files come from"}, instead of \`${moved}\` later.`
  if (isCopy(from))
    return `Lend it to the RUN that needs it instead of copying: \`RUN --mount=type=bind,source=…,target=${largest} …\`; keep it out by .dockerignore, or use it in a build stage.`
  return `Delete in the RUN that writes: \`RUN … && ${command(by, "rm") ?? `rm -f ${largest}`}\`; what a later layer deletes is still shipped.`
}

/** What to change in the Dockerfile so that these bytes aren't shipped. */
export function wasteRemedy(image: Image, { cause, fromLayer, byLayer, paths }: WasteGroup): string {
  if (fromLayer === byLayer) return "Write it once: the layer's archive lists the same path several times."
  const from = stepOf(image, fromLayer)
  const by = stepOf(image, byLayer)
  const [largest = "/"] = paths
  const place = paths.length === 1 ? largest : commonFolder(paths)
  if (cause === "package-state")
    return "Install all packages in one RUN: each further one stores the package manager's records once more. What the base image brings of them only a newer base saves."
  if (cause === "metadata-only") return metadataOnly(from, by, place)
  if (cause === "deleted") return deleted(from, by, paths)
  if (isCopy(by)) return `Copy the final file once: leave \`${place}\` to \`${quote(by)}\` alone.`
  return `Write the final file once: make the change in the step that first writes \`${place}\`, or in a build stage, and \`COPY --from=build ${place} ${place}\`.`
}
