import { expect, test } from "vitest"
import { audit } from "../../../src/audit/index.ts"
import missingBlob from "../../../src/rules/archive/missing-blob.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const FILE = "COPY <<EOF /app\napp\nEOF"

testRule(missingBlob, { catches: {}, ignores: [FILE, `# archive: layer 0 cut short\n${FILE}`] })

test("names the layer that is not there", async () => {
  const findings = await findingsOf(missingBlob, `# archive: layer 1 left out\n${FILE}\nCOPY <<EOF /b\nb\nEOF`)
  expect(findings.map(({ severity, location }) => [severity, location])).toEqual([
    ["high", { kind: "layer", layer: 1 }],
  ])
  expect(findings[0]?.message).toMatch(/^Layer 1 .*not in the archive.*\.$/)
})

test("asks for nothing that can't be done about a layer that lives elsewhere", async () => {
  const { images } = await audit(["fixtures/syn-windows-foreign.oci.tar"])
  const finding = images[0]!.findings.find(({ rule }) => rule === missingBlob.id)
  expect(finding?.message).toMatch(/^Layer 0 .*lives elsewhere/)
  expect(finding?.remedy).toMatch(/^No client saves a layer that lives elsewhere\./)
})
