import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { audit } from "../../src/index.ts"
import { docker } from "../support/archive.ts"
import { githubToken } from "../support/made-up.ts"
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

const token = (): string => `GITHUB_TOKEN=${githubToken()}\n`

test("a thousand findings of a base don't push out the image's own", async () => {
  const base = tar(...numbers(1100).map((n) => ent(`a/${n}.env`, token())))
  const [below, path] = [join(folder, "base.tar"), join(folder, "on-base.tar")]
  writeFileSync(below, docker([base]))
  writeFileSync(path, docker([base, tar(ent("z/own.env", token()))]))
  const alone = await audit([below], { bases: [below], ownLayersOnly: true })
  expect(alone.verdict).toBe("pass")
  const { verdict, failures, images } = await audit([path], { bases: [below], ownLayersOnly: true })
  expect(images[0]?.findingsOmitted).toBe(100)
  expect([verdict, failures.length]).toEqual(["fail", 1])
})
