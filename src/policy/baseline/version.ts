import gt from "semver/functions/gt.js"
import valid from "semver/functions/valid.js"
import { platformKey, type ReportImage } from "../../model/index.ts"

const VERSION_LABEL = "org.opencontainers.image.version"

const tagOf = (name: string): string => /:([^:/@]*)(?:@.*)?$/s.exec(name)?.[1] ?? ""

/** What version an image is, as its label or else a tag says, where that is SemVer. */
export function versionOf({ config, names }: Pick<ReportImage, "config" | "names">): string | null {
  const label = Object.hasOwn(config.labels, VERSION_LABEL) ? (config.labels[VERSION_LABEL] ?? "") : ""
  return [label, ...names.map(tagOf)].map((text) => valid(text)).find((version) => version !== null) ?? null
}

/** True for a version after another one, or where there was none. */
export const isNewer = (version: string, before: string | null): boolean =>
  before === null || valid(before) === null || gt(version, before)

/** A name as people write it, without tag and digest. */
export const nameWithoutTag = (name: string): string => name.replace(/@.*$/s, "").replace(/:[^:/]*$/, "")

/** The key of a platform that is written out: `linux/arm64/v8`. */
export function platformKeyOf(text: string): string {
  const [os = "", architecture = "", variant] = text.split("/")
  return platformKey({ os, architecture, ...(variant === undefined ? {} : { variant }) })
}
