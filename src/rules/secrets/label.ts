import { defineRule } from "../../model/index.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { holds, remarkOf } from "../support/secrets/words.ts"
import { show } from "../support/words.ts"

export default defineRule({
  id: "secrets/label",
  title: "No credential stands in a label or annotation",
  severity: "critical",
  why: "Labels and annotations are made to be read by others: registries show them on their pages, and orchestrators copy them into logs and metrics.",
  decides:
    "Labels of the image config, annotations of its manifest and of the descriptors that lead to it: credentials of a known form, passwords in URLs, literal values under names that announce a secret, also where they are encoded.",
  blind: "Passwords under names that announce nothing.",
  remedy: "Remove the label, and build again. Revoke what was published.",
  examples: {
    bad: `
      FROM scratch
      LABEL deploy.source=https://ci:vX3nq8Lw5tTz@git.corp.io/shop.git`,
    good: `
      FROM scratch
      LABEL deploy.source=https://git.corp.io/shop.git`,
  },
  references: ["CIS 4.10"],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/label")) {
      const [place] = secret.places
      const { key } = place!.location
      const isLabel = key === undefined || image.config.run.labels.has(key)
      const kind = isLabel ? "label" : "annotation"
      const line = key === undefined ? "it" : isLabel ? `\`LABEL ${show(key)}\`` : "the annotation"
      yield remarkOf(
        secret,
        `${key === undefined ? "A label" : `The ${kind} ${show(key)}`} ${holds(secret, { ...place!, givenTo: "" })}.`,
        `Remove ${line}, or say there only what everybody may know. ${secret.revoke}`,
      )
    }
  },
})
