import { beforeAll, describe, expect, test } from "vitest"
import { type FormatName, render } from "../../src/index.ts"
import { reports } from "./reports.ts"
import { complaints } from "./support.ts"

const lint = (text: string, name: string): readonly string[] => {
  const args = (file: string): readonly string[] => [
    "--noout",
    "--huge",
    "--schema",
    `test/validators/${name}.xsd`,
    file,
  ]
  const { status, lines } = complaints("xmllint", text, args)
  return status === 0 ? [] : lines
}

const BREAKS: Readonly<Record<"junit" | "checkstyle", readonly (readonly [string, RegExp, string])[]>> = {
  junit: [
    ["a character that XML 1.0 forbids", /<testcase/, "&#27;<testcase"],
    ["an attribute that no reader knows", / classname="/, ' colour="red" classname="'],
    ["a suite that is not counted", / errors="\d+" skipped/, " skipped"],
    ["two cases of one name", /<testcase .*?<\/testcase>/s, "$&$&"],
  ],
  checkstyle: [
    ["a character that XML 1.0 forbids", / message="/, ' message="&#1;'],
    ["a severity that no reader knows", /severity="error"/, 'severity="critical"'],
    ["a line 0", /line="1"/, 'line="0"'],
  ],
}

describe.each(["junit", "checkstyle"] as const satisfies readonly FormatName[])("%s", (name) => {
  const texts = new Map<string, string>()
  beforeAll(async () => {
    for (const [of, report] of await reports()) texts.set(of, await render(name, report))
  }, 300_000)

  test("is XML of the shape that servers read", () => {
    for (const [of, text] of texts) expect(lint(text, name), of).toEqual([])
    expect(texts.size).toBeGreaterThan(15)
  })

  test.each(BREAKS[name])("xmllint bites: %s", (_, pattern, replacement) => {
    const text = texts.get("fail") ?? ""
    const broken = text.replace(pattern, replacement)
    expect(broken).not.toBe(text)
    expect(lint(broken, name)).not.toEqual([])
  })
})
