import { defineRule } from "../../model/index.ts"
import { besideOf, butOthers } from "../support/beside.ts"

export default defineRule({
  id: "supply-chain/unsigned",
  title: "A signature lies beside the image",
  severity: "info",
  why: "A cluster that admits only signed images can't be made to run what an intruder pushed. A signature that travels with the archive works without a registry too.",
  decides:
    "The archive has an index, and none of the documents in it that are about this image, or about an index that leads to it, is a signature of cosign, Sigstore or Notation.",
  blind:
    "Signatures in a registry only, and whether a signature is valid: no key is at hand. Archives without an index can't hold any, and are passed over.",
  remedy: "Sign the image with cosign or Notation after the push, and save it with its signatures.",
  examples: {
    bad: `
      FROM scratch
      CMD ["/app"]`,
    good: `
      # archive: signature beside it
      FROM scratch
      CMD ["/app"]`,
  },
  references: ["CIS 4.5"],

  *check(image) {
    const found = besideOf(image, "signature")
    if (found === null || found.own.length > 0) return
    yield {
      message: `No signature lies beside the image in the archive${butOthers(found)}.`,
      remedy:
        "Sign it by its digest, `cosign sign example/app@sha256:…` or `notation sign`, and save it with `cosign save --dir layout` where the signature is to travel along.",
      location: { kind: "image" },
      identity: "signature",
    }
  },
})
