import type { Image } from "../../model/index.ts"

/** The content of a file that a container sees and that a rule `reads`, links followed; null where it is absent or was not kept. */
export function readText(image: Image, path: string): string | null {
  const file = image.files.resolve(path)
  if (file === undefined) return null
  const bytes = image.layers[file.layer]?.captures.get(file.row)
  return bytes === undefined ? null : Buffer.from(bytes).toString("utf8")
}

/** True where a file certainly does not exist: every layer was read, and none has it. */
export const isAbsent = (image: Image, path: string): boolean =>
  image.complete && image.files.resolve(path) === undefined
