import type { Image, Remark } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { describeLayer, locate } from "../support/step.ts"
import { show } from "../support/words.ts"

/** OCI image-spec, layer.md, non-distributable layers; Docker's image manifest v2, schema 2, foreign layers. */
const FOREIGN = /\.nondistributable\.|\.foreign\./

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

/** A layer that a manifest says is to be had elsewhere. */
interface Elsewhere {
  readonly layer: number
  readonly isForeign: boolean
  readonly urls: readonly string[]
}

function elsewhere({ documents, layers }: Image): Elsewhere[] {
  const found = new Map<number, Elsewhere>()
  for (const { name, json } of documents) {
    const list = name.startsWith("manifest ") && isRecord(json) ? json["layers"] : undefined
    for (const [layer, descriptor] of (Array.isArray(list) ? list : []).slice(0, layers.length).entries()) {
      if (!isRecord(descriptor)) continue
      const { mediaType, urls } = descriptor
      const texts = Array.isArray(urls) ? urls.filter((url): url is string => typeof url === "string") : []
      const isForeign = typeof mediaType === "string" && FOREIGN.test(mediaType)
      if (isForeign || texts.length > 0) found.set(layer, { layer, isForeign, urls: texts })
    }
  }
  return [...found.values()]
}

/** The host alone: the rest is long, and the host is what must answer. */
const hostOf = (url: string): string => (URL.canParse(url) ? show(new URL(url).host || url) : show(url))

function remark(image: Image, { layer, isForeign, urls }: Elsewhere): Remark {
  const [first = ""] = urls
  const where = first === "" ? "elsewhere" : `from ${hostOf(first)}`
  const more = urls.length > 1 ? ` and ${urls.length - 1} more` : ""
  const name = `L${describeLayer(image, layer).slice(1)}`
  return {
    message: isForeign
      ? `${name} is a foreign layer: a registry doesn't keep it, and whoever pulls the image fetches it ${where}${more}.`
      : `${name} may be fetched ${where}${more}, not from the image's registry.`,
    remedy:
      "Build without foreign layers: `docker buildx build --output type=image,prefer-nondist-layers=false`, on a base that is wholly in a registry.",
    location: locate(image, { kind: "layer", layer }),
    // Windows' own bases were long made so.
    severity: image.config.platform.os === "windows" ? "info" : isForeign ? "medium" : "low",
    identity: first,
  }
}

export default defineRule({
  id: "supply-chain/foreign-layer",
  title: "Every layer comes from the image's registry",
  severity: "medium",
  why: "A layer that lives elsewhere is fetched from a host that somebody named in the manifest, by every node that pulls the image. When that host is gone or blocked, the image does not start; clients have sent it registry credentials before.",
  decides:
    "Layers in the manifest with a foreign or nondistributable media type, or with `urls`. Low where only `urls` are there, info in Windows images.",
  blind: "Archives without a manifest of their own, as `docker save` wrote them before version 25.",
  remedy: "Build on a base that is wholly in a registry.",
  examples: {
    bad: `
      # archive: layer 0 is to be had at https://layers.example.com/base.tar
      FROM scratch
      COPY <<EOF /app
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /app
      EOF`,
  },
  references: [],

  *check(image) {
    for (const layer of elsewhere(image)) yield remark(image, layer)
  },
})
