import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { digest, docker, oci } from "./support/archive.ts"
import { archivesWithFacts } from "./support/facts.ts"
import { ent, tar } from "./support/tar.ts"

// The report is a fact about the image: neither the number of threads nor the Node that runs it may show in it.
const ROOT = fileURLToPath(new URL("..", import.meta.url))
const PROGRAM = join(ROOT, "dist/bin.js")
const FIXTURES = [...archivesWithFacts(join(ROOT, "fixtures"))!.keys()]
const OTHER_NODES = (process.env["PLIMSOLL_NODES"] ?? "").split(":").filter((path) => path !== "")

const folder = mkdtempSync(join(tmpdir(), "plimsoll-same-report-"))
const large = ["large.tar", "large.oci.tar"].map((name) => join(folder, name))
afterAll(() => rmSync(folder, { recursive: true }))

/** Noise that is the same each time, so that nothing packs it away. */
function noise(bytes: number, seed: number): Buffer {
  const words = new Uint32Array(bytes / 4)
  let state = seed
  for (let index = 0; index < words.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    words[index] = state
  }
  return Buffer.from(words.buffer)
}

// Large enough for reading threads, and with layers whose order a race would show.
beforeAll(() => {
  const layers = [3, 14, 1, 8, 5].map((size, index) =>
    tar(
      ...Array.from({ length: 40 }, (_, file) =>
        ent(`srv/${index}/${file}`, noise(size * 32_768, index * 100 + (file % 37) + 1)),
      ),
      ...(index === 0 ? [] : [ent(`srv/${index - 1}/.wh.7`), ent(`srv/${index - 1}/8`, noise(4096, 9))]),
    ),
  )
  writeFileSync(large[0]!, docker(layers))
  writeFileSync(
    large[1]!,
    oci(
      layers.map((layer) => gzipSync(layer, { level: 1 })),
      { diffIds: layers.map(digest) },
    ),
  )
})

function report(inputs: readonly string[], node: string, ...options: string[]): string {
  const { status, stdout, stderr } = spawnSync(node, [PROGRAM, "audit", ...inputs, "--format", "json", ...options], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  })
  expect({ status, stderr }).toEqual({ status: expect.any(Number), stderr: expect.not.stringMatching(/^\s+at /m) })
  return stdout
}

describe.each([
  ["all of fixtures/", FIXTURES],
  ["a large docker archive", large.slice(0, 1)],
  ["a large OCI archive", large.slice(1)],
])("the report of %s", (_, inputs) => {
  test.each([1, 2, 4])("is the same with --jobs %d", (jobs) => {
    const usual = report(inputs, process.execPath)
    expect(JSON.parse(usual).images.length).toBeGreaterThan(0)
    expect(report(inputs, process.execPath, "--jobs", String(jobs))).toBe(usual)
  })

  if (OTHER_NODES.length === 0)
    test.skip("is the same on other Nodes: name them in PLIMSOLL_NODES, separated by colons", () => {})
  for (const node of OTHER_NODES)
    test(`is the same on ${execFileSync(node, ["--version"], { encoding: "utf8" }).trim()}`, () =>
      expect(report(inputs, node)).toBe(report(inputs, process.execPath)))
})
