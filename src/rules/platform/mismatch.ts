import type { Image, Platform } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { normal, platformText } from "../support/platforms.ts"
import { show } from "../support/words.ts"

const text = (value: unknown): string => (typeof value === "string" ? value : "")

/** What the config says by itself; the image's own platform may come from the index. */
function fromConfig({ rawConfig }: Image): Platform | null {
  if (typeof rawConfig !== "object" || rawConfig === null) return null
  const { os, architecture } = rawConfig as { readonly os?: unknown; readonly architecture?: unknown }
  return text(os) === "" || text(architecture) === "" ? null : { os: text(os), architecture: text(architecture) }
}

export default defineRule({
  id: "platform/mismatch",
  title: "The index and the image agree on the platform",
  severity: "high",
  why: "A node chooses an image by what the index says, and starts what the image holds. Where the two differ it pulls programs that it can't run, or the right node finds no image at all.",
  decides:
    "The platform of the image's descriptor in the index against `os` and `architecture` of its config. Other names of one architecture (x86_64, aarch64) are the same.",
  blind:
    "Variants of one architecture, and what the programs themselves were built for: process/wrong-architecture says that of the one that starts.",
  remedy: "Build each platform with `docker buildx build --platform`, which writes both.",
  examples: {
    bad: `
      # archive: index says linux/arm64
      FROM scratch
      CMD ["/app"]`,
    good: `
      # archive: index says linux/amd64
      FROM scratch
      CMD ["/app"]`,
  },
  references: [],

  *check(image) {
    const said = image.place?.platform ?? null
    const own = fromConfig(image)
    if (said === null || own === null) return
    const [index, config] = [normal(said), normal(own)]
    // What stands beside images, such as an attestation, is for an unknown platform.
    if ([index.os, index.architecture].some((part) => part === "" || part === "unknown")) return
    if (index.os === config.os && index.architecture === config.architecture) return
    yield {
      message: `The index says that this image is for ${show(platformText(said))}, and its config that it is for ${show(platformText(own))}.`,
      remedy:
        "Build it again for the platform that is right, `docker buildx build --platform linux/amd64,linux/arm64 .`; where manifests were joined by hand, correct the entry with `docker manifest annotate --os --arch`.",
      location: { kind: "config", key: "architecture" },
      identity: "platform",
    }
  },
})
