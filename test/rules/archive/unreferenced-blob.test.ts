import { expect, test } from "vitest"
import unreferencedBlob from "../../../src/rules/archive/unreferenced-blob.ts"
import { auditDockerfile, findingsOf, testRule } from "../../support/rule.ts"

const FILE = "COPY <<EOF /app\napp\nEOF"
const STRAY = `# archive: a blob added that nothing names\n${FILE}`

testRule(unreferencedBlob, { catches: {}, ignores: [FILE] })

test("tells of bytes that nothing names, mildly: the image itself was read whole", async () => {
  const [finding, ...more] = await findingsOf(unreferencedBlob, STRAY)
  expect(finding).toMatchObject({ severity: "low", location: { kind: "archive" } })
  expect(finding?.message).toContain("5 bytes")
  expect(more).toEqual([])
  expect((await auditDockerfile(STRAY)).inputs[0]?.complete).toBe(true)
})
