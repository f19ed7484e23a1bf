import { mkdtempSync, rmSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import unknown from "../../../src/rules/base/unknown.ts"
import { dockerfile } from "../../support/dockerfile.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const os = "COPY <<EOF /etc/os-release\nID=debian\nEOF"
const early = "# created: 2025-12-10T00:00:00Z"
const late = "# created: 2026-03-01T00:00:00Z"
const app = "COPY <<EOF /app\nEOF"

testRule(unknown, {
  catches: {
    [`${os}\n${app}`]: "The image doesn't say what it was built on.",
    [`${os}\n${app}\nLABEL org.opencontainers.image.base.name=" "`]: "The image doesn't say what it was built on.",
    [`${early}\n${os}\nCMD ["bash"]\n${late}\n${app}`]:
      "The image doesn't say what it was built on; that layer 0 is the base's is a guess from the history.",
    [`${early}\n${os}\n${app}\nCMD ["bash"]\n${late}\n${app}`]:
      "The image doesn't say what it was built on; that the first 2 layers are the base's is a guess from the history.",
  },
  ignores: [
    "FROM scratch",
    // From scratch, with two layers.
    `${app}\n${app}`,
    // The image of a distribution itself.
    os,
    `${os}\n${app}\nLABEL org.opencontainers.image.base.name=debian`,
    `${os}\n${app}\nLABEL org.opencontainers.image.base.digest=sha256:${"0".repeat(64)}`,
    `# archive: provenance with the build argument A=B\n${os}\n${app}`,
    `FROM --platform=windows/amd64 scratch\n${os}\n${app}`,
  ],
})

const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test("a base whose archive was given is known", async () => {
  const bases = [join(folder, "base.tar")]
  await writeFile(bases[0]!, await dockerfile(os))
  expect(await findingsOf(unknown, `${os}\n${app}`, { bases })).toEqual([])
  expect(await findingsOf(unknown, `${app}\n${os}`, { bases })).toHaveLength(1)
})
