import { defineRule, type Location } from "../../model/index.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { holds, remarkOf } from "../support/secrets/words.ts"

const WHAT: Readonly<Partial<Record<Location["kind"], string>>> = {
  attestation: "The attestation of the build",
  archive: "The archive's own record of a layer",
}

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
      const { kind } = place!.location
      yield remarkOf(
        secret,
        `${WHAT[kind] ?? "A field of the config that a builder added"} ${holds(secret, place!)}.`,
        `Give it to the build by \`RUN --mount=type=secret\`, never as an argument, and build again. ${secret.revoke}`,
      )
    }
  },
})
