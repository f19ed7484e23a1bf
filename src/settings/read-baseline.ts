import type { Baseline, BaselineImage } from "../model/index.ts"
import { BASELINE } from "./baseline-shape.ts"
import { USUAL_DEPTH } from "./write-baseline.ts"
import { readShaped, type ShapedReading } from "./read.ts"

interface BaselineReading extends Pick<ShapedReading, "complaints" | "positionOf"> {
  /** To be used only where nothing is complained of. */
  readonly baseline: Baseline
}

/** Reads a baseline file. One that is empty knows no images. */
export async function readBaseline(text: string): Promise<BaselineReading> {
  const { value, complaints, positionOf } = await readShaped(text, "yaml", BASELINE)
  const { images } = (value ?? { images: [] }) as {
    readonly images: readonly (Partial<BaselineImage> & Pick<BaselineImage, "name" | "platform" | "sizes">)[]
  }
  const empty = { version: null, parts: {}, depth: USUAL_DEPTH, accepted: [], growth: [] }
  return {
    baseline: { images: complaints.length > 0 ? [] : images.map((image) => ({ ...empty, ...image })) },
    complaints,
    positionOf,
  }
}
