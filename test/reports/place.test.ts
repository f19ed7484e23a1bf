import { expect, test } from "vitest"
import type { Location } from "../../src/model/index.ts"
import { folderOf, placeOf, uriOf } from "../../src/reports/shared/place.ts"

const named = (...names: readonly string[]) => ({ names })
const at = (path?: string, line?: number): { readonly location: Location } => ({
  location: { kind: "file", ...(path === undefined ? {} : { path }), ...(line === undefined ? {} : { line }) },
})

test.each([
  ["nginx", "nginx"],
  ["nginx:1.27", "nginx"],
  ["docker.io/library/nginx:1.27", "nginx"],
  ["ghcr.io/acme/shop:1.4", "acme/shop"],
  ["localhost:5000/acme/shop@sha256:0123", "acme/shop"],
  ["registry.example:5000/../../etc:1", "etc"],
  ["a\u001b[2J/\u202eb", "a\\x1b[2J/\\u{202e}b"],
])("%s is the folder %s", (name, folder) => {
  expect(folderOf(named(name))).toBe(folder)
})

test("an image of several names has one folder, in whatever order they stand", () => {
  expect(folderOf(named("b:1", "a:1"))).toBe(folderOf(named("a:1", "b:1")))
})

test("an image without a name has a folder too", () => {
  expect(folderOf(named())).toBe("image")
  expect(folderOf(named(":1"))).toBe("image")
})

test("a finding stands in its image's folder, at its line", () => {
  expect(placeOf(at("/srv/.npmrc", 12), named("shop:1"), {})).toEqual({ file: "shop/srv/.npmrc", line: 12 })
  expect(placeOf(at("/../srv//./x"), named("shop:1"), { location: null })).toEqual({ file: "shop/srv/x", line: 1 })
  expect(placeOf(at(), named("shop:1"), {})).toEqual({ file: "shop", line: 1 })
})

test("or at the one file that was named for all, where its line says nothing", () => {
  expect(placeOf(at("/srv/.npmrc", 12), named("shop:1"), { location: "./build/Dockerfile" })).toEqual({
    file: "build/Dockerfile",
    line: 1,
  })
})

test.each([
  ["a b/c:d.list", "a%20b/c%3Ad.list"],
  ["http://x", "http%3A//x"],
  ["100%/é?#[x]", "100%25/%C3%A9%3F%23%5Bx%5D"],
])("%s is written %s", (file, uri) => {
  expect(uriOf(file)).toBe(uri)
})

test("a name that is no UTF-8, or that was cut in the middle of a character, can be written", () => {
  for (const path of ["/caf\udce9", `/${"a".repeat(254)}😀`, `/${"😀/".repeat(1000)}`]) {
    const { file } = placeOf(at(path), named("shop"), {})
    expect(decodeURIComponent(uriOf(file))).toBe(file)
  }
  expect(placeOf(at("/caf\udce9"), named("shop"), {}).file).toBe("shop/caf\\xe9")
})
