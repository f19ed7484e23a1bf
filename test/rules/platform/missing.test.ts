import { expect, test } from "vitest"
import missing from "../../../src/rules/platform/missing.ts"
import { findingsOf } from "../../support/rule.ts"

const messagesOf = async (text: string, ...required: string[]) =>
  (await findingsOf(missing, text, { rules: new Map([["platform/missing", { required }]]) })).map(
    ({ message }) => message,
  )
const multi = "# archive: index says linux/amd64\n# archive: index also names linux/arm64 linux/arm/v6\nFROM scratch"

test("says nothing where nobody asks", async () => {
  expect(await findingsOf(missing, multi)).toEqual([])
})

test.each([
  [["linux/amd64"], []],
  [["linux/amd64", "linux/arm64"], []],
  [["linux/arm64/v8"], []],
  [["linux/aarch64"], []],
  [["linux/arm"], []],
  [["linux/arm/v6"], []],
  [["linux/arm/v7"], ["The image is not there for linux/arm/v7: it is for linux/amd64, linux/arm64 and linux/arm/v6."]],
  [
    ["linux/s390x", "linux/amd64", "windows/amd64"],
    ["The image is not there for linux/s390x and windows/amd64: it is for linux/amd64, linux/arm64 and linux/arm/v6."],
  ],
  [["arm64"], ["arm64 can't be required: a platform is written as linux/arm64 or linux/arm/v7."]],
] as [string[], string[]][])("asked for %j it says %j", async (required, messages) => {
  expect(await messagesOf(multi, ...required)).toEqual(messages)
})

test("an archive of one image is there for its own platform", async () => {
  const old = "# archive: as docker 24 saved it\nFROM scratch"
  expect(await messagesOf(old, "linux/amd64")).toEqual([])
  expect(await messagesOf(old, "linux/arm64")).toEqual([
    "The image is not there for linux/arm64: it is for linux/amd64.",
  ])
})

test("what stands beside images is no platform", async () => {
  const attested = "# archive: sbom beside it\nFROM scratch"
  expect(await messagesOf(attested, "unknown/unknown")).toEqual([
    "The image is not there for unknown/unknown: it is for linux/amd64.",
  ])
})
