import { defineRule } from "../../model/index.ts"
import { LABEL_FORMS } from "../support/labels.ts"
import { show } from "../support/words.ts"

export default defineRule({
  id: "labels/invalid",
  title: "Labels have the form that tools expect",
  severity: "low",
  why: "A label in a form of its own is read by nobody: a version that can't be compared, a source that is no link, a licence that no scanner knows.",
  decides: `The form of these labels where they are set: ${LABEL_FORMS.map(({ key, form }) => `${key} (${form})`).join(", ")}.`,
  blind:
    "Whether the link leads anywhere, the commit exists or the licence is the right one. A version may have a leading `v`, and leading zeros as calendar versions do.",
  remedy: "Write the label as the OCI image specification says.",
  examples: {
    bad: `
      FROM scratch
      LABEL org.opencontainers.image.version="latest"
      CMD ["/app"]`,
    good: `
      FROM scratch
      LABEL org.opencontainers.image.version="v1.2.3-rc.1"
      CMD ["/app"]`,
  },
  references: [],

  *check({ config }) {
    for (const { key, form, isValid, advice } of LABEL_FORMS) {
      const value = config.run.labels.get(key)
      if (value === undefined || value.trim() === "" || isValid(value)) continue
      yield {
        message: `The label ${key} is not ${form}: ${show(value)}.`,
        remedy: `Write ${advice(value)}.`,
        location: { kind: "label", key },
      }
    }
  },
})
