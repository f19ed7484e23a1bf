import type { Image } from "../../../model/index.ts"
import { startedCommand } from "../command.ts"
import { findProgram } from "../program.ts"

/** A program that Go linked. */
interface GoProgram {
  readonly path: string
  readonly layer: number
  /** Of Go: `1.22.3`. */
  readonly version: string
  /** True where the container starts it. */
  readonly isStarted: boolean
}

/** Programs that were built with one release of Go: `1.22`. */
export interface GoRelease {
  readonly release: string
  readonly programs: readonly GoProgram[]
}

const VERSION = /^(?:go)?(1\.\d{1,3})(?:\.\d{1,3})?/
const SYSTEM = new Set(["deb", "apk", "rpm"])

/** Programs by the release of Go that built them, but for those that a distribution's packages own: it builds them anew. */
export function goPrograms(image: Image): readonly GoRelease[] {
  const started = startedPaths(image)
  const releases = new Map<string, GoProgram[]>()
  for (const { type, name, version, path, layer } of image.inventory.packages) {
    if (type !== "golang" || name !== "stdlib") continue
    const release = VERSION.exec(version)?.[1]
    const owner = image.inventory.ownerOf(path)
    if (release === undefined || (owner !== undefined && SYSTEM.has(owner.type))) continue
    const same = releases.get(release) ?? []
    same.push({ path, layer, version: version.replace(/^go/, ""), isStarted: started.has(path) })
    releases.set(release, same)
  }
  return [...releases].map(([release, programs]) => ({ release, programs }))
}

/** Files that the container's command leads to. */
function startedPaths(image: Image): ReadonlySet<string> {
  return new Set(
    startedCommand(image).steps.flatMap(({ argv: [word = ""], where, role }) => {
      const program = role === "program" ? findProgram(image, word, where) : null
      return program?.kind === "found" ? [program.path, program.file.path] : []
    }),
  )
}
