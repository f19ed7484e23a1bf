import type { Package } from "../../model/index.ts"
import { list, show } from "./words.ts"

/** What people call a package, by its type in a package URL. */
const KINDS: Readonly<Record<string, string>> = {
  deb: "Debian package",
  apk: "Alpine package",
  rpm: "RPM package",
  alpm: "Arch package",
  npm: "npm package",
  pypi: "Python package",
  gem: "Ruby gem",
}
const MOST_NAMED = 3

const named = ({ name, version }: Package): string => show(version === "" ? name : `${name} ${version}`)

/** Packages as a sentence names them: `Debian package make 4.3-4.1`, `Debian packages cpp-12 12.2.0-14 and gcc-12 12.2.0-14`. */
export function describePackages(packages: readonly Package[]): string {
  const [first] = packages
  if (first === undefined) return ""
  const alike = packages.filter(({ type }) => type === first.type)
  const shown = alike.slice(0, MOST_NAMED).map(named)
  const more = alike.length - shown.length
  const kind = KINDS[first.type] ?? "package"
  return `${kind}${alike.length === 1 ? "" : "s"} ${list(more > 0 ? [...shown, `${more} more`] : shown)}`
}
