import { expect, test } from "vitest"
import { counterpartsOf } from "../../src/comparison/index.ts"

/** `acme/shop:1 linux/arm64 2026-01-01`: names joined by commas; `-` is no name. */
function image(text: string) {
  const [names = "", platform = "linux/amd64", created = null] = text.split(" ")
  const [os = "", architecture = "", variant] = platform.split("/")
  return {
    text,
    names: names === "-" ? [] : names.split(","),
    platform: { os, architecture, ...(variant === undefined ? {} : { variant }) },
    created,
  }
}

const pairs = (images: readonly string[], others: readonly string[], areAll = true): (string | null)[] =>
  counterpartsOf(images.map(image), others.map(image), areAll).map((other) => other?.text ?? null)

test.each<[string, string[], string[], (string | null)[]]>([
  ["one repository, whatever the tag", ["shop:2", "cart:9"], ["cart:1", "shop:1"], ["shop:1", "cart:1"]],
  ["one repository, however it is written", ["docker.io/library/shop:2", "x:1"], ["y:1", "shop:1"], ["shop:1", null]],
  [
    "a port is no tag",
    ["localhost:5000/shop", "x:1"],
    ["localhost:5001/shop", "localhost:5000/shop:1"],
    ["localhost:5000/shop:1", null],
  ],
  ["equal names before equal repositories", ["shop:2", "shop:1"], ["shop:1", "shop:0"], ["shop:0", "shop:1"]],
  [
    "of several tags the last that was built",
    ["shop:3", "x:1"],
    ["shop:1 linux/amd64 2026-01-01", "shop:2 linux/amd64 2026-02-01"],
    ["shop:2 linux/amd64 2026-02-01", null],
  ],
  [
    "each platform with its own",
    ["shop:2 linux/arm64", "shop:2"],
    ["shop:1", "shop:1 linux/arm64/v8"],
    ["shop:1 linux/arm64/v8", "shop:1"],
  ],
  ["no other platform", ["shop:2 linux/arm64", "shop:2 linux/s390x"], ["shop:1", "x:1 linux/386"], [null, null]],
  ["one and one, whatever they are", ["shop:2 linux/arm64"], ["cart:1"], ["cart:1"]],
  [
    "one of each platform, where names say nothing",
    ["- linux/arm64", "-"],
    ["shop:1", "shop:1 linux/arm64"],
    ["shop:1 linux/arm64", "shop:1"],
  ],
  ["no two services for being built for one platform", ["shop:2"], ["cart:1", "list:1 linux/arm64"], [null]],
  ["none twice", ["shop:2", "shop:3"], ["shop:1"], ["shop:1", null]],
  ["nothing with nothing", ["shop:2"], [], [null]],
])("pairs %s", (_, images, others, expected) => {
  expect(pairs(images, others)).toEqual(expected)
})

test("goes by names alone where other inputs may have the counterpart", () => {
  expect(pairs(["shop:2"], ["cart:1"], false)).toEqual([null])
  expect(pairs(["shop:2"], ["shop:1"], false)).toEqual(["shop:1"])
})
