import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { audit } from "../../src/index.ts"
import { docker } from "../support/archive.ts"
import { githubToken } from "../support/made-up.ts"
import { ent, hard, tar } from "../support/tar.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
afterAll(() => rmSync(folder, { recursive: true }))

function archive(...layers: readonly (readonly Buffer[])[]): string {
  const path = join(folder, `${readdirSync(folder).length}.tar`)
  writeFileSync(path, docker(layers.map((entries) => tar(...entries))))
  return path
}

test("lists what a container sees where it is asked to, with the layer that holds it", async () => {
  const path = archive(
    [ent("etc/a", "12"), ent("etc/gone", "123"), ent("b", "1")],
    [ent("b", "1234"), ent("etc/.wh.gone")],
  )
  const [image] = (await audit([path], { files: true })).images
  expect(image?.files).toEqual([
    { path: "/b", bytes: 4, layer: 1, package: null },
    { path: "/etc/a", bytes: 2, layer: 0, package: null },
  ])
  expect((await audit([path])).images[0]).not.toHaveProperty("files")
})

test("counts the bytes of a file of several names once, at its first", async () => {
  const [image] = (await audit([archive([ent("b", "1234"), hard("a", "b"), hard("c", "b")])], { files: true })).images
  expect(image?.files).toEqual([
    { path: "/a", bytes: 4, layer: 0, package: null },
    { path: "/b", bytes: 0, layer: 0, package: null, sameAs: "/a" },
    { path: "/c", bytes: 0, layer: 0, package: null, sameAs: "/a" },
  ])
})

test("says whose a file is", async () => {
  const path = archive([
    ent("app/node_modules/left-pad/package.json", '{"name":"left-pad","version":"1.3.0"}'),
    ent("app/node_modules/left-pad/index.js", "1234"),
    ent("app/own.js", "1"),
  ])
  const [image] = (await audit([path], { files: true })).images
  const owners = image?.files?.map(({ path: name, package: at }) => [
    name,
    at === null ? null : image.packages[at]?.name,
  ])
  expect(owners).toEqual([
    ["/app/node_modules/left-pad/index.js", "left-pad"],
    ["/app/node_modules/left-pad/package.json", "left-pad"],
    ["/app/own.js", null],
  ])
})

test("takes a secret out of a name", async () => {
  const token = githubToken()
  const report = await audit([archive([ent(`backup/${token}.txt`, "1")])], { files: true })
  expect(report.images[0]?.files?.[0]?.path).toMatch(/^\/backup\/ghp_/)
  expect(JSON.stringify(report)).not.toContain(token)
})

const FIXTURES = readdirSync("fixtures").filter((name) => /(\.tar|\.tar\.gz|-layout|-dir)$/.test(name))

test.each(FIXTURES)("adds up: %s", async (name) => {
  const { images } = await audit([`fixtures/${name}`], { files: true })
  const sums = images.map(({ files = [], packages }) => ({
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files: files.length,
    packages: packages.map((_, at) => files.reduce((sum, file) => sum + (file.package === at ? file.bytes : 0), 0)),
  }))
  expect(sums).toEqual(
    images.map(({ size, packages }) => ({
      bytes: size.filesystem,
      files: size.files,
      packages: packages.map(({ bytes }) => bytes),
    })),
  )
})
