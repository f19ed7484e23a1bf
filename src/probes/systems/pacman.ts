import type { PackageRecord } from "../../model/index.ts"
import type { Probe } from "../probe.ts"
import { Damage, database, Paths } from "./database.ts"

const MiB = 1024 * 1024
const FOLDER = "var/lib/pacman/local/"
const MOST_LINES = 1_000_000

const isNamed = (path: string, name: string): boolean =>
  path.startsWith(FOLDER) && path.endsWith(name) && path.indexOf("/", FOLDER.length) === path.length - name.length

const desc = database(
  "the pacman data base",
  4 * MiB,
  ({ path, member }) => member === "" && isNamed(path, "/desc"),
  (content) => {
    const sections = sectionsOf(content)
    const one = (name: string): string => sections.get(name)?.[0] ?? ""
    const [name, version, source, architecture] = [one("NAME"), one("VERSION"), one("BASE"), one("ARCH")]
    if (name === "" || version === "") throw new Damage("has a package without a name and a version")
    const record: PackageRecord = {
      type: "alpm",
      name,
      version,
      requires: namesIn(sections.get("DEPENDS")),
      provides: namesIn(sections.get("PROVIDES")),
      ...(source === "" ? {} : { source }),
      ...(architecture === "" ? {} : { architecture }),
    }
    return [record]
  },
)

const files = database(
  "pacman's list of a package's files",
  32 * MiB,
  ({ path, member }) => member === "" && isNamed(path, "/files"),
  (content, path) => {
    const paths = new Paths()
    for (const line of sectionsOf(content).get("FILES") ?? []) {
      const name = line.endsWith("/") ? line.slice(0, -1) : line
      const slash = name.lastIndexOf("/") + 1
      paths.add(`/${name.slice(0, slash)}`, name.slice(slash))
    }
    // The folder is called NAME-VERSION-RELEASE.
    const folder = path.slice(FOLDER.length, path.lastIndexOf("/"))
    return [{ type: "alpm", name: folder.replace(/-[^-]*-[^-]*$/, ""), version: "", files: paths.take() }]
  },
)

/** What Arch Linux's package manager keeps: a folder for each package. libalpm, be_local.c. */
export const pacman: readonly Probe[] = [desc, files]

/** `%NAME%`, then a line for each value, then an empty one. */
function sectionsOf(content: Buffer): ReadonlyMap<string, readonly string[]> {
  const lines = content.toString("utf8").split("\n", MOST_LINES + 1)
  if (lines.length > MOST_LINES) throw new Damage("names more files than any system has")
  const sections = new Map<string, string[]>()
  let values: string[] | null = null
  for (const line of lines) {
    if (line === "") values = null
    else if (values !== null) values.push(line)
    else if (line.startsWith("%") && line.endsWith("%")) sections.set(line.slice(1, -1), (values = []))
  }
  return sections
}

/** Names without versions: `glibc>=2.27`, `libz.so=1-64`. */
const namesIn = (list: readonly string[] = []): string[] => list.flatMap((item) => /^[^<>=]+/.exec(item)?.[0] ?? [])
