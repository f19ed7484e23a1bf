import { directoriesOf, filesOf } from "../inventory/index.ts"
import type { Image, ReportFile, ReportImage, Waste } from "../model/index.ts"
import { eolOf } from "../rules/index.ts"
import { createRedactor } from "../secrets/index.ts"

/** Items of waste in a report; a layer may overwrite a million files. */
const MAX_WASTE = 10_000
/** Duplicates are many and small in every tree of modules, and each is still of use. */
const MAX_DUPLICATES = 1000

interface ListedWaste {
  readonly waste: readonly Waste[]
  readonly wasteOmitted: ReportImage["wasteOmitted"]
  readonly duplicatesOmitted: ReportImage["duplicatesOmitted"]
}

/** The largest items, and what is left out. */
function listWaste(all: readonly Waste[]): ListedWaste {
  const left = { waste: MAX_WASTE, duplicates: MAX_DUPLICATES }
  const wasteOmitted = { items: 0, bytes: 0 }
  const duplicatesOmitted = { items: 0, bytes: 0 }
  const waste = all.filter(({ cause, bytes }) => {
    const kind = cause === "duplicate" ? "duplicates" : "waste"
    if (left[kind] > 0) {
      left[kind] -= 1
      return true
    }
    const omitted = kind === "duplicates" ? duplicatesOmitted : wasteOmitted
    omitted.items += 1
    omitted.bytes += bytes
    return false
  })
  return { waste, wasteOmitted, duplicatesOmitted }
}

/** What the report says of an image before anything is judged: plain data, as the contract names it. Secrets are still in it. */
export function toReportImage(image: Image, input: number, withFiles: boolean): ReportImage {
  const { config, files, layers, inventory, os, base } = image
  const { run } = config
  const sum = (pick: (layer: Image["layers"][number]) => number): number =>
    layers.reduce((total, layer) => total + pick(layer), 0)
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
        createdBy: step?.text || null,
        unopened: layer.unopened,
        secretsOmitted: layer.sightingsOmitted,
        complete: layer.complete,
      }
    }),
    history: config.history.map(({ index, layer, instruction, text, created }) => ({
      index,
      layer,
      instruction,
      text,
      created,
    })),
    ...listWaste(files.waste),
    packages: inventory.packages.map(({ type, name, version, bytes, layer, path }) => ({
      type,
      name,
      version,
      bytes,
      layer,
      path,
    })),
    os: os === null ? null : { id: os.id, version: os.version, name: os.name, eol: eolOf(os) },
    base: base === null ? null : { name: base.name, layers: base.layers, steps: base.steps, known: base.known },
    findings: [],
    rules: [],
    findingsOmitted: 0,
    budgets: [],
    directories: directoriesOf(files, inventory),
    ...(withFiles ? { files: filesOf(files, inventory) } : {}),
  }
}

/** Fields whose text is ours or a digest that we computed: a password that happens to be `high` must not rewrite a severity. */
const OURS = new Set([
  "id",
  "manifestDigest",
  "configDigest",
  "digest",
  "diffId",
  "compression",
  "format",
  "cause",
  "rule",
  "severity",
  "kind",
  "status",
  "known",
  "fingerprint",
  "code",
  "change",
])

/** Records whose keys come from the image. */
const NAMED_BY_IMAGE = new Set(["labels"])

/** Items of a list that are looked at together: few enough that one with a secret costs little, enough that all cost little. */
const AT_ONCE = 256

/** A function that takes the values, and every token that is one by its form, out of every string of a part of the report that comes from outside. */
export function redacted(values: readonly string[]): <T>(data: T) => T {
  const redact = createRedactor(values)
  // Not recursion over input shape: the report's own depth is fixed, whatever the image holds.
  const walk = (data: unknown, name: string): unknown => {
    if (typeof data === "string") return OURS.has(name) ? data : redact(data)
    if (Array.isArray(data))
      return data.every(isListed) ? list(data) : data.map((item: unknown): unknown => walk(item, name))
    if (typeof data !== "object" || data === null) return data
    const foreign = NAMED_BY_IMAGE.has(name)
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => (foreign ? [redact(key), walk(value, "")] : [key, walk(value, key)])),
    )
  }
  /** A hundred thousand files, or items of waste, hold nothing to hide but in a few texts, which are looked at many at once. */
  const list = (items: readonly Listed[]): readonly unknown[] => {
    const clean: unknown[] = []
    for (let start = 0; start < items.length; start += AT_ONCE) {
      const some = items.slice(start, start + AT_ONCE)
      const texts = some.flatMap(textsOf).join("\0")
      const isFree = redact(texts) === texts
      for (const item of some) clean.push(isFree ? item : walk(item, ""))
    }
    return clean
  }
  return <T>(data: T): T => walk(data, "") as T
}

type Listed = Waste | ReportFile | ReportImage["packages"][number] | ReportImage["directories"]["items"][number]

const isListed = (item: unknown): item is Listed =>
  typeof item === "object" &&
  item !== null &&
  ("fromLayer" in item || "unowned" in item || "package" in item || ("version" in item && "bytes" in item))

const textsOf = (item: Listed): readonly string[] =>
  "fromLayer" in item
    ? [item.path, item.sameAs ?? ""]
    : "unowned" in item
      ? [item.path]
      : "package" in item
        ? [item.path, item.sameAs ?? ""]
        : [item.type, item.name, item.version, item.path]
