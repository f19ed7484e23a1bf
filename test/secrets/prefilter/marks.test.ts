import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createPrefilter } from "../../../src/secrets/prefilter/prefilter.ts"
import { foundIn, hitsIn, markIndex, QUERY, USERINFO } from "./support.ts"

const REST = "0123456789abcdef"
const any = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 150,
})
const boundary = fc.constantFrom(
  "",
  " ",
  "\n",
  '"',
  "=",
  ":",
  ".",
  "/",
  "-",
  "\x80",
  "\0",
  "\\n",
  "\\t",
  "\\x3d",
  "\\u003d",
  "%3D",
  "%20",
  "\x1b[0m",
  "\x1b[1;32m",
)

describe("a mark", () => {
  it("is found whatever stands around it", () => {
    const gated = QUERY.marks.filter(({ anywhere, shortRun }) => anywhere !== true && shortRun !== true)
    fc.assert(
      fc.property(any, boundary, fc.constantFrom(...gated), any, (before, edge, { text }, after) => {
        const start = edge === "" ? "" : `${before}${edge}`
        expect(hitsIn(start + text + REST + after)).toContainEqual({ at: start.length, what: markIndex(text) })
      }),
      { numRuns: 2000 },
    )
  })

  it("is found in the middle of a word, and near nothing else, where the query says so", () => {
    const loose = QUERY.marks.filter(({ anywhere, shortRun }) => anywhere === true || shortRun === true)
    fc.assert(
      fc.property(
        any,
        fc.constantFrom(...loose),
        any,
        (before, { text, anywhere = false, shortRun = false }, after) => {
          const start = before + (shortRun ? "" : REST) + (anywhere ? "" : " ")
          expect(hitsIn(start + text + after)).toContainEqual({ at: start.length, what: markIndex(text) })
        },
      ),
      { numRuns: 2000 },
    )
  })

  it("is none inside a word, in a short run, or in another case", () => {
    expect(foundIn(`ghp_${REST}`)).toEqual(["ghp_"])
    expect(foundIn(`xghp_${REST} _ghp_${REST} ghp_012345678 GHP_${REST}`)).toEqual([])
    expect(foundIn("x-us1 T3BlbkFJ")).toEqual([])
  })

  it("has a length that can be looked for", () => {
    expect(() => createPrefilter({ marks: [{ text: "x" }], keywords: [], userinfo: false, base64: false })).toThrow(
      "2 to 64",
    )
    expect(() =>
      createPrefilter({ marks: [{ text: "gh\u00fc_" }], keywords: [], userinfo: false, base64: false }),
    ).toThrow("2 to 64")
    const keyword = { text: "Pass", minimum: 4, value: "any" } as const
    expect(() => createPrefilter({ marks: [], keywords: [keyword], userinfo: false, base64: false })).toThrow(
      "lower-case",
    )
  })
})

describe("a user and a password in a URL", () => {
  it("are found before a host", () => {
    for (const url of [
      "https://u:p@h",
      "postgres://app:S3cr%2Ft@db:5432/x",
      "redis://:pw@cache",
      "mongodb+srv://a:b,c@d",
    ])
      expect(foundIn(`x ${url}`), url).toEqual(["://"])
    expect(hitsIn("amqp://u:p@h")).toEqual([{ at: 4, what: USERINFO }])
  })

  it("are none where no password or no host stands", () => {
    for (const url of [
      "https://h/a:b@c",
      "https://u@h",
      "https://u:p@ ",
      "https://h?a:b@c",
      "https://u:p",
      `x://a:${"b".repeat(300)}@c`,
    ])
      expect(foundIn(url), url).toEqual([])
  })
})
