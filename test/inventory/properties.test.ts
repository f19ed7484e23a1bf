import fc from "fast-check"
import { expect, test } from "vitest"
import { EntryType, type File, type Package, type PackageRecord } from "../../src/model/index.ts"
import { layers, wildLayers } from "../filesystem/arbitrary.ts"
import { inventoryOf } from "./support.ts"

const NAMES = ["a", "b", "c", "l"]
const anyPath = fc
  .array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 })
  .map((names) => `/${names.join("/")}`)
const paths = fc.array(anyPath, { maxLength: 5 })
const record: fc.Arbitrary<PackageRecord> = fc.record(
  {
    type: fc.constantFrom("deb", "rpm", "npm", "pypi"),
    name: fc.constantFrom("p", "q", "r"),
    version: fc.constantFrom("", "1", "2"),
    files: paths,
    folders: paths,
  },
  { requiredKeys: ["type", "name", "version"] },
)
/** What a row of a layer says: the row by a number that is cut to fit. */
const told = fc.array(fc.tuple(fc.nat(20), fc.array(record, { maxLength: 3 })), { maxLength: 4 })
const images = fc.tuple(fc.oneof(layers, wildLayers), fc.array(told, { maxLength: 4 })).map(([rows, said]) =>
  rows.map((layer, index) =>
    layer.map((row, at) => {
      const packages = (said[index] ?? []).flatMap(([number, all]) => (number % layer.length === at ? all : []))
      return packages.length === 0 ? row : { ...row, facts: [{ kind: "packages", packages } as const] }
    }),
  ),
)

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0)
const isSystem = ({ type }: Pick<Package, "type">): boolean => type === "deb" || type === "rpm"

test("accounts for every byte and every name, of the image and of each layer", () => {
  fc.assert(
    fc.property(images, (image) => {
      const { files, inventory } = inventoryOf(...image)
      const { packages, unowned, perLayer } = inventory
      expect(sum(packages.map(({ bytes }) => bytes)) + unowned.bytes).toBe(files.totals.filesystem)
      expect(sum(packages.map((each) => each.files)) + unowned.files).toBe(files.totals.files)
      expect(unowned.bytes).toBeGreaterThanOrEqual(0)
      expect(unowned.files).toBeGreaterThanOrEqual(0)
      expect(perLayer.map((layer) => sum(layer.bytes.values()) + layer.unowned)).toEqual(
        files.perLayer.map(({ content }) => content),
      )
    }),
    { numRuns: 1000 },
  )
})

test("gives each file to the one that it says owns it", () => {
  fc.assert(
    fc.property(images, (image) => {
      const { files, inventory } = inventoryOf(...image)
      const owners = new Map<Package, File[]>()
      for (const file of files) {
        const owner = inventory.ownerOf(file.path)
        if (owner === undefined || file.type !== EntryType.file) continue
        owners.set(owner, [...(owners.get(owner) ?? []), file])
      }
      for (const each of inventory.packages) {
        const own = owners.get(each) ?? []
        const distinct = new Map(own.map(({ layer, row, size }) => [`${layer} ${row}`, size]))
        expect(each.files).toBe(own.length)
        expect(each.bytes).toBe(sum(distinct.values()))
      }
    }),
    { numRuns: 1000 },
  )
})

test("a list of the system's packages goes before all others, and nobody has what nobody names", () => {
  fc.assert(
    fc.property(images, (image) => {
      const { files, inventory } = inventoryOf(...image)
      const records = image.flat().flatMap((row) => ("facts" in row ? row.facts.flatMap((fact) => fact.packages) : []))
      for (const file of files) {
        if (file.type === EntryType.directory || file.links > 1) continue
        const owner = inventory.ownerOf(file.path)
        if (owner === undefined) continue
        const names = (each: PackageRecord): boolean =>
          (each.files ?? []).some((path) => files.get(path)?.path === file.path)
        const holds = (each: PackageRecord): boolean =>
          (each.folders ?? []).some((path) => file.path.startsWith(`${files.resolve(path)?.path ?? "?"}/`))
        expect(records.some((each) => names(each) || holds(each))).toBe(true)
        if (!isSystem(owner) && owner.version !== "")
          expect(
            inventory.packages.some(
              (other) =>
                isSystem(other) &&
                records.some(
                  (each) =>
                    each.name === other.name &&
                    each.type === other.type &&
                    each.version === other.version &&
                    each.version !== "" &&
                    names(each) &&
                    seen(image, each),
                ),
            ),
          ).toBe(false)
      }

      function seen(rows: typeof image, wanted: PackageRecord): boolean {
        return rows.some((layer, index) =>
          layer.some((row, at) => {
            if (!("facts" in row) || !row.facts.some((fact) => fact.packages.includes(wanted))) return false
            const file = files.get(`/${row.path}`)
            return file?.layer === index && file.row === at
          }),
        )
      }
    }),
    { numRuns: 1000 },
  )
})
