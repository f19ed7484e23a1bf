import { defineRule } from "../../model/index.ts"
import { show } from "../support/words.ts"

/** The tag of a name, or the end of the digest that stands instead; `latest` where it has neither, as every client reads it. */
function tagOf(name: string): string {
  const last = name.slice(name.lastIndexOf("/") + 1)
  const colon = last.lastIndexOf(":")
  if (colon >= 0) return last.slice(colon + 1)
  // A bare word is a tag alone, as OCI layouts write it.
  return name.includes("/") ? "latest" : name
}

export default defineRule({
  id: "tag/latest",
  title: "The image has a name that tells its version",
  severity: "medium",
  why: "`latest` is whatever was pushed last. A node that pulls it tomorrow may run other code than its neighbour, and there is nothing to roll back to.",
  decides: "Every name that the archive gives to the image ends in `:latest`, or it gives none.",
  blind: "Names that are given when the image is pushed.",
  remedy: "Tag the image with its version: `docker build --tag example/app:1.2.3 .`",
  examples: {
    bad: `
      # archive: name example/app:latest
      FROM scratch
      CMD ["/app"]`,
    good: `
      # archive: names example/app:latest example/app:1.2.3
      FROM scratch
      CMD ["/app"]`,
  },
  references: ["CIS 4.2", "dockle DKL-DI-0006", "hadolint DL3007", "trivy DS-0001"],

  *check({ names }) {
    if (names.some((name) => tagOf(name) !== "latest")) return
    yield {
      message:
        names.length === 0
          ? "The archive gives the image no name."
          : `The image has no other name than ${show(names.join(", "))}.`,
      remedy:
        "Build and save it under its version: `docker build --tag example/app:1.2.3 .`, then `docker save example/app:1.2.3`.",
      location: { kind: "image" },
      identity: "tag",
    }
  },
})
