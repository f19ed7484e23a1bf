import { mergeLayers } from "../../src/filesystem/index.ts"
import { readArchive, type Reading } from "../../src/archive/index.ts"
import { DEFAULT_LIMITS, type Inspector, type Layer } from "../../src/model/index.ts"
import { withFile } from "./read.ts"

/** An inspector that sees every `SECRET-…`, and remembers what it was shown. */
export class FakeInspector implements Inspector {
  readonly isWhole = true
  readonly shown: { readonly path: string; readonly member: string; readonly text: string }[] = []
  #open: { readonly path: string; readonly member: string; readonly pieces: Buffer[] } | null = null

  open(path: string, member: string): void {
    if (this.#open !== null) throw new Error(`${path} was opened before ${this.#open.path} was closed`)
    this.#open = { path, member, pieces: [] }
  }

  piece(bytes: Uint8Array): void {
    this.#open!.pieces.push(Buffer.from(bytes))
  }

  close(): ReturnType<Inspector["close"]> {
    const { path, member, pieces } = this.#open!
    this.#open = null
    const text = Buffer.concat(pieces).toString("latin1")
    this.shown.push({ path, member, text })
    return Array.from(text.matchAll(/SECRET-\w+/g), ([value]) => ({
      type: "fake",
      evidence: "proved",
      value,
      givenTo: "",
      line: 1,
      member,
      encoding: "",
    }))
  }
}

/** Reads an archive with such an inspector, in this thread. */
export async function inspected(bytes: Buffer): Promise<{ readonly reading: Reading; readonly fake: FakeInspector }> {
  const fake = new FakeInspector()
  const reading = await withFile(bytes, (path) =>
    readArchive(path, {
      limits: DEFAULT_LIMITS,
      jobs: 1,
      images: [],
      platforms: [],
      captures: [],
      merge: mergeLayers,
      inspector: () => fake,
      prober: null,
      inspectorSettings: null,
      onProgress: null,
    }),
  )
  return { reading, fake }
}

export const layersIn = (reading: Reading): readonly Layer[] => reading.images.flatMap(({ layers }) => layers)

/** Every sighting of a layer as `path!member value`. */
export const sightingsOf = (layer: Layer | undefined): string[] =>
  (layer?.sightings ?? []).map(({ row, sighting }) =>
    [layer?.listing?.paths[row], sighting.member]
      .filter((part) => part !== "")
      .join("!")
      .concat(" ", sighting.value),
  )
