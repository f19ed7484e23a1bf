import fc from "fast-check"
import type { Change, Comparison, ReportImage } from "../../src/model/index.ts"
import { REPORT } from "../reports/sample.ts"

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const bytes = fc.nat(5)
const paths = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 4 }).map((names) => `/${names.join("/")}`)
const INSTRUCTIONS = ["COPY . /srv", "RUN make", "ADD … /", null]

/** An image whose numbers add up as those of an audit do, made of few names, so that two of them have much in common. */
export const reportImage: fc.Arbitrary<ReportImage> = fc
  .record({
    layers: fc.array(
      fc.record({
        id: fc.constantFrom("", "1", "2", "3"),
        made: fc.constantFrom(...INSTRUCTIONS),
        wasted: bytes,
        seen: bytes,
      }),
      { maxLength: 6 },
    ),
    packages: fc.array(
      fc.record({
        type: fc.constantFrom("deb", "npm"),
        name: fc.constantFrom("p", "q"),
        version: fc.constantFrom("1", "2"),
      }),
      { maxLength: 4 },
    ),
    folders: fc.array(fc.record({ path: paths, share: bytes, owned: bytes }), { minLength: 1, maxLength: 5 }),
    depth: fc.nat(3),
    findings: fc.uniqueArray(fc.constantFrom("1", "2", "3", "4"), { maxLength: 4 }),
  })
  .map(({ layers, packages, folders, depth, findings }) => imageOf(layers, packages, folders, depth, findings))

function imageOf(
  given: readonly {
    readonly id: string
    readonly made: string | null
    readonly wasted: number
    readonly seen: number
  }[],
  packages: readonly { readonly type: string; readonly name: string; readonly version: string }[],
  folders: readonly { readonly path: string; readonly share: number; readonly owned: number }[],
  depth: number,
  found: readonly string[],
): ReportImage {
  const [model] = REPORT.images
  // A layer of one diff id has the same bytes wherever it stands.
  const layers = given.map(({ id, made, wasted, seen }, index) => {
    const content = id === "" ? wasted + seen : 3
    const hidden = Math.min(content, wasted)
    return {
      ...model!.layers[0]!,
      index,
      digest: id === "" ? "" : `sha256:${id}`,
      diffId: id === "" ? "" : `sha256:${id}`,
      archiveBytes: content + 1,
      contentBytes: content,
      wastedBytes: hidden,
      createdBy: made,
    }
  })
  const content = sum(layers.map(({ contentBytes }) => contentBytes))
  const wasted = sum(layers.map(({ wastedBytes }) => wastedBytes))
  const filesystem = content - wasted
  // What is visible is dealt out, first come first served; the root has the rest.
  let left = filesystem
  const dealt = folders.map(({ path, share, owned }) => {
    const own = Math.min(left, share)
    left -= own
    return {
      path: path.split("/", depth + 1).join("/") || "/",
      bytes: own,
      unowned: own - Math.min(own, owned),
      layer: 0,
    }
  })
  const items = [...dealt, { path: "/", bytes: left, unowned: left, layer: 0 }]
  let owned = sum(items.map((item) => item.bytes - item.unowned))
  if (packages.length === 0) {
    for (const item of items) item.unowned = item.bytes
    owned = 0
  }
  return {
    ...model!,
    size: { archive: content + layers.length, layers: content, content, filesystem, wasted, files: layers.length },
    layers,
    packages: packages.map((one, at) => ({ ...one, bytes: at === 0 ? owned : 0, layer: 0, path: "/p" })),
    directories: { depth, items },
    findings: found.map((fingerprint) => ({ ...model!.findings[0]!, fingerprint })),
  }
}

/** What a list of changes comes to. */
const growthOf = (changes: readonly Change[]): number => sum(changes.map(({ before, after }) => after - before))

/** What each list of a comparison comes to beside the total that it has to add up to. */
export const balance = ({ size, causes, layers, instructions, directories, packages, pull }: Comparison) => ({
  causes: [growthOf(causes), growthOf([size.content])],
  layers: [growthOf(layers), growthOf([size.content])],
  instructions: [growthOf(instructions), growthOf([size.content])],
  directories: [growthOf(directories), growthOf([size.filesystem])],
  packages: [growthOf(packages), growthOf([size.filesystem])],
  pull: [pull.bytes + pull.sharedBytes, size.archive.after],
})

/** The same where everything adds up. */
export const isBalanced = (comparison: Comparison): boolean =>
  Object.values(balance(comparison)).every(([parts, total]) => parts === total)
