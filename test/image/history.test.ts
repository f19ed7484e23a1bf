import { expect, test } from "vitest"
import { decodeConfig } from "../../src/image/index.ts"

function decode(history: unknown, layers: number) {
  const { config, problems } = decodeConfig({ history, rootfs: { diff_ids: digests(layers) } }, layers)
  return { history: config.history, layers: config.history.map(({ layer }) => layer), problems }
}
const digests = (count: number) => Array.from({ length: count }, () => `sha256:${"0".repeat(64)}`)

test("a step is its line, and what stands in the document", () => {
  const entry = {
    created: "2025-01-01T00:00:00Z",
    created_by: "RUN /bin/sh -c make # buildkit",
    comment: "buildkit.dockerfile.v0",
  }
  expect(decode([entry], 1).history).toEqual([
    {
      index: 0,
      layer: 0,
      instruction: "RUN",
      text: "RUN make",
      created: "2025-01-01T00:00:00Z",
      createdBy: "RUN /bin/sh -c make # buildkit",
      comment: "buildkit.dockerfile.v0",
      empty: false,
    },
  ])
})

test("the steps that aren't empty made the layers, in order", () => {
  const { layers, problems } = decode([{}, { empty_layer: true }, { empty_layer: false }, { empty_layer: true }, {}], 3)
  expect(layers).toEqual([0, null, 1, null, 2])
  expect(problems).toEqual([])
})

test.each([
  [[{}], 3, "The history tells of 1 layer, but the image has 3 layers"],
  [[{}, {}, { empty_layer: true }], 1, "The history tells of 2 layers, but the image has 1 layer:"],
  [[{ empty_layer: true }], 1, "The history tells of 0 layers"],
  [[{}], 0, "but the image has 0 layers"],
])("%j and %i layers: nobody is blamed", (history, count, said) => {
  const { layers, problems } = decode(history, count)
  expect(layers).toEqual(history.map(() => null))
  expect(problems).toMatchObject([{ code: "history-mismatch", message: expect.stringContaining(said) as string }])
})

test.each([[undefined], [null], [[]]])("history %j is common and no problem", (history) => {
  expect(decode(history, 2)).toEqual({ history: [], layers: [], problems: [] })
})

test("a misread entry costs no other", () => {
  const { history, layers, problems } = decode(
    [7, { created_by: 1, empty_layer: "no", created: 5 }, null, { CREATED_BY: "USER app" }],
    2,
  )
  expect(history.map(({ index, text }) => [index, text])).toEqual([
    [0, ""],
    [1, "USER app"],
  ])
  expect(layers).toEqual([0, 1])
  expect(problems.map(({ message }) => message.replace("In the image configuration, ", ""))).toEqual([
    "history[0] is no object; it was left out.",
    "history[2] is no object; it was left out.",
    "history[1].created_by is a number, not a string; it was left out.",
    "history[1].created is a number, not a string; it was left out.",
    "history[1].empty_layer is a string, not true or false; it was left out.",
    "history[3].CREATED_BY is a misspelling of created_by; it is read as that, as Docker does.",
  ])
})

test("a history that is no list is noted", () => {
  expect(decode("x", 1)).toMatchObject({ history: [], problems: [{ code: "odd-config" }] })
})
