import { expect, test } from "vitest"
import { audit } from "../../../src/audit/index.ts"
import { docker } from "../../support/archive.ts"
import { ent, longName, tar } from "../../support/tar.ts"
import { withFile } from "../../support/read.ts"

/** A file at a path of any length. */
const file = (path: string, content: string): Buffer[] => [longName(path), ent("f", content)]

test("folders in folders, each with a copy of its own elsewhere, are added up once", async () => {
  const [depth, files] = [400, 8000]
  const folders = Array.from({ length: depth }, (_, index) => `x/${"d/".repeat(index + 1)}`)
  const bytes = docker([
    tar(
      ...folders.flatMap((folder, index) => {
        const content = `${index} `.repeat(2000)
        return [...file(`${folder}f${index}`, content), ent(`a${index}/f${index}`, content)]
      }),
      ...Array.from({ length: files }, (_, index) => file(`${folders.at(-1)}g${index}`, String(index))).flat(),
    ),
  ])
  const started = performance.now()
  const { images } = await withFile(bytes, (path) => audit([path], { jobs: 1, contents: false }))
  expect(images[0]?.size.files).toBe(2 * depth + files)
  expect(performance.now() - started).toBeLessThan(20_000)
})
