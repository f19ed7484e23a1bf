import { defineRule } from "../../model/index.ts"
import { droppedHealthcheck } from "../support/healthcheck.ts"
import { locateField } from "../support/last-step.ts"

export default defineRule({
  id: "health/not-in-format",
  title: "The health check of the Dockerfile is kept in the image",
  severity: "info",
  why: "HEALTHCHECK is Docker's addition: the OCI format has no field for it, and Buildah and Podman drop it with no more than a warning. The Dockerfile looks right, and the container has no check all the same.",
  decides: "The image config has no `Healthcheck`, while the last HEALTHCHECK line of its history is not NONE.",
  blind: "A builder that drops the history line too.",
  remedy:
    "Build in Docker's format: `podman build --format docker`, `buildah build --format docker` or `BUILDAH_FORMAT=docker`.",
  examples: {
    bad: `
      # archive: health check dropped
      FROM scratch
      HEALTHCHECK CMD ["/app", "healthcheck"]
      CMD ["/app"]`,
    good: `
      FROM scratch
      HEALTHCHECK CMD ["/app", "healthcheck"]
      CMD ["/app"]`,
  },
  references: [],

  *check(image) {
    const step = droppedHealthcheck(image)
    if (step === undefined) return
    yield {
      message:
        "The Dockerfile has a HEALTHCHECK, and the image has not: its builder dropped it, for the OCI format knows none.",
      remedy:
        "Build in Docker's format, which keeps it: `podman build --format docker …`, or set `BUILDAH_FORMAT=docker`. Under Kubernetes, write it as a livenessProbe instead.",
      location: locateField("Healthcheck", step),
      identity: "Healthcheck",
    }
  },
})
