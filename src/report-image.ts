import type { Finding, Image, ReportImage } from "./model/index.ts"
import { createRedactor } from "./secrets/index.ts"

/** Items of waste in a report; a layer may overwrite a million files. */
const MAX_WASTE = 10_000

/** What the report says of an image: plain data, as the contract names it. Secrets are still in it. */
export function toReportImage(image: Image, input: number, findings: readonly Finding[], findingsOmitted: number, os: ReportImage["os"]): ReportImage {
  const { config, files, layers } = image
  const { run } = config
  const sum = (pick: (layer: Image["layers"][number]) => number): number => layers.reduce((total, layer) => total + pick(layer), 0)
  const omitted = files.waste.slice(MAX_WASTE)
  return {
    id: image.manifestDigest ?? image.configDigest,
    input,
    names: image.names,
    platform: config.platform,
    manifestDigest: image.manifestDigest,
    configDigest: image.configDigest,
    created: config.created,
    complete: image.complete,
    config: { ...run, labels: Object.fromEntries([...run.labels].toSorted(([a], [b]) => (a < b ? -1 : 1))) },
    size: { archive: sum((layer) => layer.archiveBytes), layers: sum((layer) => layer.tarBytes), ...files.totals },
    layers: layers.map((layer) => {
      const step = config.history.find((entry) => entry.layer === layer.index)
      const bytes = files.perLayer[layer.index]
      return {
        index: layer.index,
        digest: layer.digest,
        diffId: layer.diffId,
        mediaType: layer.mediaType,
        compression: layer.compression,
        archiveBytes: layer.archiveBytes,
        tarBytes: layer.tarBytes,
        contentBytes: bytes?.content ?? 0,
        files: bytes?.files ?? 0,
        wastedBytes: bytes?.wasted ?? 0,
        history: step?.index ?? null,
        createdBy: step?.createdBy ?? null,
        complete: layer.complete,
      }
    }),
    history: config.history.map(({ index, layer, instruction, text, created }) => ({ index, layer, instruction, text, created })),
    waste: files.waste.slice(0, MAX_WASTE),
    wasteOmitted: { items: omitted.length, bytes: omitted.reduce((total, { bytes }) => total + bytes, 0) },
    packages: [],
    os,
    findings,
    findingsOmitted,
    budgets: [],
  }
}

/** A function that takes the values, and every token that is one by its form, out of every string of a plain object. */
export function redacted(values: readonly string[]): <T>(data: T) => T {
  const redact = createRedactor(values)
  // Not recursion over input shape: the report's own depth is fixed, whatever the image holds.
  const walk = (data: unknown): unknown => {
    if (typeof data === "string") return redact(data)
    if (Array.isArray(data)) return data.map(walk)
    if (typeof data === "object" && data !== null) return Object.fromEntries(Object.entries(data).map(([key, value]) => [redact(key), walk(value)]))
    return data
  }
  return <T>(data: T): T => walk(data) as T
}
