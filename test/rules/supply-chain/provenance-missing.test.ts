import provenanceMissing from "../../../src/rules/supply-chain/provenance-missing.ts"
import { testRule } from "../../support/rule.ts"

testRule(provenanceMissing, {
  catches: {
    "FROM scratch": "No provenance (SLSA) lies beside the image in the archive.",
    "# archive: sbom beside it\n# archive: signature beside it\nFROM scratch":
      "No provenance (SLSA) lies beside the image in the archive.",
  },
  ignores: [
    "# archive: provenance with the build argument A=B\nFROM scratch",
    "# archive: as docker 24 saved it\nFROM scratch",
  ],
})
