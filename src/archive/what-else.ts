import type { Container } from "./container.ts"
import type { OtherLeaf } from "./plan.ts"

const NEXT =
  "give it what `docker save`, `podman save`, `skopeo copy` or `docker buildx build --output type=oci` writes"

/** What an input without any image is instead, and what to do: the worst message is one that only says no. */
export function whatElse(container: Container, others: readonly OtherLeaf[]): string {
  const { members } = container
  const names = [...members.keys()]
  if (names.length === 0) return `it holds nothing; ${NEXT}`
  const kinds = ["artifact", "attestation", "signature"].filter((kind) => others.some((leaf) => leaf.kind === kind))
  if (kinds.length > 0) return `it holds ${kinds.map((kind) => `${kind}s`).join(" and ")}, but no image; ${NEXT}`
  if (members.has("manifest.json")) return `its manifest.json names no image; save the image again, by name`
  if (members.has("index.json")) return `its index.json names no image; copy an image into the layout first`
  if (members.has("repositories"))
    return "it was saved by a Docker older than 1.10; load it and save it again with a newer one"
  if (names.some((name) => /^(?:etc|bin|usr|lib|var)(?:\/|$)/.test(name)))
    return `it is a file system (a bare layer, or from \`docker export\`), not an image: config and layers are lost; ${NEXT}`
  return `it has neither a manifest.json nor an index.json, so it is no image archive; ${NEXT}`
}
