import { expect, test } from "vitest"
import { readImages } from "../../../src/audit/index.ts"
import layers from "../../../src/rules/size/layers.ts"
import { dockerfile } from "../../support/dockerfile.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { withFile } from "../../support/with-file.ts"

const lines = (amount: number, line: (index: number) => string): string =>
  Array.from({ length: amount }, (_, index) => line(index)).join("\n")
const folders = Array.from({ length: 50 }, (_, index) => `/d/${index}`).join(" ")

testRule(layers, {
  catches: {
    [`COPY --size=9 /a\n${lines(20, () => "RUN true")}\n${lines(20, (index) => `COPY --size=1 /c/${index}`)}`]:
      "The image has 41 layers, more than 40; layers 1 to 20 are 20 RUNs in a row, which one could replace.",
    // Nothing that could be joined.
    [lines(21, (index) => `COPY --size=9 /a/${index}\nRUN true`)]: "The image has 42 layers, more than 40.",
    [lines(101, (index) => `COPY --size=9 /a/${index}\nENV A=${index}`)]:
      "The image has 101 layers, more than 40; Docker takes 125 at most; layers 0 to 100 are 101 COPYs in a row, which one could replace.",
    [`RUN mkdir ${folders}\nRUN chmod 755 /d/*`]:
      "26.6 kB are shipped in 1 layer that changes nothing of the files: layer 1 (RUN chmod 755 /d/*).",
  },
  ignores: [
    lines(40, () => "RUN true"),
    // Of no bytes worth a word.
    "COPY --size=9 /a\nRUN true\nWORKDIR /\nRUN true",
    `RUN mkdir ${folders}`,
    `RUN mkdir ${folders}\nRUN chmod 700 /d/*`,
    `RUN mkdir ${folders}\nRUN chown 7 /d/*`,
    // They were gone, and are made anew.
    `RUN mkdir ${folders}\nRUN rm -r /d\nRUN mkdir ${folders}`,
    `RUN mkdir ${folders}\nRUN chmod 755 /d/* && ln -s /d /e`,
  ],
})

test.each([
  [99, "low"],
  [100, "medium"],
])("%d layers are %s: Docker takes no more than 125", async (amount, severity) => {
  const [finding] = await findingsOf(
    layers,
    lines(amount, () => "RUN true"),
  )
  expect(finding?.severity).toBe(severity)
})

test("how many are too many is the team's to say", async () => {
  const { images } = await withFile(await dockerfile("COPY --size=9 /a\nRUN true\nRUN true"), (path) =>
    readImages(path),
  )
  const said = (max: number): string[] =>
    [...layers.check(images[0]!.image, { today: "2026-01-31", options: { max } })].map(({ message }) => message)
  expect(said(3)).toEqual([])
  expect(said(2)).toEqual(["The image has 3 layers, more than 2."])
})

test("an empty layer of the base is left to the base", async () => {
  const { images } = await withFile(await dockerfile(`RUN mkdir ${folders}\nRUN chmod 755 /d/*`), (path) =>
    readImages(path),
  )
  const said = (own: number): unknown[] => {
    const base = { layers: own, steps: own, name: "", known: "given", config: null } as const
    return [...layers.check({ ...images[0]!.image, base }, { today: "2026-01-31", options: { max: 40 } })]
  }
  expect(said(1)).toHaveLength(1)
  expect(said(2)).toEqual([])
})
