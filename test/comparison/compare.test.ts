import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { compare } from "../../src/comparison/index.ts"
import type { ReportImage } from "../../src/model/index.ts"
import { REPORT } from "../reports/sample.ts"
import { auditDockerfile } from "../support/rule.ts"
import { balance, isBalanced, reportImage } from "./support.ts"

const NOTHING = { before: 0, after: 0 }
const imageOf = async (text: string): Promise<ReportImage> => (await auditDockerfile(text)).images[0]!
const comparisonOf = async (before: string, after: string) => compare(await imageOf(before), await imageOf(after))

test("adds up in every breakdown, whatever two images hold", () => {
  fc.assert(
    fc.property(reportImage, reportImage, (before, after) => {
      for (const [, [parts, total]] of Object.entries(balance(compare(before, after)))) expect(parts).toBe(total)
      expect(isBalanced(compare(null, after))).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test("is the other way round from the other side", () => {
  fc.assert(
    fc.property(reportImage, reportImage, (before, after) => {
      const [there, back] = [compare(before, after), compare(after, before)]
      for (const name of ["layers", "instructions", "directories", "packages", "causes"] as const) {
        const changes = there[name].map((change) => `${change.before} ${change.after}`)
        expect(changes.toSorted()).toEqual(back[name].map((change) => `${change.after} ${change.before}`).toSorted())
      }
      expect(there.findings.fixed.map(({ fingerprint }) => fingerprint)).toEqual(back.findings.new)
    }),
  )
})

test("finds nothing between an image and itself", () => {
  fc.assert(
    fc.property(reportImage, (image) => {
      const { layers, ...same } = compare(image, image)
      const { size, causes, instructions, directories, packages, config, findings } = same
      expect([causes, instructions, directories, packages, config]).toEqual([[], [], [], [], []])
      expect(Object.values(size).every(({ before, after }) => before === after)).toBe(true)
      expect(findings).toEqual({ new: [], fixed: [], unchanged: image.findings.length })
      // What nobody gave a diff id may be anything.
      expect(layers.every(({ afterIndex }) => image.layers[afterIndex ?? -1]?.diffId === "")).toBe(true)
    }),
  )
})

describe("of two images that were built", () => {
  const FILES = ["a", "b/c", "b/d", "b/e/f/g", "node_modules/x/package.json"]
  const file = fc.constantFrom(...FILES)
  const step = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 9 }), file).map(([size, path]) => `COPY --size=${size}kB /srv/${path}`),
    fc.tuple(file, file).map(([from, to]) => `RUN ln -f /srv/${from} /srv/b/${to.replaceAll("/", "-")}`),
    fc.constant("RUN chmod -R 700 /srv"),
  )
  const text = fc
    .record({ steps: fc.array(step, { maxLength: 4 }), gone: fc.option(file) })
    .map(({ steps, gone }) =>
      [
        "FROM scratch",
        ...FILES.map((path) => `COPY --size=1kB /srv/${path}`),
        ...steps,
        ...(gone === null ? [] : [`RUN rm /srv/${gone}`]),
      ].join("\n"),
    )

  test("every list adds up", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        const all = balance(await comparisonOf(before, after))
        for (const [parts, total] of Object.values(all)) expect(parts).toBe(total)
      }),
      { numRuns: 40 },
    )
  })

  test("names what made it grow, and the layer that did", async () => {
    const { causes, size } = await comparisonOf(
      "FROM scratch\nCOPY --size=10kB /srv/shop/server\nCOPY --size=3kB /srv/shop/old",
      "FROM scratch\nCOPY --size=10kB /srv/shop/server\nCOPY --size=80kB /usr/share/fonts/a.ttf\nCOPY --size=5kB /srv/cache/x\nRUN rm /srv/cache/x",
    )
    expect(size.content).toEqual({ before: 13_000, after: 95_000 })
    expect(causes).toEqual([
      { what: "/usr/share/fonts", layer: 1, before: 0, after: 80_000 },
      { what: "hidden: COPY x /srv/cache/x", layer: 2, before: 0, after: 5000 },
      { what: "/srv/shop", layer: 0, before: 13_000, after: 10_000 },
    ])
  })

  test("tells a layer that changed from one that came and one that went", async () => {
    const { layers, instructions } = await comparisonOf(
      "FROM scratch\nCOPY --size=10kB /base\nCOPY --size=20kB /srv/app\nCOPY --size=1kB /gone",
      "FROM scratch\nCOPY --size=10kB /base\nCOPY --size=5kB /new\nCOPY --size=25kB /srv/app",
    )
    expect(layers).toEqual([
      { change: "added", beforeIndex: null, afterIndex: 1, createdBy: "COPY new /new", before: 0, after: 5000 },
      {
        change: "changed",
        beforeIndex: 1,
        afterIndex: 2,
        createdBy: "COPY app /srv/app",
        before: 20_000,
        after: 25_000,
      },
      { change: "removed", beforeIndex: 2, afterIndex: null, createdBy: "COPY gone /gone", before: 1000, after: 0 },
    ])
    expect(instructions.map(({ text: said, before, after }) => `${said}: ${after - before}`)).toEqual([
      "COPY app /srv/app: 5000",
      "COPY new /new: 5000",
      "COPY gone /gone: -1000",
    ])
  })

  test("counts what a puller has already", async () => {
    const { pull } = await comparisonOf(
      "FROM scratch\nCOPY --size=10kB /base\nCOPY --size=20kB /app",
      "FROM scratch\nCOPY --size=10kB /base\nCOPY --size=30kB /app",
    )
    expect(pull).toMatchObject({ layers: 1, sharedLayers: 1 })
    expect(pull.bytes).toBeGreaterThan(30_000)
    expect(pull.sharedBytes).toBeGreaterThan(10_000)
  })

  test("says what the config says otherwise, and no value of a variable", async () => {
    const { config } = await comparisonOf(
      `FROM scratch
ENV MODE=slow-and-steady OLD=1
LABEL version=1 team=cart
USER 1000
EXPOSE 8080
CMD ["/app"]
COPY --size=1kB /app`,
      `FROM scratch
ENV MODE=fast-and-loose NEW=2
LABEL version=2 owner=shop
EXPOSE 8080
EXPOSE 9090
VOLUME /data
STOPSIGNAL SIGINT
HEALTHCHECK --interval=30s CMD ["/app", "check"]
CMD ["/app", "-v"]
COPY --size=1kB /app`,
    )
    expect(config).toEqual([
      { field: "user", before: "1000", after: null },
      { field: "cmd", before: '["/app"]', after: '["/app","-v"]' },
      { field: "exposedPorts", before: "8080/tcp", after: "8080/tcp, 9090/tcp" },
      { field: "volumes", before: null, after: "/data" },
      { field: "healthcheck", before: null, after: '--interval=30s CMD ["/app","check"]' },
      { field: "stopSignal", before: null, after: "SIGINT" },
      { field: "env MODE", before: "set", after: "set to another value" },
      { field: "env OLD", before: "set", after: null },
      { field: "env NEW", before: null, after: "set" },
      { field: "label team", before: "cart", after: null },
      { field: "label version", before: "1", after: "2" },
      { field: "label owner", before: null, after: "shop" },
    ])
    expect(JSON.stringify(config)).not.toContain("fast-and-loose")
  })

  test("tells findings that are new from those that are gone", async () => {
    const { findings } = await comparisonOf(
      "FROM scratch\nUSER root\nCOPY --size=1kB /app",
      "FROM scratch\nUSER 1000\nEXPOSE 22\nCOPY --size=1kB /app",
    )
    expect(findings.fixed.map(({ rule }) => rule)).toContain("user/root")
    expect(findings.new.length).toBeGreaterThan(0)
    expect(findings.unchanged).toBeGreaterThan(0)
  })
})

