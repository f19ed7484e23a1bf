import { describe, expect, test } from "vitest"
import { decodeConfig, findBase } from "../../src/image/index.ts"

/** A step: what it says, when; a layer's where it begins with RUN, COPY or ADD. */
type Step = readonly [text: string, created: string | null]

const day = (date: number, time = "10:00:00"): string => `2026-11-${String(date).padStart(2, "0")}T${time}Z`

function configOf(steps: readonly Step[], prefix = "a") {
  const isLayer = ([text]: Step): boolean => /^(?:RUN|COPY|ADD|#)/.test(text)
  const layers = steps.filter(isLayer)
  return decodeConfig(
    {
      architecture: "amd64",
      os: "linux",
      rootfs: {
        type: "layers",
        diff_ids: layers.map((_, index) => `sha256:${prefix}${String(index).padStart(63, "0")}`),
      },
      history: steps.map((step) => ({
        created_by: step[0],
        ...(step[1] === null ? {} : { created: step[1] }),
        ...(isLayer(step) ? {} : { empty_layer: true }),
      })),
    },
    layers.length,
  ).config
}

const none = new Map<string, string>()
const found = (steps: readonly Step[], annotations = none) => {
  const base = findBase({ config: configOf(steps), annotations })
  return base === null ? null : [base.steps, base.layers, base.known]
}

const BASE: readonly Step[] = [
  ["ADD rootfs.tar.xz / # buildkit", day(1)],
  ['CMD ["bash"] # buildkit', day(1)],
]
const RUNTIME: readonly Step[] = [
  ["ENV NODE_VERSION=22.1.0", day(2)],
  ["RUN /bin/sh -c install-node # buildkit", day(2)],
  ['ENTRYPOINT ["docker-entrypoint.sh"]', day(2)],
  ['CMD ["node"]', day(2)],
]
const OWN: readonly Step[] = [
  ["WORKDIR /app", day(9)],
  ["COPY . . # buildkit", day(9)],
  ['CMD ["node", "app.js"]', day(9)],
]

describe("where the base ends, told from the history", () => {
  test.each<[string, readonly Step[], readonly unknown[] | null]>([
    ["at the last command before a long time", [...BASE, ...RUNTIME, ...OWN], [6, 2, "guessed"]],
    [
      "at the shell of a distribution, however soon the rest follows",
      [...BASE, ["RUN x # buildkit", day(1)]],
      [2, 1, "guessed"],
    ],
    ["at a command after which no step has a time", [...BASE, ["RUN x", null], ["CMD y", null]], [2, 1, "guessed"]],
    [
      "at a command after which all is set to one early day",
      [...RUNTIME, ["COPY x y", "1970-01-01T00:00:00Z"]],
      [4, 1, "guessed"],
    ],
    ["nowhere, where the image is the base itself", [...BASE], null],
    [
      "nowhere, where a Dockerfile has its command early",
      [
        ["RUN x", day(9)],
        ["CMD y", day(9)],
        ["COPY a b", day(9, "10:30:00")],
      ],
      null,
    ],
    [
      "nowhere, where no step is a command",
      [
        ["COPY x y", day(1)],
        ["COPY a b", day(9)],
      ],
      null,
    ],
    ["nowhere, where nothing was recorded", [], null],
  ])("%s", (_, steps, expected) => {
    expect(found(steps)).toEqual(expected)
  })

  test("and named by an annotation", () => {
    const annotations = new Map([["org.opencontainers.image.base.name", "node:22-slim"]])
    expect(found([...BASE, ...OWN], annotations)).toEqual([2, 1, "annotated"])
    expect(findBase({ config: configOf([...BASE, ...OWN]), annotations })?.name).toBe("node:22-slim")
  })
})

describe("where the base ends, by its archive", () => {
  const image = { config: configOf([...BASE, ...RUNTIME, ...OWN]), annotations: none }

  test("is where its diff ids end, and the one with the most of them is the base", () => {
    const given = [configOf(BASE), configOf([...BASE, ...RUNTIME])]
    expect(findBase(image, given)).toMatchObject({ layers: 2, steps: 6, known: "given", config: given[1] })
  })

  test("is told from the history where the diff ids are others, or more", () => {
    expect(findBase(image, [configOf([...BASE, ...RUNTIME], "b")])).toMatchObject({ known: "guessed" })
    expect(findBase(image, [configOf([...BASE, ...RUNTIME, ...OWN, ["RUN more", day(10)]])])).toMatchObject({
      known: "guessed",
    })
  })
})
