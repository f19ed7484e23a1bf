import type { Comparison, ReportImage } from "../model/index.ts"
import { byGrowth, changesOf, sumsOf } from "./changes.ts"

type Layer = ReportImage["layers"][number]
type Layers = readonly Layer[]

/** Layers that are not the same on both sides. One of the same instruction, but of other bytes, is one that changed. */
export function layerChanges(before: Layers, after: Layers): Comparison["layers"] {
  const same = paired(before, after, ({ diffId }) => (diffId === "" ? null : diffId))
  const remade = paired(same.gone, same.come, ({ createdBy }) => createdBy ?? "")
  const all: Comparison["layers"] = [
    // Of the same diff id, but one of them was not read to its end.
    ...[...same.pairs.filter(([one, other]) => one.contentBytes !== other.contentBytes), ...remade.pairs].map(
      ([one, other]) => ({
        change: "changed" as const,
        beforeIndex: one.index,
        afterIndex: other.index,
        createdBy: other.createdBy,
        before: one.contentBytes,
        after: other.contentBytes,
      }),
    ),
    ...remade.come.map(({ index, createdBy, contentBytes }) => ({
      change: "added" as const,
      beforeIndex: null,
      afterIndex: index,
      createdBy,
      before: 0,
      after: contentBytes,
    })),
    ...remade.gone.map(({ index, createdBy, contentBytes }) => ({
      change: "removed" as const,
      beforeIndex: index,
      afterIndex: null,
      createdBy,
      before: contentBytes,
      after: 0,
    })),
  ]
  const placeOf = ({ afterIndex, beforeIndex }: (typeof all)[number]): string =>
    String(afterIndex ?? after.length + (beforeIndex ?? 0)).padStart(8, "0")
  return all.toSorted(byGrowth(placeOf))
}

interface Paired {
  readonly pairs: readonly (readonly [Layer, Layer])[]
  /** What has no counterpart, of the one side and of the other. */
  readonly gone: Layers
  readonly come: Layers
}

/** The first of a key with the first of that key on the other side, the second with the second. A null key is like no other. */
function paired(before: Layers, after: Layers, keyOf: (layer: Layer) => string | null): Paired {
  const waiting = new Map<string | null, Layer[]>()
  for (const layer of before.toReversed()) {
    const key = keyOf(layer)
    const queue = waiting.get(key)
    if (queue === undefined) waiting.set(key, [layer])
    else queue.push(layer)
  }
  const pairs: [Layer, Layer][] = []
  const come: Layer[] = []
  const taken = new Set<Layer>()
  for (const layer of after) {
    const key = keyOf(layer)
    const other = key === null ? undefined : waiting.get(key)?.pop()
    if (other === undefined) come.push(layer)
    else {
      pairs.push([other, layer])
      taken.add(other)
    }
  }
  return { pairs, come, gone: before.filter((layer) => !taken.has(layer)) }
}

/** Content bytes by the instruction that made them. */
export function instructionChanges(before: Layers, after: Layers): Comparison["instructions"] {
  const sums = (layers: Layers): ReturnType<typeof sumsOf> =>
    sumsOf(
      layers,
      ({ createdBy }) => createdBy ?? "",
      ({ contentBytes }) => contentBytes,
    )
  return changesOf(sums(before), sums(after)).map(({ name, ...change }) => ({ text: name, ...change }))
}

/** A blob that the other image has is not fetched again, and one that stands twice in an image is fetched once. */
export function pullOf(before: Layers, after: Layers): Comparison["pull"] {
  const known = new Set(before.map(({ digest }) => digest))
  const pull = { layers: 0, bytes: 0, sharedLayers: 0, sharedBytes: 0 }
  for (const { digest, archiveBytes } of after) {
    const isShared = digest !== "" && known.has(digest)
    pull[isShared ? "sharedLayers" : "layers"] += 1
    pull[isShared ? "sharedBytes" : "bytes"] += archiveBytes
    known.add(digest)
  }
  return pull
}
