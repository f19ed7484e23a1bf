import unsigned from "../../../src/rules/supply-chain/unsigned.ts"
import { testRule } from "../../support/rule.ts"

testRule(unsigned, {
  catches: {
    "FROM scratch": "No signature lies beside the image in the archive.",
    "# archive: sbom beside it\n# archive: provenance with the build argument A=B\nFROM scratch":
      "No signature lies beside the image in the archive.",
    // The payload names its image where no tag and no subject does.
    "# archive: signature beside it, of another image\nFROM scratch": `No signature lies beside the image in the archive; there is one, but it is about sha256:${"0".repeat(64)}.`,
  },
  ignores: ["# archive: signature beside it\nFROM scratch", "# archive: as docker 24 saved it\nFROM scratch"],
})
