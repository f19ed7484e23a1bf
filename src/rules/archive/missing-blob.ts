import { defineRule } from "../../model/index.ts"
import { problemRemarks } from "../support/problems.ts"

const REMEDY =
  "Save the image again with all its layers: pull it for this platform first (`docker pull --platform …`), then `docker save`."

const REMEDIES = {
  "encrypted-layer":
    "Audit the image before it is encrypted, or decrypt a copy: `skopeo copy --decryption-key key.pem …`.",
  "foreign-layer":
    "No client saves a layer that lives elsewhere. Build on a base that is wholly in a registry, or count this layer as not audited.",
}

export default defineRule({
  id: "archive/missing-blob",
  title: "Every blob that the image names is there",
  severity: "high",
  why: "An image with a hole can't run, and what lies in the hole can't be audited: a clean report on the rest says nothing about it.",
  decides:
    "Manifests, configs and layers that are named and not in the archive, also layers that live elsewhere or are encrypted.",
  blind: "Blobs of platforms that the archive leaves out altogether: they are noted beside the input.",
  remedy: REMEDY,
  examples: {
    bad: `
      # archive: layer 0 left out
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
  check: (image) => problemRemarks(image, "archive/missing-blob", REMEDY, REMEDIES),
})
