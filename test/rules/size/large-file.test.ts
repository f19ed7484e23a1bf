import { expect, test } from "vitest"
import largeFile from "../../../src/rules/size/large-file.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(largeFile, {
  catches: {
    "COPY --size=60MB /srv/model.onnx\nCOPY --size=20MB /srv/app":
      "/srv/model.onnx is 60 MB, 75 % of what a container sees, from layer 0 (COPY model.onnx /srv/model.onnx).",
  },
  ignores: [
    "COPY --size=49MB /srv/a",
    "COPY --size=50MB /srv/a\nRUN rm /srv/a",
    // What size/package-cache tells.
    "COPY --size=60MB /var/cache/apt/archives/openjdk-17-jdk_17.0.19_amd64.deb",
    "ENV PIP_CACHE_DIR=/cache\nCOPY --size=60MB /cache/http/1",
  ],
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

test("what a package brought is left out of what is installed, not out of a COPY", async () => {
  const [finding] = await findingsOf(
    largeFile,
    "COPY --size=60MB /usr/lib/libLLVM.so\nCOPY <<EOF /var/lib/dpkg/status\nPackage: libllvm15\nStatus: install ok installed\nVersion: 1:15\nEOF\nCOPY <<EOF /var/lib/dpkg/info/libllvm15.list\n/usr/lib/libLLVM.so\nEOF",
  )
  expect(finding?.message).toContain("part of Debian package libllvm15 1:15")
  expect(finding?.remedy).toBe(
    "It comes with Debian package libllvm15 1:15: where that is not needed at run time, leave it out of what is installed.",
  )
})
