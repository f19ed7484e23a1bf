import { EntryType, type File, type Image } from "../../model/index.ts"
import { mayAccess, permits, reach } from "./access.ts"
import type { RunUser } from "./run-user.ts"
import { runUser } from "./run-user.ts"

/** What a program's name is looked up with. */
export interface Surroundings {
  /** `PATH`; null where it can't be told. */
  readonly path: string | null
  /** Absolute folder; null where it can't be told. */
  readonly workdir: string | null
  /** Null where it can't be told. */
  readonly user: RunUser | null
}

/** What a name leads to. */
export type Program =
  /** `path` is the one that was called, `file` what it leads to: of a name with a slash also a folder, or a file that nobody may execute. */
  | { readonly kind: "found"; readonly path: string; readonly file: File }
  /** `skipped`: files of that name on PATH that can't be executed. `searched`: the folders, in order; empty for a name with a slash. */
  | {
      readonly kind: "absent"
      readonly path: string
      readonly searched: readonly string[]
      readonly skipped: readonly File[]
    }
  /** `because`: the reason, as the rest of a sentence. */
  | { readonly kind: "unknown"; readonly because: string }

/** What runtimes set where an image sets no PATH. */
export const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

/** A variable of the image's environment; the last one of a name counts. */
export const variable = ({ config }: Image, name: string): string | undefined =>
  config.run.env.findLast((entry) => entry.name === name)?.value

/** What the image config says of where programs are looked for. */
export function surroundingsOf(image: Image): Surroundings {
  const { workdir } = image.config.run
  return {
    path: variable(image, "PATH") ?? DEFAULT_PATH,
    workdir: workdir.startsWith("/") ? workdir : `/${workdir}`,
    user: runUser(image),
  }
}

/** Looks a program up as runc and execvp(3) do: a name with a slash is a path, any other is searched for on PATH. */
export function findProgram(image: Image, name: string, where: Surroundings = surroundingsOf(image)): Program {
  if (image.config.platform.os === "windows") return unknown("Windows looks programs up in its own way")
  if (!image.complete) return unknown("the image could not be read whole")
  if (name === "" || name.includes("\0")) return unknown("it has no name")
  if (name.includes("$")) return unknown("a variable is in its name")
  if (name.includes("/")) return byPath(image, name, where)
  return onPath(image, name, where)
}

const unknown = (because: string): Program => ({ kind: "unknown", because })

function byPath(image: Image, name: string, { workdir }: Surroundings): Program {
  if (!name.startsWith("/") && workdir === null) return unknown("the working directory can't be told")
  const path = name.startsWith("/") ? name : `${workdir === "/" ? "" : workdir}/${name.replace(/^(?:\.\/+)+/, "")}`
  const reached = reach(image, path)
  if (reached.kind === "unknown") return reached
  return reached.kind === "file"
    ? { kind: "found", path, file: reached.file }
    : { kind: "absent", path, searched: [], skipped: [] }
}

function onPath(image: Image, name: string, { path, user }: Surroundings): Program {
  if (path === null) return unknown("PATH can't be told")
  const searched: string[] = []
  const skipped: File[] = []
  for (const folder of path.split(":")) {
    if (!folder.startsWith("/")) return unknown("PATH holds a folder that is not absolute")
    searched.push(folder)
    const candidate = `${folder.replace(/\/+$/, "")}/${name}`
    const reached = reach(image, candidate)
    if (reached.kind === "unknown") return reached
    if (reached.kind === "absent" || reached.file.type !== EntryType.file) continue
    if (permits(reached.file, null, "execute") === false || mayAccess(image, user, candidate, "execute") === false)
      skipped.push(reached.file)
    else return { kind: "found", path: candidate, file: reached.file }
  }
  return { kind: "absent", path: name, searched, skipped }
}
