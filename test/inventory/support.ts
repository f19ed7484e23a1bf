import { mergeLayers } from "../../src/filesystem/index.ts"
import { takeInventory } from "../../src/inventory/index.ts"
import type { Fact, Filesystem, Inventory, Layer, PackageRecord } from "../../src/model/index.ts"
import { listing, type Row } from "../support/listing.ts"

/** A row, and what its content says. */
export interface Told extends Row {
  readonly facts?: readonly Fact[]
}

/** A file whose content names packages. */
export const naming = (row: Row, ...packages: readonly PackageRecord[]): Told => ({
  ...row,
  facts: [{ kind: "packages", packages }],
})

/** The inventory of layers given as lists of rows; null is a layer that could not be read. */
export function inventoryOf(...layers: readonly (readonly Told[] | null)[]): {
  readonly files: Filesystem
  readonly inventory: Inventory
} {
  const read = layers.map((rows): Layer => {
    const facts = (rows ?? []).flatMap((told, row): [number, readonly Fact[]][] =>
      told.facts ? [[row, told.facts]] : [],
    )
    return {
      index: 0,
      digest: "",
      diffId: "",
      mediaType: "",
      compression: "none",
      archiveBytes: 0,
      tarBytes: 0,
      listing: rows && listing(...rows),
      captures: new Map(),
      capabilities: new Map(),
      facts: new Map(facts),
      sightings: [],
      sightingsOmitted: 0,
      unopened: { files: 0, bytes: 0 },
      complete: true,
    }
  })
  const files = mergeLayers(read.map((layer) => layer.listing))
  return { files, inventory: takeInventory(read, files) }
}

/** Packages as lines: `deb libc6 1: 5 B in 2 files, layer 0`. */
export const lines = ({ packages }: Inventory): string[] =>
  packages.map(
    ({ type, name, version, bytes, files, layer }) =>
      `${type} ${name} ${version}: ${bytes} B in ${files} files, layer ${layer}`,
  )
