import type { Problem } from "../model/index.ts"
import type { ImagePlan, Survey } from "./plan.ts"
import { matchesPlatform, platformText } from "./platform.ts"

/** The images that were asked for; all where nobody asked. What was asked for and is not there is a problem that lists what is. */
export function choose(
  survey: Survey,
  names: readonly string[],
  platforms: readonly string[],
): { readonly images: readonly ImagePlan[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const { images, others } = survey
  for (const name of names)
    if (!images.some((image) => hasName(image, name)))
      problems.push({
        code: "no-such-image",
        message: `it holds no image ${name}; it has ${list(images.map((image) => [...image.names].toSorted()[0] ?? image.configDigest))}`,
      })
  for (const platform of platforms) {
    if (images.some((image) => matchesPlatform(image.platform, platform))) continue
    const absent = others.some(
      (leaf) => leaf.kind === "absent" && leaf.platform !== null && matchesPlatform(leaf.platform, platform),
    )
    problems.push(
      absent
        ? {
            code: "missing-blob",
            message: `its index names an image for ${platform}, but the archive does not hold it; pull that platform before saving`,
          }
        : {
            code: "no-such-image",
            message: `it holds no image for ${platform}; it has ${list(images.map((image) => platformText(image.platform)))}`,
          },
    )
  }
  return {
    images: images.filter(
      (image) =>
        (names.length === 0 || names.some((name) => hasName(image, name))) &&
        (platforms.length === 0 || platforms.some((platform) => matchesPlatform(image.platform, platform))),
    ),
    problems,
  }
}

const MIN_PREFIX = 6

function hasName(image: ImagePlan, wanted: string): boolean {
  if (image.names.has(wanted) || (!wanted.includes(":") && image.names.has(`${wanted}:latest`))) return true
  if (wanted.length < MIN_PREFIX) return false
  return [image.manifestDigest, image.configDigest].some(
    (digest) => digest !== null && (digest.startsWith(wanted) || digest.split(":")[1]!.startsWith(wanted)),
  )
}

const MANY = 10

function list(items: readonly string[]): string {
  const unique = [...new Set(items)].toSorted()
  if (unique.length === 0) return "none"
  return unique.length <= MANY
    ? unique.join(", ")
    : `${unique.slice(0, MANY).join(", ")} and ${unique.length - MANY} more`
}
