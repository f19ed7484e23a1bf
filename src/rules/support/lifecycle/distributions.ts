import type { OsRelease } from "../../../model/index.ts"
import { lifeOf, type Life } from "./lifecycle.ts"

/** A version as distributions write it; a snapshot such as Alpine's `3.24_alpha20260127` is none. */
const VERSION = /^\d{1,6}(?:\.\d{1,6}){0,3}$/

/** The product that an os-release names, where it is not its `ID`. */
function productId({ id, name }: OsRelease): string {
  if (id === "centos") return /\bstream\b/i.test(name) ? "centos-stream" : "centos"
  return id === "opensuse" ? "opensuse-leap" : id
}

/** How long a distribution's release is supported; null for a rolling one, and where it is not known. */
export function lifeOfDistribution(os: OsRelease): Life | null {
  if (!VERSION.test(os.version)) return null
  const life = lifeOf(productId(os), os.version)
  // A service pack that is not known is not the release without one.
  return os.id === "sles" && life?.release !== os.version ? null : life
}

/** The last day on which a distribution's release gets security fixes that cost nothing; null where nobody says. */
export const eolOf = (os: OsRelease): string | null => lifeOfDistribution(os)?.freeEnd ?? null
