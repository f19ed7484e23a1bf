import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { docker } from "../support/archive.ts"
import { plimsoll } from "./world.ts"

// What is set otherwise for some images: by name and by platform, in a real archive of several.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
const file = join(folder, "settings.yaml")
afterAll(() => rmSync(folder, { recursive: true }))

/** One name, three platforms: amd64, arm64 and arm/v7. */
const PLATFORMS = "fixtures/multi.buildx-oci-provenance.oci.tar"
/** Two images: `…/multi:also`, which is `…/multi:amd64-docker` too, and `…/multi:arm64-docker`. */
const NAMES = "fixtures/two-images.podman4-multi.tar"

/** Which images fail, by platform and what fails them; what is noted beside the input. */
async function failing(input: string, settings: string, ...args: string[]) {
  writeFileSync(file, settings)
  const { code, stdout, stderr } = await plimsoll([input, "--config", file, "--format", "json", ...args])
  if (code === 2) throw new Error(stderr)
  const { images, failures, inputs } = JSON.parse(stdout) as Report
  expect(code).toBe(failures.length === 0 ? 0 : 1)
  const failed = images
    .filter(({ id }) => failures.some(({ image }) => image === id))
    .map(({ id, platform }) => {
      const ids = failures.filter(({ image }) => image === id).map((failure) => failure.id)
      return `${platform.architecture}: ${[...new Set(ids)].join(" ")}`
    })
  return { failed, notes: inputs[0]!.problems.map(({ message }) => message.replace(file, "FILE")) }
}

const failed = async (input: string, settings: string, ...args: string[]): Promise<string[]> =>
  (await failing(input, settings, ...args)).failed

const override = (fields: string): string => `overrides:\n  - {${fields}}`
const MISSING = "health/missing labels/missing"

test("without one, nothing fails", async () => {
  for (const input of [PLATFORMS, NAMES]) expect(await failing(input, "")).toEqual({ failed: [], notes: [] })
})

const FIELDS = [
  ["fail-on: low", MISSING],
  ["rules: {labels/missing: high}", "labels/missing"],
  ["profile: strict, fail-on: medium", MISSING],
  ["budgets: {filesystem: 800}", "filesystem"],
] as const

describe.each(FIELDS)("%s", (fields, rules) => {
  test.each([
    ["platform: linux/arm64", [`arm64: ${rules}`]],
    ["platform: linux/arm/v7", [`arm: ${rules}`]],
    ["platform: linux/arm64/v8", [`arm64: ${rules}`]],
    ["platform: linux/arm", [`arm: ${rules}`]],
    ["platform: linux/arm/v6", []],
    ["platform: linux/arm*", [`arm64: ${rules}`, `arm: ${rules}`]],
    ["image: '*/acme/multi:2.0.0', platform: linux/amd64", [`amd64: ${rules}`]],
  ])("for %s", async (who, expected) => {
    expect(await failed(PLATFORMS, override(`${who}, ${fields}`))).toEqual(expected)
  })

  test.each([
    ["image: '*:also'", [`amd64: ${rules}`]],
    ["image: '*:arm64-docker'", [`arm64: ${rules}`]],
    ["image: 'registry.example.internal/acme/*'", [`amd64: ${rules}`, `arm64: ${rules}`]],
    ["image: '*:a*-docker', platform: linux/arm64", [`arm64: ${rules}`]],
  ])("for %s", async (who, expected) => {
    expect(await failed(NAMES, override(`${who}, ${fields}`))).toEqual(expected)
  })
})

test("a profile is that of the image, and what stands beside it outranks it", async () => {
  const strict = "image: '*:also', profile: strict, fail-on: medium"
  expect(await failed(NAMES, override(`${strict}, rules: {labels/missing: info, health/missing: info}`))).toEqual([])
  // The profile job asks for no health check, strict for one.
  expect(await failed(NAMES, `profile: strict\n${override("image: '*:also', profile: job")}`)).toEqual([
    "arm64: health/missing",
  ])
})

test("a later one outranks an earlier one, both what stands beside them, and the command line all", async () => {
  const two = "overrides:\n  - {image: '*', fail-on: low}\n  - {platform: linux/arm64, fail-on: none}"
  expect(await failed(NAMES, two)).toEqual([`amd64: ${MISSING}`])
  expect(await failed(NAMES, `fail-on: low\n${override("platform: linux/arm64, fail-on: none")}`)).toEqual([
    `amd64: ${MISSING}`,
  ])
  expect(await failed(NAMES, two, "--fail-on", "none")).toEqual([])
  expect(await failed(NAMES, two, "--fail-on", "low")).toEqual([`amd64: ${MISSING}`, `arm64: ${MISSING}`])
})

test("one that is for no image is told, and costs nobody the verdict", async () => {
  const settings =
    "overrides:\n  - {image: 'acme/shop:*', fail-on: low}\n  - {platform: linux/s390x, fail-on: low}\n  - {platform: 'linux/*', fail-on: high}"
  const note =
    "FILE overrides[0], overrides[1] are for no image of this run; where one should be, correct its image or platform"
  expect(await failing(NAMES, settings)).toEqual({ failed: [], notes: [note] })
})

// The archive's own name is docker.io/acme/cart:1.4.2.
test.each(["acme/cart", "acme/cart:1.4.*", "docker.io/acme/cart", "docker.io/*", "*cart:1.4.2"])(
  "%s is the name as people write it",
  async (image) => {
    const settings = override(`image: "${image}", budgets: {filesystem: 800}`)
    expect(await failed("fixtures/cart-1.4.2.tar.gz", settings)).toEqual(["amd64: filesystem"])
  },
)

test.each(["cart", "registry.example.internal/acme/cart", "acme/cart:1.5.*", "acme/car"])(
  "%s is another one",
  async (image) => {
    expect(await failed("fixtures/cart-1.4.2.tar.gz", override(`image: ${image}, budgets: {filesystem: 800}`))).toEqual(
      [],
    )
  },
)

test("a variant counts only if it is asked for, as for --platform", async () => {
  const v8 = join(folder, "v8.tar")
  writeFileSync(v8, docker(undefined, { config: { architecture: "arm64", variant: "v8" } }))
  for (const platform of ["linux/arm64", "linux/arm64/v8"])
    expect(await failed(v8, override(`platform: ${platform}, budgets: {filesystem: 1}`))).toEqual(["arm64: filesystem"])
  expect(await failed(v8, override("platform: linux/arm64/v9, budgets: {filesystem: 1}"))).toEqual([])
})

test("what is wrong in one is told whether or not it is for an image", async () => {
  const wrong = override("image: none/such, rules: {user/rot: off}")
  await expect(failing(NAMES, wrong)).rejects.toThrow("settings.yaml:2:42: there is no rule user/rot")
})
