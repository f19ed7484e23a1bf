import type { Baseline, BaselineImage, ReportImage } from "../../model/index.ts"

/** The entry of a baseline that is for an image: of its repository and platform. */
export function knownImage(baseline: Baseline, image: ReportImage): BaselineImage | null {
  const platform = [image.platform.os, image.platform.architecture, image.platform.variant].filter(Boolean).join("/")
  return baseline.images.find((one) => one.platform === platform) ?? null
}

/** What a baseline would say of an image. */
export const baselineImageOf = (image: ReportImage): BaselineImage => ({
  name: image.names[0] ?? "",
  platform: [image.platform.os, image.platform.architecture, image.platform.variant].filter(Boolean).join("/"),
  version: null,
  sizes: {},
  parts: {},
  accepted: [],
  growth: [],
})
