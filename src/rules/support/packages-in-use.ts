import type { ElfFact, File, Image, Package, ScriptFact } from "../../model/index.ts"
import { EntryType, SYSTEM_TYPES } from "../../model/index.ts"
import { callsOf } from "./calls.ts"
import { join } from "./paths.ts"

const LIBRARY_FOLDERS = ["/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib"]
/** Debian's folders of libraries for one kind of processor: `/usr/lib/x86_64-linux-gnu`. */
const TRIPLET = /^[a-z0-9_]+-linux-[a-z0-9]+$/

/** Visible programs and scripts that no system package brought, with what they say of themselves. */
function* ownPrograms({ layers, files, inventory }: Image): Generator<ElfFact | ScriptFact> {
  for (const { index, listing, facts } of layers)
    for (const [row, said] of facts)
      for (const fact of said) {
        if (fact.kind !== "elf" && fact.kind !== "script") continue
        const file = files.get(`/${listing?.paths[row] ?? ""}`)
        if (file?.layer !== index || file.row !== row) continue
        const owner = inventory.ownerOf(file.path)
        if (owner === undefined || !SYSTEM_TYPES.has(owner.type)) yield fact
      }
}

/** System packages whose libraries, interpreters and programs the image's own files and its command use. */
export function packagesInUse(image: Image): ReadonlySet<Package> {
  const { files, inventory } = image
  const libraries = new Set<string>()
  const paths = new Set<string>()
  for (const fact of ownPrograms(image))
    if (fact.kind === "elf") for (const name of fact.needed ?? []) libraries.add(name)
    else {
      paths.add(fact.interpreter)
      if (fact.interpreter.endsWith("/env"))
        addProgram(paths, fact.argument.replace(/^-S\s*/, "").split(" ", 1)[0] ?? "")
    }
  const triplets = ["/lib", "/usr/lib"].flatMap((folder) =>
    (files.list(folder) ?? []).filter((name) => TRIPLET.test(name)).map((name) => join(folder, name)),
  )
  for (const name of libraries)
    if (name.startsWith("/")) paths.add(name)
    else for (const folder of [...LIBRARY_FOLDERS, ...triplets]) paths.add(join(folder, name))
  for (const name of callsOf(image).commands) addProgram(paths, name)
  const used = new Set<Package>()
  for (const path of paths) {
    const file: File | undefined = path.startsWith("/") ? files.resolve(path) : undefined
    const owner = file?.type === EntryType.file ? inventory.ownerOf(file.path) : undefined
    if (owner && SYSTEM_TYPES.has(owner.type)) used.add(owner)
  }
  return used
}

function addProgram(paths: Set<string>, name: string): void {
  if (name.startsWith("/")) paths.add(name)
  else if (name !== "" && !name.includes("/"))
    for (const folder of ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"])
      paths.add(join(folder, name))
}
