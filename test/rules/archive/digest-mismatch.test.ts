import { expect, test } from "vitest"
import digestMismatch from "../../../src/rules/archive/digest-mismatch.ts"
import { auditDockerfile, findingsOf, testRule } from "../../support/rule.ts"

const CHANGED = "# archive: one byte of layer 0 changed\nCOPY <<EOF /app\napp\nEOF"

testRule(digestMismatch, {
  catches: {},
  ignores: ["COPY <<EOF /app\napp\nEOF", "# archive: layer 0 left out\nCOPY <<EOF /app\napp\nEOF"],
})

test("tells of both digests of a changed layer, critically, and leaves the audit incomplete", async () => {
  const findings = await findingsOf(digestMismatch, CHANGED)
  const locations = findings.map(({ severity, location }) => [severity, location.kind, location.layer])
  expect(locations).toEqual([
    ["critical", "layer", 0],
    ["critical", "layer", 0],
  ])
  expect(findings[0]?.message).toMatch(/^Layer 0 .*hash.*\.$/)
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2)
  expect((await auditDockerfile(CHANGED)).verdict).toBe("incomplete")
})
