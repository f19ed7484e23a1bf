import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { createRedactor, redact } from "../../src/secrets/index.ts"
import { githubToken, random } from "../support/made-up.ts"

test("shows the public part of a format and the length, and nothing of a short value", () => {
  expect(redact("github-token", githubToken())).toBe("ghp_****…**** (40 characters)")
  expect(redact("named-value", random(12))).toBe("****…**** (12 characters)")
  expect(redact("named-value", "tr0ub4dor&3")).toBe("****")
})

/** No letter of the redacted form, so that it can't hold a value by chance. */
const textOf = (minLength: number) =>
  fc.string({
    minLength,
    maxLength: 80,
    unit: fc.constantFrom("A", "B", "X", "Z", "_", "/", "+", "=", "%", "\n", '"', "é"),
  })

describe("a redactor", () => {
  const value = "tr0ub4dor&3/x y"
  const clean = createRedactor([value, "hunter2", "ab1z"])

  test.each<readonly [string, string]>([
    ["as it is", value],
    ["in a URL", encodeURIComponent(value)],
    ["in a URL, in lower case", encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase())],
    ["in JSON", JSON.stringify(value)],
    ...[0, 1, 2, 3].map(
      (offset) =>
        [
          `in base64 behind ${offset} bytes`,
          Buffer.from(`${"x".repeat(offset)}${value}tail`).toString("base64"),
        ] as const,
    ),
    ["in base64 for URLs", Buffer.from(`??${value}`).toString("base64url")],
  ])("removes a value %s", (_, form) => {
    const text = clean(`a ${form} b`)
    expect(text).toMatch(/^a .*\*\*\*\*.* b$/)
    expect(text).not.toContain(form.slice(4, 16))
  })

  test("keeps what stands around it, and every text that holds nothing", () => {
    expect(clean(`DB=hunter2;x`)).toBe("DB=****;x")
    expect(clean("nothing to see here")).toBe("nothing to see here")
    expect(createRedactor([])("a".repeat(100))).toBe("a".repeat(100))
  })

  test("takes a short value only where it stands alone", () => {
    expect(clean("PIN=ab1z, grab1zoo")).toBe("PIN=****, grab1zoo")
  })

  test("takes a longer value with the shorter one in it, and two that overlap, as one", () => {
    expect(createRedactor(["secret-part", "secret-part-and-more"])("x secret-part-and-more y")).toBe(
      "x ****…**** (20 characters) y",
    )
    expect(createRedactor(["abcdef123", "123ghijkl"])("x abcdef123ghijkl y")).toBe("x **** y")
  })

  test("removes tokens that nobody named, also inside a value", () => {
    const token = githubToken()
    expect(createRedactor([])(`see ${token}!`)).toBe("see ghp_****…**** (40 characters)!")
    expect(createRedactor([`user-${token}-end`])(`see user-${token}-end!`)).not.toMatch(/user-|-end/)
  })

  test("never leaves a value, whatever stands around it", () => {
    fc.assert(
      fc.property(
        fc.array(textOf(6), { minLength: 1, maxLength: 5 }),
        textOf(0),
        textOf(0),
        (values, before, after) => {
          const redactor = createRedactor(values)
          for (const each of values) expect(redactor(before + each + after)).not.toContain(each)
        },
      ),
    )
  })

  test("stays linear where thousands of values start alike", () => {
    const values = Array.from({ length: 20_000 }, (_, index) => `aaaaaaaa${index}`)
    const redactor = createRedactor(values)
    const start = performance.now()
    const text = redactor(`${"a".repeat(1_000_000)} aaaaaaaa19999`)
    expect(performance.now() - start).toBeLessThan(3000)
    expect(text).not.toContain("19999")
  })

  test("costs little where there is nothing", () => {
    const redactor = createRedactor([random(20), random(30)])
    const lines = Array.from({ length: 100_000 }, (_, index) => `/usr/share/doc/package-${index}/copyright`)
    const start = performance.now()
    for (const line of lines) redactor(line)
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
