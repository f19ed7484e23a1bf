import type { Image } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { normal, parsePlatform, platformText } from "../support/platforms.ts"
import { list, show } from "../support/words.ts"

const MOST_SHOWN = 10

/** Platforms of the image and of those that the index names beside it, whether the archive holds them or not. */
const platformsOf = ({ config, place }: Image): string[] => [
  ...new Set([config.platform, ...(place?.platforms ?? [])].map((platform) => platformText(platform))),
]

function has(image: Image, wanted: string): boolean {
  const asked = parsePlatform(wanted)
  if (asked === null) return false
  const { os, architecture, variant } = normal(asked)
  return [image.config.platform, ...(image.place?.platforms ?? [])].map(normal).some(
    (platform) =>
      platform.os === os &&
      platform.architecture === architecture &&
      // A variant counts only where it is asked for.
      (asked.variant === undefined || platform.variant === variant),
  )
}

export default defineRule({
  id: "platform/missing",
  title: "The image is there for every platform that is asked for",
  severity: "medium",
  why: "A cluster gets its first arm64 nodes, or a colleague a new laptop, and the image is not there for them: pods stay in ErrImagePull, or run emulated at a tenth of the speed.",
  decides:
    "Platforms of `required` that are neither the image's own nor named by the index that leads to it. Nothing is required where nobody sets it.",
  blind: "What the same tag holds in a registry, where only one platform of it was saved.",
  remedy: "Build for all of them: `docker buildx build --platform linux/amd64,linux/arm64`.",
  examples: {
    options: { required: ["linux/amd64", "linux/arm64"] },
    bad: `
      # With \`required: [linux/amd64, linux/arm64]\`
      FROM scratch
      CMD ["/app"]`,
    good: `
      # archive: index also names linux/arm64
      FROM scratch
      CMD ["/app"]`,
  },
  references: [],
  options: {
    required: { default: [], help: "platforms that must be there: `[linux/amd64, linux/arm64]`" },
  },

  *check(image, { options: { required } }) {
    const missing = required.filter((platform) => !has(image, platform))
    if (missing.length === 0) return
    const wrong = missing.filter((platform) => parsePlatform(platform) === null)
    const there = platformsOf(image)
    yield {
      message:
        wrong.length > 0
          ? `${list(wrong.map(show))} can't be required: a platform is written as linux/arm64 or linux/arm/v7.`
          : `The image is not there for ${list(missing.map(show))}: it is for ${list(there.slice(0, MOST_SHOWN).map(show))}${there.length > MOST_SHOWN ? " and more" : ""}.`,
      remedy: `Build for all of them: \`docker buildx build --platform ${required.join(",")} .\``,
      location: { kind: "image" },
      identity: "platforms",
    }
  },
})
