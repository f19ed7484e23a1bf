import type { Comparison, Report, ReportImage } from "../model/index.ts"

/** The image of another report that one is to be compared with: of its repository and platform; null where there is none. */
export const counterpartOf = (image: ReportImage, other: Report): ReportImage | null =>
  other.images.find(({ names }) => names.some((name) => image.names.includes(name))) ?? null

/** What became of an image. `before` is null where there was none. */
export function compare(_before: ReportImage | null, _after: ReportImage): Comparison {
  const none = { before: 0, after: 0 }
  return {
    with: null,
    size: { archive: none, layers: none, content: none, filesystem: none, wasted: none, files: none },
    causes: [],
    layers: [],
    instructions: [],
    directories: [],
    packages: [],
    pull: { layers: 0, bytes: 0, sharedLayers: 0, sharedBytes: 0 },
    config: [],
    findings: { new: [], fixed: [], unchanged: 0 },
  }
}
