import fc from "fast-check"
import { expect, test } from "vitest"
import { partsOf } from "../../src/model/index.ts"
import { baselineImageOf } from "../../src/policy/index.ts"
import { reportImage } from "../comparison/support.ts"
import { auditDockerfile } from "../support/rule.ts"

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

test("the parts of an image add up to its content, whatever it holds", () => {
  fc.assert(
    fc.property(reportImage, (image) => {
      const parts = partsOf(image)
      expect(sum(parts.map(({ bytes }) => bytes))).toBe(image.size.content)
      expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length)
      expect(sum(Object.values(baselineImageOf(image, []).parts))).toBe(image.size.content)
    }),
    { numRuns: 1000 },
  )
})

test("parts of one name are one, of the layer that holds most of them", async () => {
  const { images } = await auditDockerfile(`
    FROM scratch
    COPY --size=10kB a /srv/shop/a
    COPY --size=30kB b /srv/shop/b
    COPY --size=5kB tmp /tmp/x
    RUN rm /tmp/x
    COPY --size=7kB tmp /tmp/x
    RUN rm /tmp/x`)
  expect(partsOf(images[0]!)).toEqual([
    { name: "/srv/shop", bytes: 40_000, layer: 1 },
    { name: "hidden: COPY tmp /tmp/x", bytes: 12_000, layer: 4 },
  ])
})

test("a name is of a bounded length, and text", async () => {
  const { images } = await auditDockerfile(`
    FROM scratch
    COPY --size=5kB tmp /tmp/x
    # layer: RUN ${"make && ".repeat(200)}rm /tmp/x ## x
    COPY --size=9kB tmp /srv/x`)
  const [image] = images
  const long = {
    ...image!,
    layers: image!.layers.map((layer) => ({ ...layer, createdBy: "é".repeat(500) + "\udc80" })),
  }
  for (const { name } of partsOf(long)) expect(name.length).toBeLessThan(220)
})
