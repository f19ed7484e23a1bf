import { defineRule } from "../../model/index.ts"
import { REQUIRED_LABELS } from "../support/labels.ts"
import { list } from "../support/words.ts"

export default defineRule({
  id: "labels/missing",
  title: "The image says what it is",
  severity: "low",
  why: "At three in the morning somebody has a container and asks which code runs in it, from which repository, under which licence. The labels of the OCI image specification answer, and registries, dependency bots and scanners read them.",
  decides: `Labels of the image config that are absent or blank, of: ${[...REQUIRED_LABELS.keys()].join(", ")}.`,
  blind:
    "Annotations of the manifest, which are lost as soon as the image is loaded; whether what a label says is true.",
  remedy: "Write the labels that never change into the Dockerfile, and pass the others from the build.",
  examples: {
    bad: `
      FROM scratch
      LABEL org.opencontainers.image.title="app"
      CMD ["/app"]`,
    good: `
      FROM scratch
      LABEL org.opencontainers.image.title="app" \\
            org.opencontainers.image.description="Answers on port 8080" \\
            org.opencontainers.image.version="1.2.3" \\
            org.opencontainers.image.revision="8d2b1d0f6f9f0c6a6a1e7b8b2f3f5c1f1f0e9d8c" \\
            org.opencontainers.image.source="https://github.com/example/app" \\
            org.opencontainers.image.created="2026-01-31T12:00:00Z" \\
            org.opencontainers.image.licenses="MIT"
      CMD ["/app"]`,
  },
  references: [],

  *check({ config }) {
    const missing = [...REQUIRED_LABELS].filter(([key]) => (config.run.labels.get(key) ?? "").trim() === "")
    if (missing.length === 0) return
    const names = missing.map(([key]) => key.slice("org.opencontainers.image.".length))
    const [is, few] =
      names.length === 1 ? ["is", "a label"] : ["are", `${names.length} of ${REQUIRED_LABELS.size} labels`]
    yield {
      message: `The image lacks ${few}: org.opencontainers.image.${list(names)} ${is} not set.`,
      remedy: `Add \`LABEL ${missing.map(([key, value]) => `${key}=${value}`).join(" ")}\`, with \`ARG\` lines for what the build knows.`,
      location: { kind: "label" },
      identity: "labels",
    }
  },
})
