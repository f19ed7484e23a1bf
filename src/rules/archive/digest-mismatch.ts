import { defineRule } from "../../model/index.ts"
import { problemRemarks } from "../support/problems.ts"

const REMEDY =
  "Save or copy the image again, and compare the digest with that of its registry. If it still differs, do not run it."

export default defineRule({
  id: "archive/digest-mismatch",
  title: "Every blob is what its digest says",
  severity: "critical",
  why: "A digest is the only proof that an image is the one that was built. Bytes that do not match it were damaged on the way, or exchanged: no runtime will take them, and no finding about them can be trusted.",
  decides:
    "SHA-256 or SHA-512 of every blob against its descriptor, of every uncompressed layer against its diff id in the config, and every size against the one declared.",
  blind:
    "Archives of docker save before version 25 name layers by ids that prove nothing: there only the diff ids are checked.",
  remedy: REMEDY,
  examples: {
    bad: `
      # archive: one byte of layer 0 changed
      FROM scratch
      COPY <<EOF /app
      app
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /app
      app
      EOF`,
  },
  references: [],
  check: (image) => problemRemarks(image, "archive/digest-mismatch", REMEDY),
})
