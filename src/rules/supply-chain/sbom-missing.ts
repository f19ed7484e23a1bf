import { defineRule } from "../../model/index.ts"
import { besideOf, butOthers } from "../support/beside.ts"

export default defineRule({
  id: "supply-chain/sbom-missing",
  title: "A bill of materials lies beside the image",
  severity: "info",
  why: "When a library is found to have a hole, a bill of materials tells in seconds which images have it, also for what no scanner recognises in the finished image: what was linked in, or built from source.",
  decides:
    "The archive has an index, and none of the documents in it that are about this image is a bill of materials: SPDX, CycloneDX or Syft's own, as BuildKit and cosign attach them. One that names another digest as its subject does not count.",
  blind: "What is attached in a registry only. Archives without an index can't hold any, and are passed over.",
  remedy: "Build with `docker buildx build --sbom=true`, and keep the image in the OCI form.",
  examples: {
    bad: `
      FROM scratch
      CMD ["/app"]`,
    good: `
      # archive: sbom beside it
      FROM scratch
      CMD ["/app"]`,
  },
  references: [],

  *check(image) {
    const found = besideOf(image, "sbom")
    if (found === null || found.own.length > 0) return
    yield {
      message: `No bill of materials (SPDX or CycloneDX) lies beside the image in the archive${butOthers(found)}.`,
      remedy:
        "Build with `docker buildx build --sbom=true --output type=oci,dest=image.tar .`, or attach one with `cosign attest --type spdxjson`.",
      location: { kind: "image" },
      identity: "sbom",
    }
  },
})
