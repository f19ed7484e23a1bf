import type { Change, Comparison, Finding, ReportImage } from "../model/index.ts"
import { configChanges } from "./config.ts"
import { causesOf, directoryChanges, packageChanges } from "./contents.ts"
import { instructionChanges, layerChanges, pullOf } from "./layers.ts"

export { counterpartsOf } from "./pairs.ts"
export { unpairedImages } from "./unpaired.ts"

const SIZES = ["archive", "layers", "content", "filesystem", "wasted", "files"] as const

/** What became of an image. `before` is null where there was none: then all of it is growth. */
export function compare(before: ReportImage | null, after: ReportImage): Comparison {
  const sizes = SIZES.map((name): [typeof name, Change] => [
    name,
    { before: before?.size[name] ?? 0, after: after.size[name] },
  ])
  const layers = before?.layers ?? []
  return {
    with: before === null ? null : { id: before.id, names: before.names },
    size: Object.fromEntries(sizes) as Comparison["size"],
    causes: causesOf(before, after),
    layers: layerChanges(layers, after.layers),
    instructions: instructionChanges(layers, after.layers),
    directories: directoryChanges(before, after),
    packages: packageChanges(before, after),
    pull: pullOf(layers, after.layers),
    config: before === null ? [] : configChanges(before, after),
    findings: findingChanges(before, after),
  }
}

/** True where no file was searched for credentials: then those of another image may still be there. */
const isUnsearched = ({ layers }: ReportImage): boolean =>
  layers.some(({ unopened }) => unopened.files > 0) &&
  layers.every(({ unopened, contentBytes }) => unopened.bytes >= contentBytes)

function findingChanges(before: ReportImage | null, after: ReportImage): Comparison["findings"] {
  const isUnknown = isUnsearched(after)
    ? ({ secret, location }: Finding): boolean => secret !== undefined && location.kind === "file"
    : (): boolean => false
  const old = new Set(before?.findings.map(({ fingerprint }) => fingerprint))
  const now = new Set(after.findings.map(({ fingerprint }) => fingerprint))
  const come = [...now].filter((fingerprint) => !old.has(fingerprint))
  return {
    new: come,
    fixed: (before?.findings ?? []).filter((finding) => !now.has(finding.fingerprint) && !isUnknown(finding)),
    unchanged: now.size - come.length,
  }
}
