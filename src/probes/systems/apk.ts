import type { PackageRecord } from "../../model/index.ts"
import type { Probe } from "../probe.ts"
import { database, Paths } from "./database.ts"

const MOST_RELATIONS = 10_000
const PLACES = new Set(["lib/apk/db/installed", "usr/lib/apk/db/installed"])

/** What Alpine's package manager keeps of installed packages: a line is a letter, a colon and a value. apk-tools, apk-v2(5). */
export const apk: readonly Probe[] = [
  database(
    "the apk data base",
    64 * 1024 * 1024,
    ({ path, member }) => member === "" && PLACES.has(path),
    (content) => readInstalled(content.toString("utf8")),
  ),
]

function* readInstalled(text: string): Iterable<PackageRecord> {
  const paths = new Paths()
  let fields = new Map<string, string>()
  let folder: { readonly path: string; isEmpty: boolean } | null = null
  const leave = (): void => {
    if (folder?.isEmpty === true && folder.path !== "") paths.add("/", folder.path)
    folder = null
  }
  for (let start = 0; start <= text.length;) {
    const newline = text.indexOf("\n", start)
    const end = newline < 0 ? text.length : newline
    const key = text[start]
    const value = text.slice(start + 2, end)
    const isBlank = end === start
    start = end + 1
    if (isBlank) {
      leave()
      yield* toRecord(fields, paths.take())
      fields = new Map()
    } else if (key === "F") {
      leave()
      folder = { path: value, isEmpty: true }
    } else if (key === "R" && folder !== null) {
      folder.isEmpty = false
      paths.add(folder.path === "" ? "/" : `/${folder.path}/`, value)
    } else if (key !== undefined && WANTED.has(key)) fields.set(key, value)
  }
  leave()
  yield* toRecord(fields, paths.take())
}

/** Name, version, architecture, origin, dependencies, what it provides. */
const WANTED = new Set(["P", "V", "A", "o", "D", "p"])

function* toRecord(fields: ReadonlyMap<string, string>, files: readonly string[]): Iterable<PackageRecord> {
  const name = fields.get("P") ?? ""
  if (name === "") return
  const requires = namesIn(fields.get("D"))
  const provides = namesIn(fields.get("p"))
  const source = fields.get("o") ?? ""
  const architecture = fields.get("A") ?? ""
  yield {
    type: "apk",
    name,
    version: fields.get("V") ?? "",
    files,
    ...(requires.length > 0 ? { requires } : {}),
    ...(provides.length > 0 ? { provides } : {}),
    ...(source === "" ? {} : { source }),
    ...(architecture === "" ? {} : { architecture }),
  }
}

/** Names without versions: `so:libc.musl-x86_64.so.1 zlib>=1.2 !conflict`. */
const namesIn = (list = ""): string[] =>
  list.split(" ", MOST_RELATIONS).flatMap((word) => (word.startsWith("!") ? [] : (/^[^<>=~]+/.exec(word)?.[0] ?? [])))
