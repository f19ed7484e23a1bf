import { defineRule } from "../../model/index.ts"
import { problemRemarks } from "../support/problems.ts"

const REMEDY =
  "Build and save the image again; if it persists, report it to the maker of the tool that wrote the archive."

export default defineRule({
  id: "archive/malformed",
  title: "The archive is well-formed",
  severity: "high",
  why: "Readers disagree on what a damaged or odd archive holds: one sees a file where another stops. What a scanner read then need not be what a runtime runs.",
  decides:
    "Documents that can't be read, tar and compression streams that break or go on after their end, names that climb out of the root, duplicate or reserved names, links to nothing. What could be read is reported all the same.",
  blind: "Oddities that every reader treats alike.",
  remedy: REMEDY,
  examples: {
    bad: `
      # archive: layer 0 cut short
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
  check: (image) => problemRemarks(image, "archive/malformed", REMEDY),
})
