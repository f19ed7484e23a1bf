import { count, formatBytes, formatShare, platformText, type ReportImage } from "../../model/index.ts"
import { clip } from "./prose.ts"

/** Of a digest, what tells images apart. */
const DIGEST = "sha256:".length + 12
/** No registry takes a longer name. */
const NAME = 200

export const shortDigest = (digest: string): string => digest.slice(0, DIGEST)
export const nameOf = ({ names, id }: Pick<ReportImage, "names" | "id">): string =>
  clip(names[0] ?? shortDigest(id), NAME)
export const platformOf = ({ platform }: Pick<ReportImage, "platform">): string =>
  clip(platformText(platform), NAME) || "unknown platform"

/** `22.5 %` of an image's content is wasted; empty where nothing is. */
export const wastedShare = ({ size }: Pick<ReportImage, "size">): string => formatShare(size.wasted, size.content)

/** What an image measures, in one sentence. */
export function sizeSentence(image: ReportImage): string {
  const { size, layers, complete } = image
  const wasted = size.wasted === 0 ? "nothing wasted" : `${formatBytes(size.wasted)} wasted (${wastedShare(image)})`
  const sizes = `${formatBytes(size.content)} in ${count(layers.length, "layer")}: ${formatBytes(size.filesystem)} visible, ${wasted}`
  return complete ? `${sizes}; ${formatBytes(size.archive)} as stored.` : `What could be read: ${sizes}.`
}
