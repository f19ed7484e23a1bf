import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { audit } from "../../../src/audit/index.ts"
import sbomMissing from "../../../src/rules/supply-chain/sbom-missing.ts"
import { testRule } from "../../support/rule.ts"

const fixture = (name: string): string => fileURLToPath(new URL(`../../../fixtures/${name}`, import.meta.url))

testRule(sbomMissing, {
  catches: {
    "FROM scratch": "No bill of materials (SPDX or CycloneDX) lies beside the image in the archive.",
    "# archive: provenance with the build argument A=B\n# archive: signature beside it\nFROM scratch":
      "No bill of materials (SPDX or CycloneDX) lies beside the image in the archive.",
    "# archive: sbom beside it, of another image\nFROM scratch": `No bill of materials (SPDX or CycloneDX) lies beside the image in the archive; there is one, but it is about sha256:${"0".repeat(64)}.`,
  },
  ignores: [
    "# archive: sbom beside it\nFROM scratch",
    "# archive: sbom beside it, of another image\n# archive: sbom beside it\nFROM scratch",
    // Such an archive can't hold any.
    "# archive: as docker 24 saved it\nFROM scratch",
  ],
})

const rulesOf = async (name: string): Promise<string[][]> => {
  const { images } = await audit([fixture(name)])
  return images.map(({ findings }) =>
    findings.map(({ rule }) => rule).filter((rule) => /^supply-chain\/(?:sbom|prov|uns)/.test(rule)),
  )
}

test("what cosign saved about an index is about each image of it", async () => {
  const images = await rulesOf("signed-multi.cosign-save-layout")
  expect(images.length).toBeGreaterThan(1)
  for (const rules of images) expect(rules).not.toContain("supply-chain/unsigned")
})

test("what BuildKit attached to each image is about that one", async () => {
  const images = await rulesOf("multi.buildx-oci-provenance.oci.tar")
  expect(images.length).toBeGreaterThan(1)
  for (const rules of images) expect(rules).toEqual(["supply-chain/sbom-missing", "supply-chain/unsigned"])
})
