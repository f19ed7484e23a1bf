import { defineRule, type Image } from "../../model/index.ts"
import { BASE_NAME, isFromBase } from "../support/base-labels.ts"
import { isNamed } from "../support/image-name.ts"
import { list, show } from "../support/words.ts"

const MOST_SHOWN = 5

/** What the image's own label says, else its annotation; a label that the base has too is about the base's base. */
function baseName(image: Image): string {
  const { config, annotations, base } = image
  const label = isFromBase(image, BASE_NAME) ? "" : config.run.labels.get(BASE_NAME)
  return [label, annotations.get(BASE_NAME), base?.name].map((name) => (name ?? "").trim()).find(Boolean) ?? ""
}

export default defineRule({
  id: "policy/base-image",
  title: "The image is built on a base that its team allows",
  severity: "high",
  why: "Whoever keeps a few bases well patched can mend a hole in all images by building them again. An image on another base is one that nobody thinks of on that day.",
  decides:
    "The name in org.opencontainers.image.base.name, the image's own label or an annotation, against the patterns of `allowed`. `debian` is any tag of it, and the same as `docker.io/library/debian`. An image that names no base is a finding that says so: it may be any.",
  blind: "Whether the name is true: a label is what the build wrote. `--base FILE` proves which layers are a base's.",
  remedy: "Build on an allowed base, and let the build write its name into the label.",
  examples: {
    options: { allowed: ["debian:*-slim", "gcr.io/distroless/*"] },
    bad: `
      # With \`allowed: ["debian:*-slim", "gcr.io/distroless/*"]\`
      FROM scratch
      LABEL org.opencontainers.image.base.name="docker.io/library/ubuntu:26.04"`,
    good: `
      FROM scratch
      LABEL org.opencontainers.image.base.name="docker.io/library/debian:13-slim"`,
  },
  references: [],
  options: {
    allowed: {
      default: [],
      help: 'patterns of base images, with `*` for any text: `["debian:13*", "gcr.io/distroless/*"]`; none asks nothing',
    },
  },

  *check(image, { options: { allowed } }) {
    if (allowed.length === 0) return
    const name = baseName(image)
    if (name !== "" && isNamed(name, allowed)) return
    const wanted = `${list(allowed.slice(0, MOST_SHOWN).map(show))}${allowed.length > MOST_SHOWN ? " and more" : ""}`
    yield {
      message:
        name === ""
          ? `The image doesn't say what it was built on, and the settings allow only ${wanted}.`
          : `The image was built on ${show(name)}, and the settings allow only ${wanted}.`,
      remedy:
        name === ""
          ? `Say it in the Dockerfile: \`ARG BASE=debian:13-slim\`, \`FROM $BASE\`, \`ARG BASE\`, \`LABEL ${BASE_NAME}=$BASE\`; an image from scratch says \`scratch\`.`
          : `Change \`FROM\` to ${wanted}, or have this base allowed in the settings.`,
      location: image.config.run.labels.get(BASE_NAME) === name ? { kind: "label", key: BASE_NAME } : { kind: "image" },
      identity: "base",
    }
  },
})