test("tells folders apart as deep as both sides do", async () => {
  const [before, after] = [
    await imageOf("FROM scratch\nCOPY --size=5kB /srv/a/b/x\nCOPY --size=3kB /srv/a/c/x"),
    await imageOf(`FROM scratch\nCOPY --size=6kB /srv/a/b/x`),
  ]
  const items = after.directories.items.map((item) => ({ ...item, path: "/srv" }))
  const { directories, causes } = compare(before, { ...after, directories: { depth: 1, items } })
  expect(directories).toEqual([{ path: "/srv", before: 8000, after: 6000 }])
  expect(causes).toEqual([{ what: "/srv", layer: 0, before: 8000, after: 6000 }])
})

test("takes linear time over as many layers as there may be", () => {
  const image = REPORT.images[0]!
  const many = (seed: string): ReportImage => ({
    ...image,
    layers: Array.from({ length: 10_000 }, (_, index) => ({
      ...image.layers[0]!,
      index,
      diffId: `sha256:${seed}${index}`,
      createdBy: `RUN ${index % 7}`,
    })),
  })
  expect(compare(many("a"), many("b")).layers).toHaveLength(10_000)
}, 20_000)

test("with nothing on the other side, all of it is growth", async () => {
  const image = await imageOf("FROM scratch\nUSER 1000\nCOPY --size=1kB /app")
  const { with: other, size, config, causes } = compare(null, image)
  expect(other).toBeNull()
  expect(size.content).toEqual({ ...NOTHING, after: 1000 })
  expect(config).toEqual([])
  expect(causes).toEqual([{ what: "/", layer: 0, before: 0, after: 1000 }])
})
