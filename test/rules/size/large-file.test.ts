import { expect, test } from "vitest"
import largeFile from "../../../src/rules/size/large-file.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(largeFile, {
  catches: {
    "COPY --size=60MB /srv/model.onnx\nCOPY --size=20MB /srv/app":
      "/srv/model.onnx is 60 MB, 75 % of what a container sees, from layer 0 (COPY model.onnx /srv/model.onnx).",
  },
  ignores: ["COPY --size=49MB /srv/a", "COPY --size=50MB /srv/a\nRUN rm /srv/a"],
})

test("the remedy fits what the file is", async () => {
  const findings = await findingsOf(
    largeFile,
    "COPY --size=50MB /srv/model.onnx\nCOPY --size=51MB --chmod=755 /srv/app",
  )
  expect(findings.map(({ severity, bytes, location }) => [severity, bytes, location.path])).toEqual([
    ["info", 51_000_000, "/srv/app"],
    ["info", 50_000_000, "/srv/model.onnx"],
  ])
  expect(findings[0]?.remedy).toContain("strip")
  expect(findings[1]?.remedy).toContain("mount it as a volume")
})
