import { EntryType, type File, type Image } from "../../../model/index.ts"
import { startedCommand, type CommandStep } from "../command.ts"
import { elfOf } from "../facts.ts"
import { listPaths } from "../paths.ts"
import { findProgram } from "../program.ts"
import { describeLayer } from "../step.ts"
import { list, show } from "../words.ts"
import { installLine } from "./absent.ts"
import { interpretersOf } from "./interpreter.ts"
import { findLibrary, libraryFolders, searchPath, type Loaded } from "./library-search.ts"
import type { Obstacle } from "./obstacle.ts"

/** No program loads more, or looks further. */
const MOST_LIBRARIES = 2000
const MOST_LOOKUPS = 300_000

/** What musl is itself. ldso/dynlink.c, `load_library`. */
const MUSL_ITSELF = /^lib(?:c|pthread|rt|m|dl|util|xnet)[.]/

/** Packages that people forget most often: of Debian and its kin, and of Alpine. */
const PACKAGES: readonly (readonly [name: RegExp, debian: string, alpine: string])[] = [
  [/^libstdc\+\+[.]so/, "libstdc++6", "libstdc++"],
  [/^libgcc_s[.]so/, "libgcc-s1", "libgcc"],
  [/^libgomp[.]so/, "libgomp1", "libgomp"],
  [/^libpq[.]so/, "libpq5", "libpq"],
  [/^libmariadb[.]so/, "libmariadb3", "mariadb-connector-c"],
  [/^libsqlite3[.]so/, "libsqlite3-0", "sqlite-libs"],
  [/^libcurl[.]so/, "libcurl4", "libcurl"],
  [/^libxml2[.]so/, "libxml2", "libxml2"],
  [/^libyaml-0[.]so/, "libyaml-0-2", "yaml"],
  [/^libGL[.]so/, "libgl1", "mesa-gl"],
  [/^libglib-2[.]0[.]so/, "libglib2.0-0", "glib"],
  [/^libz[.]so/, "zlib1g", "zlib"],
  [/^lib(?:ssl|crypto)[.]so[.]3/, "libssl3", "libssl3 libcrypto3"],
]

/** What a program and its libraries need and no folder has; null where that can't be told. */
function missing(image: Image, file: File): readonly { readonly name: string; readonly by: File }[] | null {
  const elf = elfOf(image, file)
  if (elf?.interpreter == null || elf.needed === null) return []
  const folders = libraryFolders(image, elf.interpreter)
  if (folders === null) return null
  const absent = new Map<string, File>()
  const queue: Loaded[] = [{ file, elf, by: null }]
  const names = new Set<string>()
  const loaded = new Set<string>()
  let lookups = 0
  for (let at = 0; at < queue.length; at++) {
    if (queue.length > MOST_LIBRARIES) return null
    const object = queue[at]!
    const path = searchPath(object, folders)
    if (path === null || object.elf.needed === null) return null
    lookups += path.length * object.elf.needed.length
    if (lookups > MOST_LOOKUPS) return null
    for (const name of object.elf.needed) {
      if (names.has(name) || (folders.kind === "musl" && MUSL_ITSELF.test(name))) continue
      const found = findLibrary(image, name, path)
      if (found === undefined || name.includes("$")) return null
      if (found === null) {
        absent.set(name, object.file)
        continue
      }
      names.add(name)
      if (loaded.has(found.path)) continue
      loaded.add(found.path)
      const library = found.type === EntryType.file ? elfOf(image, found) : undefined
      // A linker script, a damaged file: what it brings can't be told.
      if (library === undefined) return null
      if (library.soname !== "") names.add(library.soname)
      queue.push({ file: found, elf: library, by: object })
    }
  }
  return [...absent].filter(([name]) => !names.has(name)).map(([name, by]) => ({ name, by }))
}

function remedyFor(image: Image, names: readonly string[]): string {
  const isAlpine = image.files.resolve("/sbin/apk") !== undefined
  const known = names.map((name) => PACKAGES.find(([pattern]) => pattern.test(name))?.[isAlpine ? 2 : 1])
  const packages = [...new Set(known.filter((found) => found !== undefined))]
  const isDebian = isAlpine || image.files.resolve("/usr/bin/apt-get") !== undefined
  const line = packages.length > 0 && isDebian ? installLine(image, packages.join(" ")) : null
  const others = "build on the release of the distribution that the final stage is made of, or link statically"
  return line === null
    ? `Install the packages that bring ${list(names.slice(0, 3).map(show))} in the final stage; else ${others}.`
    : `Install ${packages.length === 1 ? "it" : "them"} in the final stage: \`${line}\`; else ${others}.`
}

/** True where a shell on the way may set what the loader reads. */
const setsLoader = ({ steps, others }: ReturnType<typeof startedCommand>): boolean =>
  [...steps, ...others].some(
    ({ text, argv }) => /\bLD_/.test(text ?? "") || argv.some((word) => word.startsWith("LD_")),
  )

/** A program, or what its first line starts, needs libraries that are not in the image. */
export function missingLibrary(image: Image, step: CommandStep): Obstacle | null {
  const program = findProgram(image, step.argv[0] ?? "", step.where)
  if (program.kind !== "found" || setsLoader(startedCommand(image))) return null
  for (const file of [program.file, ...interpretersOf(image, program.file, step.where)]) {
    const found = missing(image, file)
    const [first] = found ?? []
    if (found === null || first === undefined) continue
    const names = found.map(({ name }) => show(name))
    const by = first.by.path === file.path ? "" : `, needed by ${listPaths([first.by.path])},`
    return {
      because: `${listPaths([file.path])} from ${describeLayer(image, file.layer)} needs ${listPaths(names)}${by} and no folder of libraries has ${names.length === 1 ? "it" : "them"}`,
      remedy: remedyFor(image, names),
      identity: file.path,
      file,
    }
  }
  return null
}
