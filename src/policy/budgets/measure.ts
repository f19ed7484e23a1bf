import { textMatcher, type Part, type ReportImage } from "../../model/index.ts"
import type { FileSum } from "./files.ts"
import type { Measure } from "./keys.ts"

/** What a budget's key comes to in one image. */
export interface Measured {
  /** False where nothing of the image fits the key. */
  readonly isFound: boolean
  /** Of several things that are bounded each, the largest. */
  readonly actual: number
  /** Which of several that is; empty where there is but one. */
  readonly of: string
  /** Of several things that are bounded each, all of them. */
  readonly each: readonly Part[] | null
  /** What takes the room, the largest first; null where it is whatever `isPart` says of all parts. */
  readonly parts: readonly Part[] | null
  /** True for a part of the image's content that counts for it. */
  readonly isPart: (name: string) => boolean
}

const isHidden = (name: string): boolean => name.startsWith("hidden: ")
const NONE = (): boolean => false
/** The globs that a measure needs a pass over all files for. */
export const globsOf = (measure: Measure): readonly string[] =>
  measure.kind === "path" ? [measure.glob] : measure.kind === "largest-file" ? [ANY_FILE] : []
const ANY_FILE = "/**"

const FAMILIES = {
  archive: () => true,
  layers: () => true,
  content: () => true,
  filesystem: (name: string) => !isHidden(name),
  wasted: isHidden,
} as const

/** Measures an image by its report. `files` is needed for what the report doesn't list: without it, null. */
export function measureImage(
  measure: Measure,
  report: ReportImage,
  files: ReadonlyMap<string, FileSum> | null,
): Measured | null {
  const one = { isFound: true, of: "", each: null, parts: null }
  switch (measure.kind) {
    case "size":
      return { ...one, actual: report.size[measure.field], isPart: FAMILIES[measure.field] }
    case "count":
      return { ...one, actual: measure.of(report), parts: [], isPart: NONE }
    case "packages":
      return packages(measure, report)
    case "path":
    case "largest-file": {
      const sum = files?.get(globsOf(measure)[0] ?? "")
      if (sum === undefined) return null
      const [largest] = sum.largest
      return measure.kind === "path"
        ? {
            ...one,
            isFound: sum.files > 0,
            actual: sum.bytes,
            parts: sum.largest,
            isPart: isBelow(measure.glob, report),
          }
        : {
            ...one,
            actual: largest?.bytes ?? 0,
            of: largest?.name ?? "",
            parts: sum.largest.slice(0, 1),
            isPart: NONE,
          }
    }
    case "layers":
    case "layer":
    case "layers-like":
      return layers(report, fitterOf(measure))
  }
}

function packages({ type, name }: Extract<Measure, { kind: "packages" }>, report: ReportImage): Measured {
  const isName = textMatcher(name)
  const fitting = report.packages.filter((one) => (type === "*" || one.type === type) && isName(one.name))
  const names = new Set(fitting.map((one) => `${one.type} ${one.name}`))
  return {
    isFound: fitting.length > 0,
    actual: fitting.reduce((sum, { bytes }) => sum + bytes, 0),
    of: "",
    each: null,
    parts: null,
    isPart: (part) => names.has(part),
  }
}

type LayerOf = ReportImage["layers"][number]

function fitterOf(
  measure: Extract<Measure, { kind: "layer" | "layers" | "layers-like" }>,
): (layer: LayerOf) => boolean {
  if (measure.kind === "layers") return () => true
  if (measure.kind === "layer") return ({ index }) => index === measure.index
  const isLike = textMatcher(measure.pattern)
  return ({ createdBy }) => createdBy !== null && isLike(createdBy)
}

function layers(report: ReportImage, fits: (layer: LayerOf) => boolean): Measured {
  const each = report.layers
    .filter(fits)
    .map(({ index, createdBy, contentBytes }): Part => ({
      name: createdBy ?? `layer ${index}`,
      bytes: contentBytes,
      layer: index,
    }))
    .toSorted((a, b) => b.bytes - a.bytes)
  const [largest] = each
  return {
    isFound: largest !== undefined,
    actual: largest?.bytes ?? 0,
    of: largest === undefined ? "" : `layer ${largest.layer}`,
    each,
    parts: each,
    isPart: NONE,
  }
}

/** Types whose list of packages is far from their files. */
const LISTED_ELSEWHERE: ReadonlySet<string> = new Set(["alpm", "apk", "deb", "rpm"])

/** Folders below the fixed start of a glob, and packages that are nowhere else: what they grew by is what it grew by. */
function isBelow(glob: string, report: ReportImage): (name: string) => boolean {
  const folder = /^(\/[^*?{\\]*)\/\*\*$/.exec(glob)?.[1]
  if (folder === undefined) return NONE
  const isIn = (path: string): boolean => path === folder || path.startsWith(`${folder}/`)
  const within = new Set<string>()
  const beside = new Set<string>()
  for (const { type, name, path } of report.packages)
    (isIn(path) && !LISTED_ELSEWHERE.has(type) ? within : beside).add(`${type} ${name}`)
  return (name) => isIn(name) || (within.has(name) && !beside.has(name))
}
