import { defineRule } from "../../model/index.ts"
import { besideOf, butOthers } from "../support/beside.ts"

export default defineRule({
  id: "supply-chain/provenance-missing",
  title: "Provenance lies beside the image",
  severity: "info",
  why: "Provenance says which builder made the image, from which commit and with which bases. Without it, whoever gets hold of the push credentials can put anything under your name, and nobody can tell.",
  decides:
    "The archive has an index, and none of the documents in it that are about this image is SLSA provenance, as BuildKit and cosign attach it. One that names another digest as its subject does not count.",
  blind:
    "What is attached in a registry only, and whether provenance is true. Archives without an index can't hold any, and are passed over.",
  remedy: "Build with `docker buildx build --provenance=mode=max`, and keep the image in the OCI form.",
  examples: {
    bad: `
      FROM scratch
      CMD ["/app"]`,
    good: `
      # archive: provenance with the build argument VERSION=1.2.3
      FROM scratch
      CMD ["/app"]`,
  },
  references: [],

  *check(image) {
    const found = besideOf(image, "provenance")
    if (found === null || found.own.length > 0) return
    yield {
      message: `No provenance (SLSA) lies beside the image in the archive${butOthers(found)}.`,
      remedy:
        "Build with `docker buildx build --provenance=mode=max --output type=oci,dest=image.tar .`; build arguments are recorded in it, so give secrets with `--secret`.",
      location: { kind: "image" },
      identity: "provenance",
    }
  },
})
