import { expect, test } from "vitest"
import { FORMAT_NAMES, SCHEMAS } from "../../src/reports/index.ts"
import { RULES } from "../../src/rules/index.ts"
import { BROKEN, FAILS, PASSES, plimsoll } from "./world.ts"

test.each([
  ["layers", / {4}1 {2}.*COPY app \/app$/m],
  ["files", /^ *[\d.]+ k?B {6}1 {2}\/app/m],
  ["history", /^ {3}2 .*COPY app \/app$/m],
])("%s shows the detail of an image", async (command, line) => {
  const { code, stdout, stderr } = await plimsoll([command, FAILS])
  expect([code, stderr]).toEqual([0, ""])
  expect(stdout).toMatch(line)
})

test.each(["layers", "files", "history"])("%s of a broken archive says so and ends in 2", async (command) => {
  const { code, stderr } = await plimsoll([command, BROKEN])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^fixtures\/syn-truncated\.tar: .*\n/)
})

test("rules are listed, all of them, and explained", async () => {
  const { code, stdout } = await plimsoll(["rules"])
  expect(code).toBe(0)
  expect(
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ +/)[1]),
  ).toEqual(RULES.map((rule) => rule.id))
  expect((await plimsoll(["rules", "user/root"])).stdout).toContain("\nWhat it does not see\n")
})

test("the schema of the report is printed as it is", async () => {
  expect((await plimsoll(["schema"])).stdout).toBe("report\nconfig\n")
  expect(JSON.parse((await plimsoll(["schema", "report"])).stdout)).toEqual(SCHEMAS.report)
})

test("every format of the reports can be asked for", async () => {
  for (const name of FORMAT_NAMES) expect((await plimsoll(["--format", name, PASSES])).code).toBe(0)
  expect.assertions(FORMAT_NAMES.length)
})
