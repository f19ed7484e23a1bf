import type { ImageBase, ImageConfig } from "../model/index.ts"

/** Where the base of an image ends; null where that can't be told. */
export function findBase(_config: ImageConfig, _annotations: ReadonlyMap<string, string>): ImageBase | null {
  return null
}
