import type { PackageRecord } from "../../model/index.ts"
import type { Probe } from "../probe.ts"
import { Damage, database, Paths } from "./database.ts"

const MiB = 1024 * 1024
const FOLDER = "var/lib/dpkg/"
const LISTS = "var/lib/dpkg/info/"
/** Images without a package manager keep a record for each package. Google's distroless, rules_distroless. */
const RECORDS = "var/lib/dpkg/status.d/"
const SUMS = ".md5sums"
const LIST = ".list"
const MOST_LINES = 1_000_000
const MOST_RELATIONS = 10_000

/** States in which a package's files are not there, or not all of them. dpkg(1), PACKAGE STATES. */
const ABSENT = new Set(["not-installed", "config-files", "half-installed"])

const isIn = (folder: string, path: string): boolean =>
  path.startsWith(folder) && path.length > folder.length && !path.includes("/", folder.length)

const status = database(
  "the dpkg data base",
  64 * MiB,
  ({ path, member }) => member === "" && path.startsWith(FOLDER) && (path === `${FOLDER}status` || isRecord(path)),
  (content) => readStatus(content.toString("utf8")),
)

const isRecord = (path: string): boolean => isIn(RECORDS, path) && !path.endsWith(SUMS)

const lists = database(
  "dpkg's list of a package's files",
  32 * MiB,
  ({ path, member }) => member === "" && isIn(LISTS, path) && path.endsWith(LIST),
  (content, path) => {
    const [name = "", architecture] = path.slice(LISTS.length, -LIST.length).split(":", 2)
    const paths = new Paths()
    for (const line of linesOf(content)) if (line.startsWith("/") && line !== "/.") add(paths, line)
    return listOf(name, architecture, paths)
  },
)

const sums = database(
  "dpkg's list of a package's files",
  32 * MiB,
  ({ path, member }) => member === "" && isIn(RECORDS, path) && path.endsWith(SUMS),
  (content, path) => {
    const paths = new Paths()
    // `HASH  usr/bin/a`; a name may hold blanks.
    for (const line of linesOf(content)) {
      const blank = line.indexOf(" ")
      if (blank > 0)
        add(
          paths,
          `/${line
            .slice(blank)
            .trimStart()
            .replace(/^[*./]+/, "")}`,
        )
    }
    return listOf(path.slice(RECORDS.length, -SUMS.length), undefined, paths)
  },
)

/** What Debian's package manager keeps: deb-control(5) stanzas of all packages, and a file list of each. */
export const dpkg: readonly Probe[] = [status, lists, sums]

function linesOf(content: Buffer): string[] {
  const lines = content.toString("utf8").split("\n", MOST_LINES + 1)
  if (lines.length > MOST_LINES) throw new Damage("names more files than any system has")
  return lines
}

function add(paths: Paths, path: string): void {
  const slash = path.lastIndexOf("/") + 1
  if (slash < path.length) paths.add(path.slice(0, slash), path.slice(slash))
}

/** A record without a version: the files of a package that the status file tells of. */
const listOf = (name: string, architecture: string | undefined, paths: Paths): PackageRecord[] => [
  { type: "deb", name, version: "", files: paths.take(), ...(architecture === undefined ? {} : { architecture }) },
]

const WANTED = new Set(["package", "status", "version", "architecture", "source", "depends", "pre-depends", "provides"])

function* readStatus(text: string): Iterable<PackageRecord> {
  let fields = new Map<string, string>()
  let field = ""
  for (let start = 0; start <= text.length;) {
    const newline = text.indexOf("\n", start)
    const end = newline < 0 ? text.length : newline
    const line = text.slice(start, end)
    start = end + 1
    if (line.trim() === "") {
      yield* toRecord(fields)
      fields = new Map()
      field = ""
    } else if (line.startsWith(" ") || line.startsWith("\t")) {
      if (field !== "") fields.set(field, `${fields.get(field)} ${line.trim()}`)
    } else {
      const colon = line.indexOf(":")
      const name = line.slice(0, Math.max(colon, 0)).toLowerCase()
      field = WANTED.has(name) ? name : ""
      if (field !== "") fields.set(field, line.slice(colon + 1).trim())
    }
  }
  yield* toRecord(fields)
}

function* toRecord(fields: ReadonlyMap<string, string>): Iterable<PackageRecord> {
  const name = fields.get("package") ?? ""
  const version = fields.get("version") ?? ""
  // `install ok installed`; records of single packages have none.
  const state = fields.get("status")?.split(/\s+/)[2] ?? "installed"
  if (name === "" || version === "" || ABSENT.has(state)) return
  const requires = [...namesIn(fields.get("pre-depends")), ...namesIn(fields.get("depends"))]
  const provides = namesIn(fields.get("provides"))
  const source = fields.get("source")?.split(/[\s(]/, 1)[0] ?? ""
  const architecture = fields.get("architecture") ?? ""
  yield {
    type: "deb",
    name,
    version,
    ...(requires.length > 0 ? { requires: [...new Set(requires)] } : {}),
    ...(provides.length > 0 ? { provides } : {}),
    ...(source === "" ? {} : { source }),
    ...(architecture === "" ? {} : { architecture }),
  }
}

/** Names in a relation, every alternative: `a (>= 1) | b, c:any`. */
const namesIn = (relation = ""): string[] =>
  relation.split(/[,|]/, MOST_RELATIONS).flatMap((part) => /^\s*([A-Za-z0-9][A-Za-z0-9+.-]*)/.exec(part)?.[1] ?? [])
