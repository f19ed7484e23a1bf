import type { Image, Waste } from "../../../model/index.ts"

const wasted = new WeakMap<Image, ReadonlyMap<string, Waste>>()

const keyOf = (layer: number, path: string): string => `${layer}\0${path}`

/**
 * What hides a file of a layer, by its path there; null where a container sees it. Bytes that are not wasted are seen,
 * if only by another name.
 */
export function hidingOf(image: Image, layer: number, path: string): Waste | null {
  let known = wasted.get(image)
  if (known === undefined) {
    const hidden = image.files.waste.filter(({ cause }) => cause !== "duplicate")
    known = new Map(hidden.map((waste) => [keyOf(waste.fromLayer, waste.path), waste]))
    wasted.set(image, known)
  }
  return known.get(keyOf(layer, path)) ?? null
}

/** The same of a name, which holds no bytes that could be wasted: that of a link, a folder or an empty file. */
export function hidingOfName(image: Image, layer: number, path: string): Waste | null {
  if (image.files.get(path) !== undefined) return null
  return hidingOf(image, layer, path) ?? { cause: "deleted", bytes: 0, path, fromLayer: layer, byLayer: null }
}
