import mismatch from "../../../src/rules/platform/mismatch.ts"
import { testRule } from "../../support/rule.ts"

testRule(mismatch, {
  catches: {
    "# archive: index says linux/arm64\nFROM scratch":
      "The index says that this image is for linux/arm64, and its config that it is for linux/amd64.",
    "# archive: index says windows/amd64\nFROM scratch":
      "The index says that this image is for windows/amd64, and its config that it is for linux/amd64.",
    "# archive: index says linux/arm/v7\nFROM scratch":
      "The index says that this image is for linux/arm/v7, and its config that it is for linux/amd64.",
  },
  ignores: [
    "FROM scratch",
    "# archive: index says linux/amd64\nFROM scratch",
    "# archive: index says linux/amd64/v2\nFROM scratch",
    // Another name of the same.
    "# archive: index says linux/x86_64\nFROM scratch",
    "# archive: index says unknown/unknown\nFROM scratch",
    "# archive: index says linux/constructor\n# archive: as docker 24 saved it\nFROM scratch",
  ],
})
