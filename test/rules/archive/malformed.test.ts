import { expect, test } from "vitest"
import malformed from "../../../src/rules/archive/malformed.ts"
import { auditDockerfile, findingsOf, testRule } from "../../support/rule.ts"

const FILE = "COPY <<EOF /app\napp\nEOF"
const CUT = `# archive: layer 0 cut short\n${FILE}`

testRule(malformed, { catches: {}, ignores: [FILE, `# archive: layer 0 left out\n${FILE}`] })

test("tells of a layer that ends too early, and leaves the audit incomplete", async () => {
  const [finding] = await findingsOf(malformed, CUT)
  expect(finding).toMatchObject({ severity: "high", location: { kind: "layer", layer: 0 } })
  expect(finding?.message).toMatch(/^Layer 0 .*ends too early.*\.$/)
  expect((await auditDockerfile(CUT)).verdict).toBe("incomplete")
})

test("tells of an oddity as mildly as the table of problems says, at its path", async () => {
  const [finding] = await findingsOf(malformed, `${FILE}\nRUN ln /app /b && rm /app`)
  expect(finding).toMatchObject({ severity: "low", location: { kind: "file", path: "/b" } })
})
