import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { VERSION } from "../../src/version.ts"

test("the version in the report is that of the package", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string }
  expect(VERSION).toBe(version)
})
