import { describe, expect, it } from "vitest"
import type { Detector } from "../../../src/secrets/detector.ts"
import { matchAt, type TokenMatch } from "../../../src/secrets/match.ts"
import { made, madeDull } from "./made.ts"

/** Shapes of the values of a type, as `made` takes them; the first is as short as one can be. */
export type Shapes = Readonly<Record<string, readonly [string, ...string[]]>>

/** Everything that the rows of a table see in a text, in the order of the rows. */
function look(table: readonly Detector[], text: string): TokenMatch[] {
  const found: TokenMatch[] = []
  for (const detector of table)
    for (const mark of detector.marks)
      for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
        const match = matchAt(detector, text, at)
        if (match !== null) found.push(match)
      }
  return found
}

const seen = (matches: readonly TokenMatch[]): string[] =>
  matches.map(({ detector, value }) => `${detector.type} ${value}`)

/** A value in the places where it is met most: what stands before it there, and after. */
const PLACES: readonly (readonly [string, string])[] = [
  ["", ""],
  ['x = "', '"\n'],
  ["KEY=", "\n"],
  ['{"key":"', '","next":1}'],
  ["line\\n", "\\nline"],
  ["https://host/?key%3D", "&x=1"],
]

/** Checks that each row of `table` finds what it should, at its boundaries, and is silent on what nearly is it; rows of the types `elsewhere` are tested by their own tests. */
export function checkTable(table: readonly Detector[], shapes: Shapes, elsewhere: readonly string[] = []): void {
  const all = Object.entries(shapes).flatMap(([type, list]) => list.map((shape) => ({ type, shape })))
  const first = Object.entries(shapes).map(([type, [shape]]) => ({ type, shape }))

  it("has a made-up value for every row", () => {
    expect([...new Set(table.map(({ type }) => type))].toSorted()).toEqual(
      [...Object.keys(shapes), ...elsewhere].toSorted(),
    )
  })

  it.each(all)("finds $type as $shape wherever it stands", ({ type, shape }) => {
    const value = made(shape)
    for (const [before, after] of PLACES) {
      const [match] = look(table, before + value + after)
      expect({ type: match?.detector.type, value: match?.value, index: match?.index }).toEqual({
        type,
        value,
        index: before.length,
      })
    }
  })

  it.each(first)("sees no $type where a character is missing or a word runs on into it", ({ type, shape }) => {
    const value = made(shape)
    expect(seen(look(table, value.slice(0, -1))).filter((match) => match.startsWith(`${type} `))).toEqual([])
    expect(seen(look(table, `q${value}`)).filter((match) => match === `${type} ${value}`)).toEqual([])
    expect(seen(look(table, `${value}Zq9`)).filter((match) => match === `${type} ${value}`)).toEqual([])
  })

  it.each(all)("takes a stand-in of the shape $shape for nothing", ({ shape }) => {
    expect(seen(look(table, `x = "${madeDull(shape)}"`))).toEqual([])
  })

  describe("every row", () => {
    it("says in a sentence or two where it is revoked", () => {
      expect(table.filter(({ revoke }) => !/^[A-Z].{15,240}\.$/.test(revoke)).map(({ type }) => type)).toEqual([])
    })

    it("has a name with its article", () => {
      expect(table.filter(({ name }) => !/^(?:an?|the) \S/.test(name)).map(({ type }) => type)).toEqual([])
    })
  })
}
