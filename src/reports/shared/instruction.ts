import type { ReportImage } from "../../model/index.ts"

/** The Dockerfile line of a history entry; `""` where there is none. */
export const instructionAt = (image: ReportImage, history: number | null | undefined): string =>
  image.history[history ?? -1]?.text ?? ""

/** The Dockerfile line that made a layer; `""` where nobody says. */
export function instructionOf(image: ReportImage, layer: number | null | undefined): string {
  const made = image.layers[layer ?? -1]
  return made === undefined ? "" : instructionAt(image, made.history) || (made.createdBy ?? "")
}
