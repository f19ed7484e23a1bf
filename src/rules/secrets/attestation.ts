import { defineRule } from "../../model/index.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { describeSecret, remarkOf } from "../support/secrets/words.ts"
import { show } from "../support/words.ts"

export default defineRule({
  id: "secrets/attestation",
  title: "No credential stands in an attestation",
  severity: "high",
  why: "Provenance at `mode=max` records every build argument, the whole Dockerfile and the addresses of all sources. It is pushed beside the image, and nobody looks at it there but who searches for it.",
  decides:
    "Provenance and SBOM attestations in the archive, the Dockerfile that they carry in base64, and the metadata that docker save keeps beside each layer: build arguments, environment, addresses of materials, any text in the form of a credential.",
  blind: "Attestations that were pushed but not saved with the image.",
  remedy:
    "Give secrets to the build by `RUN --mount=type=secret`, which no attestation records; until then build with `--provenance=mode=min`. Revoke what was published.",
  examples: {
    bad: `
      # archive: provenance with the build argument NPM_TOKEN=w7Jt2qPzL0aXv9RkQ4sB1nYc
      FROM scratch
      CMD ["/app"]`,
    good: `
      # archive: provenance with the build argument VERSION=1.4.2
      FROM scratch
      CMD ["/app"]`,
  },
  references: [],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/attestation")) {
      const [place] = secret.places
      const { key, kind } = place!.location
      const what = kind === "attestation" ? "The attestation of the build" : "The archive's metadata of a layer"
      yield remarkOf(
        secret,
        `${what} holds ${describeSecret(secret, place!)}${key === undefined ? "" : `, at ${show(key)}`}.`,
        `Give it to the build by \`RUN --mount=type=secret\`, never as an argument, and build again. Everybody who can pull the image can read this one. ${secret.revoke}`,
      )
    }
  },
})
