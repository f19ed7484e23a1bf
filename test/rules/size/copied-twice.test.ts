import { expect, test } from "vitest"
import copiedTwice from "../../../src/rules/size/copied-twice.ts"
import duplicateContent from "../../../src/rules/size/duplicate-content.ts"
import wasted from "../../../src/rules/size/wasted.ts"
import { readImages } from "../../../src/audit/index.ts"
import { dockerfile } from "../../support/dockerfile.ts"
import { auditDockerfile, findingsOf, testRule } from "../../support/rule.ts"
import { withFile } from "../../support/with-file.ts"

const TEXT = `${"text ".repeat(4000)}\n`
const same = (path: string): string => `COPY <<EOF ${path}\n${TEXT}EOF`

testRule(copiedTwice, {
  catches: {
    // Two COPYs and one chown are one slip.
    "COPY --size=2MB /srv/a\nCOPY --size=1MB /srv/b\nRUN chown -R 1000:1000 /srv":
      "3 MB in 2 files of layer 0 (COPY a /srv/a) and layer 1 (COPY b /srv/b) are stored again, with the same content, by layer 2 (RUN chown -R 1000:1000 /srv): /srv/a, /srv/b.",
    "COPY --size=2MB /srv/a\nCOPY --size=2MB /srv/a":
      "2 MB in 1 file of layer 0 (COPY a /srv/a) are copied once more by layer 1 (COPY a /srv/a): /srv/a.",
    // Each change of mode or owner stores them once more.
    "COPY --size=2MB /srv/a\nRUN chmod 700 /srv/a\nRUN chown 7:7 /srv/a":
      "2 MB in 1 file of layer 0 (COPY a /srv/a) are stored again, with the same content, by layer 1 (RUN chmod 700 /srv/a): /srv/a.",
    [`${same("/app/src/a.js")}\n${same("/build/src/a.js")}`]:
      "20 kB in 1 file at /build are copied twice: they are the same as at /app, and copied again by layer 1 (COPY <<EOF /build/src/a.js).",
  },
  ignores: [
    "COPY --size=2MB --chown=1000:1000 /srv/a",
    // Another content: size/wasted tells it.
    "COPY --size=2MB /srv/a\nCOPY --size=3MB /srv/a",
    "COPY --size=2MB /srv/a\nRUN rm /srv/a",
    // What a RUN wrote.
    "COPY --size=2MB /a\nRUN cp /a /b\nRUN chmod 700 /b",
    "COPY --size=2MB /a\nRUN cp /a /b",
    // 60 kB of 20 MB.
    "COPY --size=20MB /big\nCOPY --size=60kB /a\nRUN chmod 700 /a",
    // Two trees that share a file and little else.
    `${same("/app/lib/a.js")}\n${same("/web/lib/a.js")}\nCOPY --size=20kB /web/lib/b.js`,
  ],
})

test("no byte is told by two rules", async () => {
  const report = await auditDockerfile(`COPY --size=200kB /srv/a
    COPY --size=100kB /tmp/b
    RUN chown -R 7:7 /srv && rm /tmp/b
    ${same("/app/a.js")}
    ${same("/web/a.js")}`)
  const rules = new Set([copiedTwice.id, wasted.id, duplicateContent.id])
  expect(
    report.images[0]!.findings.flatMap(({ rule, bytes, location }) =>
      rules.has(rule) ? [[rule, bytes, location.path]] : [],
    ),
  ).toEqual([
    [copiedTwice.id, 200_000, "/srv/a"],
    [copiedTwice.id, 20_001, "/web"],
    [wasted.id, 100_000, "/tmp/b"],
  ])
})

test("what the base copied is left to the base", async () => {
  const { images } = await withFile(
    await dockerfile(`COPY --size=200kB /srv/a\n${same("/app/a")}\nRUN chmod 700 /srv/a\n${same("/b")}`),
    (path) => readImages(path),
  )
  const image = images[0]!.image
  const context = { today: "2026-01-31", options: {} }
  const base = { layers: 2, steps: 2, name: "", known: "given", config: null } as const
  expect([...copiedTwice.check({ ...image, base: null }, context)]).toHaveLength(2)
  expect([...copiedTwice.check({ ...image, base }, context)]).toEqual([])
  expect([...wasted.check({ ...image, base }, context)]).toHaveLength(1)
})

test.each([
  ["COPY --size=2MB /srv/a\nRUN chown -R 1000:1000 /srv", "`COPY --chown=1000:1000 … /srv/a`, and drop the chown"],
  ["COPY --size=2MB /srv/a\nRUN chmod 755 /srv/a && chown 7:7 /srv/a", "`COPY --chown=7:7 --chmod=755 … /srv/a`"],
  ["COPY --size=2MB /srv/a\nRUN chmod +x /srv/a", "`COPY --chmod=755 … /srv/a`"],
  ["COPY --size=2MB /srv/a\nCOPY --size=2MB /srv/a", "copied twice: drop one of the two"],
])("%s is mended by %s", async (text, remedy) => {
  const [finding] = await findingsOf(copiedTwice, text)
  expect(finding?.remedy).toContain(remedy)
})

test("a tree at two places is mended by a link", async () => {
  const [finding] = await findingsOf(copiedTwice, `${same("/app/a")}\n${same("/b")}`)
  expect(finding?.remedy).toContain("`RUN ln -s /app/a /b`")
})

test("the finding points to the layer that holds the bytes, the others and the one that stores them again", async () => {
  const [finding] = await findingsOf(
    copiedTwice,
    "ENV A=b\nCOPY --size=20kB /srv/a\nCOPY --size=10kB /srv/b\nCOPY --size=4MB /big\nRUN chown -R 7:7 /srv",
  )
  expect(finding).toMatchObject({
    severity: "low",
    bytes: 30_000,
    location: { kind: "layer", layer: 0, history: 1, path: "/srv/a", visible: false },
    places: [
      { kind: "layer", layer: 1, history: 2 },
      { kind: "layer", layer: 3, history: 4 },
    ],
  })
})

const fingerprint = async (text: string): Promise<string | undefined> =>
  (await findingsOf(copiedTwice, text))[0]?.fingerprint

test("the fingerprint survives a rebuild that changes sizes and adds layers before it", async () => {
  const first = await fingerprint("COPY --size=2MB /srv/a\nRUN chown -R 1000:1000 /srv")
  expect(first).toBeDefined()
  expect(await fingerprint("COPY --size=1kB /x\nCOPY --size=3MB /srv/a\nRUN chown -R 1000:1000 /srv")).toBe(first)
  expect(await fingerprint("COPY --size=2MB /srv/a\nCOPY --size=2MB /srv/a")).not.toBe(first)
})
