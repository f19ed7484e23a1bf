import type { Image } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { BASE_DIGEST, BASE_NAME, said } from "../support/base-labels.ts"

/** How the base was told from the rest; a guess is one for the reader to judge. */
function guessOf({ base }: Image): string {
  if (base?.known !== "guessed" || base.layers === 0) return ""
  const layers = base.layers === 1 ? "layer 0 is" : `the first ${base.layers} layers are`
  return `; that ${layers} the base's is a guess from the history`
}

/** A base image itself is one tree, or says so by its few steps; an image of a distribution's files and one's own has both. */
const isBuiltOnSomething = ({ os, config }: Image): boolean => os !== null && config.diffIds.length > 1

export default defineRule({
  id: "base/unknown",
  title: "The image says what it was built on",
  severity: "info",
  why: "When a base is found to have a hole, somebody must tell which images stand on it. Without a name or a digest the answer is a search through build logs, if they are still there.",
  decides:
    "The image has a distribution and more than one layer, neither labels nor annotations name its base (org.opencontainers.image.base.name, .base.digest), no provenance lies beside it, and no archive of the base was given. Images from scratch have no base to name.",
  blind: "Provenance that lies beside the image elsewhere.",
  remedy: "Label the image with the name and the digest of its base.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /etc/os-release
      ID=debian
      EOF
      COPY <<EOF /app
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /etc/os-release
      ID=debian
      EOF
      COPY <<EOF /app
      EOF
      LABEL org.opencontainers.image.base.name="docker.io/library/debian:13-slim"`,
  },
  references: [],

  *check(image) {
    if (image.config.platform.os === "windows" || !isBuiltOnSomething(image)) return
    if (image.base?.known === "given" || said(image, BASE_NAME) !== "" || said(image, BASE_DIGEST) !== "") return
    if (image.attestations.some(({ predicateType }) => predicateType.startsWith("https://slsa.dev/provenance/"))) return
    yield {
      message: `The image doesn't say what it was built on${guessOf(image)}.`,
      remedy: `Say it in the Dockerfile, of your own base: \`ARG BASE=debian:13-slim\`, \`FROM $BASE\`, \`ARG BASE\`, \`LABEL ${BASE_NAME}=$BASE\`; with its digest, \`debian:13-slim@sha256:…\`, it is exact. To have this archive audited against its base, give that one with \`--base\`.`,
      location: { kind: "image" },
      identity: "base",
    }
  },
})
