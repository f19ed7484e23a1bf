import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import type { Filesystem, ReadImage } from "../src/index.ts"
import { partsOf } from "../src/model/index.ts"
import { expectedImage, isWhole, seenImage, sumOf } from "./support/account.ts"
import { archivesWithFacts, isFolder, type Facts } from "./support/facts.ts"

// Every archive of fixtures/, and of the larger corpus where it lies beside the repository, against what programs that
// share nothing with plimsoll found in it.
const ROOT = fileURLToPath(new URL("..", import.meta.url))

// As built, since only there the reading threads of large archives are programs of their own.
const BUILT = new URL("../dist/index.js", import.meta.url).href
const { audit, readImages } = (await import(BUILT)) as typeof import("../src/index.ts")

const escape = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

/** A pattern for what the facts quote of a history entry: its start, with secrets as `glpa...(26)`. */
function quoted(text: string): RegExp {
  const parts = text.split(/[.]{3}\((\d+)\)/)
  const patterns = parts.map((part, index) => (index % 2 === 0 ? escape(part) : `.{${Number(part) - 4}}`))
  return new RegExp(`^${patterns.join("")}`, "s")
}

const formatOf = (path: string, formats: readonly string[]): string =>
  formats.some((format) => format.startsWith("docker"))
    ? "docker-archive"
    : isFolder(path)
      ? "oci-layout"
      : "oci-archive"

/** Docker writes a name of its own hub in three lengths, and an archive may hold two of them. */
const familiar = (name: string): string => name.replace(/^(?:docker[.]io\/)?(?:library\/)?/, "")

/** The facts name no host of the real world. */
const withoutHosts = (text: string): string => text.replaceAll("deb.debian.org", "deb.debian.example")

const isWholeInput = ({ images }: Facts): boolean => images.every(({ layers }) => layers.every(isWhole))

const sortedByConfig = <Item extends { readonly config: { readonly digest: string } }>(
  items: readonly Item[],
): Item[] => items.toSorted((a, b) => (a.config.digest < b.config.digest ? -1 : 1))

async function isTrue(path: string, facts: Facts): Promise<void> {
  const isContested = facts.contested !== undefined
  const { input, images } = await readImages(path)
  expect(sortedByConfig(images.map((read) => seenImage(read, isContested)))).toEqual(
    sortedByConfig(facts.images.map((image) => expectedImage(image, isContested))),
  )
  expect(input).toMatchObject({
    bytes: facts.bytes,
    compression: facts.container?.outer_compression,
    format: formatOf(path, facts.container?.formats ?? []),
    complete: isWholeInput(facts),
  })
  for (const { image, report } of images) {
    const known = facts.images.find(({ config_digest }) => config_digest === report.configDigest)!
    if (known.manifest_digest !== undefined) expect(report.manifestDigest).toBe(known.manifest_digest)
    expect(report.names.map(familiar)).toEqual(expect.arrayContaining((known.repo_tags ?? []).map(familiar)))
    for (const [index, layer] of report.layers.entries())
      if (layer.history !== null)
        expect(withoutHosts(image.config.history[layer.history]!.createdBy)).toMatch(
          quoted(known.layers[index]!.created_by ?? ""),
        )
    addsUp(report, image.files)
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Sizes are one account of the same bytes, however they are cut. */
function addsUp(report: ReadImage["report"], files: Filesystem): void {
  const { size, layers, waste, wasteOmitted, duplicatesOmitted } = report
  const hidden = waste.filter(({ cause }) => cause !== "duplicate")
  expect({
    content: size.content,
    ofLayers: sum(layers.map(({ contentBytes }) => contentBytes)),
    wastedInLayers: sum(layers.map(({ wastedBytes }) => wastedBytes)),
    wastedItems: sum(hidden.map(({ bytes }) => bytes)) + wasteOmitted.bytes,
    duplicates: sum(waste.map(({ bytes }) => bytes)) - sum(hidden.map(({ bytes }) => bytes)) + duplicatesOmitted.bytes,
    items: waste.length + wasteOmitted.items + duplicatesOmitted.items,
    archive: sum(layers.map(({ archiveBytes }) => archiveBytes)),
    tar: sum(layers.map(({ tarBytes }) => tarBytes)),
    parts: sum(partsOf(report).map(({ bytes }) => bytes)),
  }).toEqual({
    content: size.filesystem + size.wasted,
    ofLayers: size.content,
    wastedInLayers: size.wasted,
    wastedItems: size.wasted,
    duplicates: sumOf(files.waste, "duplicate"),
    items: files.waste.length,
    archive: size.archive,
    tar: size.layers,
    parts: size.content,
  })
}

/** Nothing to audit: said once, in a sentence that a person can act on. */
async function isRefused(path: string): Promise<void> {
  const { inputs, images, verdict, failures } = await audit([path])
  expect({ images, verdict, complete: inputs[0]!.complete }).toEqual({
    images: [],
    verdict: "incomplete",
    complete: false,
  })
  expect(failures).not.toEqual([])
  const [first] = inputs[0]!.problems
  expect(first?.message).toMatch(/^[^\n]{20,400}$/)
  expect(first?.message).not.toMatch(/\bat .+:\d+:\d+|Error:|undefined|\[object/)
}

/** Verdict and images say the same: something was read, or nothing. */
async function isReadOrRefused(path: string): Promise<void> {
  const { images, verdict } = await audit([path])
  expect(verdict === "incomplete").toBe(images.length === 0)
}

async function isToldApart(path: string, facts: Facts): Promise<void> {
  const { inputs, images, verdict } = await audit([path])
  expect(verdict === "incomplete").toBe(!isWholeInput(facts))
  if (isWholeInput(facts)) return
  expect(inputs[0]!.problems.length).toBeGreaterThan(0)
  const isMissing = facts.images.some(({ layers }) => layers.some(({ missing }) => missing === true))
  expect(images.flatMap(({ findings }) => findings.map(({ rule }) => rule))).toContain(
    isMissing ? "archive/missing-blob" : "archive/digest-mismatch",
  )
}

describe.each(["fixtures", "../shared/corpus"])("%s", (folder) => {
  const archives = archivesWithFacts(`${ROOT}/${folder}`)
  if (archives === null) {
    test.skip("is not here: its archives are not read", () => {})
    return
  }
  for (const [path, facts] of archives) {
    const name = relative(`${ROOT}/${folder}`, path)
    const end = isWholeInput(facts) ? "read whole" : "reported as far as it can be read"
    if (facts.error_expected === true) test(`${name} is refused in a sentence`, () => isRefused(path))
    else if (facts.error_expected === "either") test(`${name} is read or refused`, () => isReadOrRefused(path))
    else {
      test(`${name} is accounted for`, () => isTrue(path, facts))
      test(`${name} is ${end}`, () => isToldApart(path, facts))
    }
  }
})
