import { defineRule } from "../../model/index.ts"
import { BASE_DIGEST, BASE_NAME, isFromBase, said } from "../support/base-labels.ts"
import { show } from "../support/words.ts"

/** The tag of an image name; `latest` where it has none, null where a digest stands instead, or where it is no base at all. */
function movingTag(name: string): string | null {
  if (name.includes("@") || name === "scratch") return null
  const last = name.slice(name.lastIndexOf("/") + 1)
  const colon = last.indexOf(":")
  return colon < 0 ? "latest" : last.slice(colon + 1)
}

export default defineRule({
  id: "tag/mutable-base",
  title: "The base image is named by a version or a digest",
  severity: "low",
  why: "`latest` of a base is another image tomorrow. Who builds again gets other libraries without a changed line, and who looks back can't tell which ones were in the image.",
  decides:
    "The name in org.opencontainers.image.base.name, a label or an annotation: it ends in `:latest` or has no tag, and neither it nor org.opencontainers.image.base.digest holds a digest.",
  blind:
    "Images that do not name their base, which is base/unknown's to say; tags such as `22` that move within a version.",
  remedy: "Name a version in FROM, best with its digest: `FROM debian:13-slim@sha256:…`.",
  examples: {
    bad: `
      FROM scratch
      LABEL org.opencontainers.image.base.name="docker.io/library/debian:latest"`,
    good: `
      FROM scratch
      LABEL org.opencontainers.image.base.name="docker.io/library/debian:13-slim"`,
  },
  references: ["hadolint DL3006", "hadolint DL3007", "trivy DS-0001"],

  *check(image) {
    const name = said(image, BASE_NAME)
    // The label may be the base's own, about the base's base.
    if (name === "" || said(image, BASE_DIGEST) !== "" || isFromBase(image, BASE_NAME)) return
    if (movingTag(name) !== "latest") return
    yield {
      message: `The base image is ${show(name)}${name.endsWith(":latest") ? "" : ", without a tag"}, and no digest says which one that was.`,
      remedy:
        "Write the version into FROM, best with the digest that `docker buildx imagetools inspect` prints: `FROM debian:13-slim@sha256:…`.",
      location: image.config.run.labels.has(BASE_NAME) ? { kind: "label", key: BASE_NAME } : { kind: "image" },
      identity: "base",
    }
  },
})
