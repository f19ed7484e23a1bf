import { count, formatBytes, formatShare, platformText, type ReportImage } from "../../model/index.ts"
import { columns } from "./columns.ts"
import type { Pen } from "./pen.ts"

/** Of a digest, what tells images apart. */
const DIGEST = "sha256:".length + 12

/** What an image is called; of one without a name, the start of its digest. */
export const nameOf = ({ names, id }: ReportImage): string => names[0] ?? id.slice(0, DIGEST)

/** `linux/arm64`. */
export const platformOf = ({ platform }: ReportImage): string => platformText(platform) || "unknown platform"

/** Which image, and its sizes as a sum that adds up: content = filesystem + wasted. */
export function titleLines(image: ReportImage, pen: Pen): string[] {
  const { size, layers, names, complete, id } = image
  const more = names.length > 1 ? ` and ${count(names.length - 1, "more name")}` : ""
  const rest = `${more}  ${pen.line(platformOf(image), Math.floor(pen.width / 3))}`
  const name = pen.line(nameOf(image), Math.max(16, pen.width - columns(rest)))
  const digest = names.length === 0 ? "" : `  ${pen.line(id.slice(0, DIGEST), DIGEST)}`
  const fits = columns(name + rest + digest) <= pen.width
  const share = formatShare(size.wasted, size.content)
  const wasted = share === "" ? "nothing wasted" : `${formatBytes(size.wasted)} wasted (${share})`
  const sizes = `${formatBytes(size.content)} in ${count(layers.length, "layer")}: ${formatBytes(size.filesystem)} visible, ${wasted}`
  return [
    pen.paint("bold", name) + rest + (fits ? digest : ""),
    pen.line(complete ? `${sizes}; ${formatBytes(size.archive)} as stored` : `What could be read: ${sizes}`, pen.width),
  ]
}
