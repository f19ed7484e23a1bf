import { expect, test } from "vitest"
import { file } from "../support/listing.ts"
import { inventoryOf, naming, type Told } from "./support.ts"

// Work that grows with files times packages takes minutes, linear work a fraction of the time allowed.
const PACKAGES = 5000
const ALLOWED = 20_000
const each = <T>(make: (index: number) => T): T[] => Array.from({ length: PACKAGES }, (_, index) => make(index))

test("counts the bytes of many packages with many files", { timeout: ALLOWED }, () => {
  const listed = each((at) => ({ type: "deb", name: `d${at}`, version: "1", files: [`/usr/a/${at}`, `/usr/b/${at}`] }))
  const rows: Told[] = [
    naming(file("var/lib/dpkg/status", 0), ...listed),
    ...each((at) => [file(`usr/a/${at}`, 2), file(`usr/b/${at}`, 3)]).flat(),
    ...each((at) => {
      const folder = `app/${at % 50}/node_modules/p${at}`
      const record = { type: "npm", name: `p${at}`, version: "1", folders: [`/${folder}`] }
      return [naming(file(`${folder}/package.json`, 5), record), file(`${folder}/lib/index.js`, 7)]
    }).flat(),
  ]
  const { inventory, files } = inventoryOf(rows.slice(0, PACKAGES), rows.slice(PACKAGES))
  expect(inventory.packages.filter(({ type, bytes }) => bytes === (type === "deb" ? 5 : 12))).toHaveLength(2 * PACKAGES)
  expect(inventory.unowned).toEqual({ bytes: 0, files: 1 })
  expect(inventory.perLayer.map(({ unowned }) => unowned)).toEqual([0, 0])
  expect(files.totals.files).toBe(4 * PACKAGES + 1)
})

test("a deep tree within a folder is walked up once", { timeout: ALLOWED }, () => {
  const deep = "d/".repeat(500)
  const rows = each((at) => file(`app/${deep}${at % 100}/${at}`, 1))
  const { inventory } = inventoryOf([
    naming(file("app/package.json", 1), { type: "npm", name: "app", version: "1", folders: ["/app"] }),
    ...rows,
  ])
  expect(inventory.packages[0]?.bytes).toBe(PACKAGES + 1)
})
