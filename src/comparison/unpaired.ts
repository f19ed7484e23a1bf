import { platformText, type Problem, type ReportImage } from "../model/index.ts"

/** What could not be compared: where that is everything, nothing is known of what changed. */
export function unpairedImages(images: readonly ReportImage[], others: readonly ReportImage[]): readonly Problem[] {
  const pairs = new Set(images.flatMap(({ comparison }) => comparison?.with?.id ?? []))
  if (images.length > 0 && pairs.size === 0)
    return [
      {
        code: "nothing-compared",
        message: `nothing in it can be compared: it has ${listOf(others)}, and what is audited is ${listOf(images)}; give images of one name and platform, or one image on either side`,
      },
    ]
  return [
    ...images
      .filter(({ comparison }) => comparison?.with === null)
      .map((image): Problem => ({
        code: "not-compared",
        message: `it has nothing to compare ${nameOf(image)} with: all of that image counts as growth`,
      })),
    ...others
      .filter(({ id }) => !pairs.has(id))
      .map((image): Problem => ({
        code: "not-compared",
        message: `its image ${nameOf(image)} has no counterpart in what is audited`,
      })),
  ]
}

const DIGEST = "sha256:".length + 12
/** Names of a long list. */
const NAMED = 3

function listOf(images: readonly ReportImage[]): string {
  const named = images.slice(0, NAMED).map(nameOf)
  const more = images.length - named.length
  return named.length === 0 ? "no image" : `${named.join(", ")}${more === 0 ? "" : ` and ${more} more`}`
}

const nameOf = ({ names, id, platform }: ReportImage): string =>
  `${names[0] ?? id.slice(0, DIGEST)} (${platformText(platform) || "unknown platform"})`
