import { defineRule } from "../../model/index.ts"
import { lastStep, locateField } from "../support/last-step.ts"

export default defineRule({
  id: "health/disabled",
  title: "The health check is not switched off",
  severity: "medium",
  why: "`HEALTHCHECK NONE` removes also the check that the base image brought. A process that hangs then looks alive for ever.",
  decides: '`Healthcheck.Test` of the image config is `["NONE"]`.',
  blind: "A check that does nothing, such as `CMD true`.",
  remedy: "Replace `HEALTHCHECK NONE` by a check of your own, or remove the line to keep the base image's.",
  examples: {
    bad: `
      FROM scratch
      HEALTHCHECK NONE
      CMD ["/app"]`,
    good: `
      FROM scratch
      HEALTHCHECK CMD ["/app", "healthcheck"]
      CMD ["/app"]`,
  },
  references: ["CIS 4.6"],

  *check(image) {
    if (image.config.run.healthcheck?.test[0]?.toUpperCase() !== "NONE") return
    yield {
      message: "The health check is switched off: HEALTHCHECK is NONE.",
      remedy:
        'Replace `HEALTHCHECK NONE` by a check of your own: `HEALTHCHECK --interval=30s --timeout=3s CMD ["/app", "healthcheck"]`; or remove the line to keep the base image\'s.',
      location: locateField("Healthcheck", lastStep(image, "HEALTHCHECK")),
      identity: "Healthcheck",
    }
  },
})
