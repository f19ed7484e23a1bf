import { expect, test } from "vitest"
import { audit } from "../../../src/audit/index.ts"
import digestMismatch from "../../../src/rules/archive/digest-mismatch.ts"
import { auditDockerfile, findingsOf, testRule } from "../../support/rule.ts"

const CHANGED = "# archive: one byte of layer 0 changed\nCOPY <<EOF /app\napp\nEOF"

testRule(digestMismatch, {
  catches: {},
  ignores: ["COPY <<EOF /app\napp\nEOF", "# archive: layer 0 left out\nCOPY <<EOF /app\napp\nEOF"],
})

test("tells once of a changed layer, critically, and leaves the audit incomplete", async () => {
  const findings = await findingsOf(digestMismatch, CHANGED)
  expect(findings.map(({ severity, location }) => [severity, location])).toEqual([
    ["critical", { kind: "layer", layer: 0 }],
  ])
  expect(findings[0]?.message).toMatch(
    /^Layer 0 \(sha256:\w+\): its bytes hash to .*; save the image again and compare; its diff id can't be right either\.$/,
  )
  expect((await auditDockerfile(CHANGED)).verdict).toBe("incomplete")
})

test("each changed layer is told of, whichever form the archive has", async () => {
  const text = `# archive: as docker 24 saved it\n# archive: one byte of layer 1 changed\n${CHANGED}\nCOPY <<EOF /b\nb\nEOF`
  const findings = await findingsOf(digestMismatch, text)
  expect(findings.map(({ location }) => location.layer)).toEqual([0, 1])
})

test("what is wrong with its size and both digests is one cause", async () => {
  const { images } = await audit(["fixtures/syn-digest-mismatch.oci.tar"])
  const findings = images[0]!.findings.filter(({ rule }) => rule === digestMismatch.id)
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Layer 1 .*; its size and its diff id can't be right either\.$/),
  ])
})
