import type { HistoryStep, Image, Waste } from "../../model/index.ts"
import { count, defineRule, formatBytes } from "../../model/index.ts"
import { ended, locateStep, ownSteps } from "../support/build-steps.ts"
import { listPaths } from "../support/paths.ts"
import { quote } from "../support/step.ts"

type Made = HistoryStep & { readonly layer: number }

/** RUN lines that follow each other with nothing in between. */
function consecutive(steps: readonly HistoryStep[]): Made[][] {
  const groups: Made[][] = []
  let last = -2
  for (const step of steps) {
    if (step.instruction !== "RUN" || step.layer === null) continue
    if (step.index === last + 1) groups.at(-1)!.push(step as Made)
    else groups.push([step as Made])
    last = step.index
  }
  return groups.filter(({ length }) => length > 1)
}

/** What a later line of a group deletes or writes anew of an earlier one's, by the group's first layer. */
function wasteWithin({ files }: Image, groups: readonly (readonly Made[])[]): Map<number, Waste[]> {
  const groupOf = new Map(groups.flatMap((group) => group.map(({ layer }) => [layer, group[0]!.layer] as const)))
  const found = new Map<number, Waste[]>()
  for (const waste of files.waste) {
    const group = groupOf.get(waste.fromLayer)
    if (group === undefined || waste.byLayer === null || groupOf.get(waste.byLayer) !== group) continue
    const same = found.get(group)
    if (same) same.push(waste)
    else found.set(group, [waste])
  }
  return found
}

export default defineRule({
  id: "history/mergeable-runs",
  title: "RUN lines that undo each other's files are one line",
  severity: "info",
  why: "Each RUN line makes a layer, and a layer keeps what the next one deletes or writes anew. Lines that follow each other can be one: then only what is left in the end is shipped.",
  decides:
    "RUN lines that follow each other in the history, and the bytes of one that a later one of them deletes, overwrites or copies for new rights.",
  blind: "Lines that stand apart, and whether you keep them apart for the build cache.",
  remedy: "Join the lines with `&&`, or in a heredoc: `RUN <<EOF`.",
  examples: {
    bad: `
      FROM scratch
      COPY --size=2MB /src.tar
      RUN cp /src.tar /tmp/work
      RUN rm /tmp/work`,
    good: `
      FROM scratch
      COPY --size=2MB /src.tar
      RUN cp /src.tar /tmp/work && rm /tmp/work`,
  },
  references: ["hadolint DL3059"],
  options: { "min-bytes": { default: 1_000_000, help: "what joining must save, in bytes" } },
  *check(image, { options }) {
    const groups = consecutive(ownSteps(image))
    const wasted = wasteWithin(image, groups)
    for (const group of groups) {
      const waste = wasted.get(group[0]!.layer) ?? []
      const bytes = waste.reduce((sum, one) => sum + one.bytes, 0)
      if (waste.length === 0 || bytes < options["min-bytes"]) continue
      const layers = new Set(waste.flatMap(({ fromLayer, byLayer }) => [fromLayer, byLayer]))
      const touched = group.filter(({ layer }) => layers.has(layer))
      const [first, ...others] = group.slice(group.indexOf(touched[0]!), group.indexOf(touched.at(-1)!) + 1)
      yield {
        message: ended(
          `${count(others.length + 1, "RUN line")} that follow each other could be one and save ${formatBytes(bytes)}, which a later one deletes or writes anew (${listPaths(waste.map(({ path }) => path))}): ${quote(first!)}, up to ${quote(others.at(-1)!)}`,
        ),
        remedy: "Join them: `RUN first && second`, or `RUN <<EOF` with one command a line.",
        location: locateStep(first!),
        places: others.slice(0, 20).map((step) => locateStep(step)),
        bytes,
        identity: quote(first!),
      }
    }
  },
})
