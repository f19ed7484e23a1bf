import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { audit } from "../../src/index.ts"
import { docker } from "../support/archive.ts"
import { ent, tar } from "../support/tar.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
afterAll(() => rmSync(folder, { recursive: true }))

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

test("of very many duplicates and wasted files the largest are listed, and the rest is counted", async () => {
  const below = tar(
    ...numbers(1203).map((n) => ent(`copies/${n}`, "same")),
    ...numbers(10_005).map((n) => ent(`old/${n}`, String(n))),
  )
  const path = join(folder, "image.tar")
  writeFileSync(path, docker([below, tar(ent(".wh.old"))]))
  const [image] = (await audit([path])).images
  const listed = image?.waste.filter(({ cause }) => cause === "duplicate")
  expect(listed).toHaveLength(1000)
  expect(image?.duplicatesOmitted).toEqual({ items: 202, bytes: 808 })
  expect(image?.waste).toHaveLength(11_000)
  expect(image?.wasteOmitted).toEqual({ items: 5, bytes: 5 })
})
