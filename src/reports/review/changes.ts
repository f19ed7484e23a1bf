import type { ReportImage } from "../../model/index.ts"
import { some } from "../document/amounts.ts"
import { type Block, code, heading, list, paragraph } from "../document/blocks.ts"
import { shortDigest } from "../document/names.ts"
import { growthBlocks, sizesTable } from "../document/sizes.ts"
import { changeTable, configBlocks, fixedBlocks, layerLine, packageLine } from "../document/changes.ts"

/** What became of the image since the last release. */
export function changeBlocks(image: ReportImage, isOne: boolean): readonly Block[] {
  const { comparison } = image
  const title = heading(isOne ? 2 : 3, "What changed since the last release")
  const part = (text: string, blocks: readonly Block[]): readonly Block[] =>
    blocks.length === 0 ? [] : [heading(isOne ? 3 : 4, text), ...blocks]
  if (comparison === undefined)
    return [
      title,
      paragraph([
        "Not known: no other image was given. ",
        code("--compare OLD"),
        " compares with the archive or the report of the last release.",
      ]),
    ]
  if (comparison.with === null)
    return [
      title,
      paragraph(["What it was to be compared with has no image of this name and platform, or could not be read."]),
    ]
  const { findings, config, packages, layers } = comparison
  const news = new Set(findings.new)
  const shown = image.findings.filter(({ fingerprint }) => news.has(fingerprint)).slice(0, 50)
  const rest = findings.new.length - shown.length
  return [
    title,
    paragraph([
      "Compared with ",
      code(comparison.with.names[0] ?? shortDigest(comparison.with.id)),
      `: ${some(findings.new.length, "new finding")}, ${some(findings.fixed.length, "fixed finding")}, ${some(findings.unchanged, "finding")} as before.`,
    ]),
    ...sizesTable(image),
    ...growthBlocks(image),
    ...part("New findings", [
      ...(shown.length === 0
        ? []
        : [list(shown.map(({ severity, rule, message }) => [paragraph([`${severity} `, code(rule), ": ", message])]))]),
      ...(rest > 0 ? [paragraph([`And ${some(rest, "more new finding")}.`])] : []),
    ]),
    ...part("Fixed findings", findings.fixed.length === 0 ? [] : fixedBlocks(comparison)),
    ...part("Settings", config.length === 0 ? [] : configBlocks(comparison)),
    ...part("Packages", packages.length === 0 ? [] : changeTable("Package", packages, packageLine)),
    ...part("Layers", layers.length === 0 ? [] : changeTable("Layer", layers, layerLine)),
  ]
}
