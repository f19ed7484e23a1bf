import valid from "semver/functions/valid.js"
import type { ReportImage } from "../../model/index.ts"

const VERSION_LABEL = "org.opencontainers.image.version"

const tagOf = (name: string): string => /:([^:/@]*)(?:@.*)?$/s.exec(name)?.[1] ?? ""

/** What version an image is, as its label or else a tag says, where that is SemVer. */
export function versionOf({ config, names }: Pick<ReportImage, "config" | "names">): string | null {
  const label = Object.hasOwn(config.labels, VERSION_LABEL) ? (config.labels[VERSION_LABEL] ?? "") : ""
  return [label, ...names.map(tagOf)].map((text) => valid(text)).find((version) => version !== null) ?? null
}
