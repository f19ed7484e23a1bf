import { defineRule } from "../../model/index.ts"
import { problemRemarks } from "../support/problems.ts"

const REMEDY = "Save the image into a new file or an empty folder instead of one that was used before."

export default defineRule({
  id: "archive/unreferenced-blob",
  title: "The archive holds nothing that no image needs",
  severity: "low",
  why: "Bytes that no manifest names are shipped and audited by nobody. They may be left over from an earlier image, with all that was in it.",
  decides: "Blobs in the archive that can be reached from no manifest.",
  blind: "What such a blob holds.",
  remedy: REMEDY,
  examples: {
    bad: `
      # archive: a blob added that nothing names
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
  check: (image) => problemRemarks(image, "archive/unreferenced-blob", REMEDY),
})
