import {
  partsOf,
  platformKey,
  repositoryOf,
  type Baseline,
  type BaselineImage,
  type ReportImage,
} from "../../model/index.ts"
import { measureImage, type Budget } from "../budgets/index.ts"
import { ownSizes } from "./sizes.ts"
import { nameWithoutTag, platformKeyOf, versionOf } from "./version.ts"

export { acceptGrowth } from "./accept-growth.ts"
export { baselineProblems } from "./problems.ts"
export { tighten } from "./ratchet.ts"
export { recordOf, type Because } from "./record.ts"
export { baselineNotes } from "./notes.ts"

/**
 * The entry of a baseline that is for an image: of its repository and platform. An image without a name is that of a
 * baseline which knows but one, and one whose baseline had no name likewise.
 */
export function knownImage({ images }: Baseline, { names, platform }: ReportImage): BaselineImage | null {
  const key = platformKey(platform)
  const mine = images.filter((one) => platformKeyOf(one.platform) === key)
  const repositories = new Set(names.map(repositoryOf))
  const found = mine.find(({ name }) => (name === "" ? names.length === 0 : repositories.has(repositoryOf(name))))
  if (found !== undefined) return found
  const [only] = mine
  return only !== undefined && images.length === 1 && (names.length === 0 || only.name === "") ? only : null
}

/** What a baseline would say of an image, as far as its report knows, all its parts included. */
export function baselineImageOf(image: ReportImage, budgets: readonly Budget[]): BaselineImage {
  const { names, platform } = image
  const asked = budgets.flatMap(({ key, measure }): [string, number][] => {
    const measured = measureImage(measure, image, null)
    return measured?.isFound === true ? [[key, measured.actual]] : []
  })
  const judged = image.budgets
    .filter(({ state }) => state !== "unmatched")
    .map(({ key, actual }): [string, number] => [key, actual])
  return {
    name: nameWithoutTag(names[0] ?? ""),
    platform: platformKey(platform),
    version: versionOf(image),
    sizes: Object.fromEntries([...judged, ...ownSizes(image), ...asked]),
    parts: Object.fromEntries(partsOf(image).map(({ name, bytes }) => [name, bytes])),
    depth: image.directories.depth,
    accepted: [],
    growth: [],
  }
}
