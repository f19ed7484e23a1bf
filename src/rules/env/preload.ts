import type { Image, Remark, Severity } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { environmentOf, locateVariable } from "../support/environment.ts"
import { describeWriter, makerOf, writerOf, type Writer } from "../support/writers.ts"
import { show } from "../support/words.ts"

/** Libraries are sought here and nowhere else; with `$LIB` and the like in them they are the loader's to find. */
const isPlain = (path: string): boolean => path.startsWith("/") && !path.includes("$")

/** The user changes by it what it runs itself, and nobody else's programs. */
const mildFor = (writer: Writer): { readonly severity?: Severity } => (writer === "user" ? { severity: "low" } : {})

/** What is wrong with a library that is loaded into every program, as the rest of a sentence, and who may overwrite it; undefined where nothing is. */
function whatIsWrong(image: Image, path: string): { readonly text: string; readonly writer?: Writer } | undefined {
  if (!isPlain(path)) return undefined
  if (image.files.resolve(path) === undefined)
    return image.complete ? { text: `${show(path)}, which is not in the image` } : undefined
  const writer = writerOf(image, path)
  if (writer === null) return undefined
  return { text: `${show(path)}, which ${describeWriter(image, writer)} may overwrite`, writer }
}

function* preloaded(image: Image, value: string): Generator<Remark> {
  const wrong = value.split(/[\s:]+/).flatMap((path) => whatIsWrong(image, path) ?? [])
  if (wrong.length === 0) return
  yield {
    message: `LD_PRELOAD loads into every program of the container ${wrong
      .slice(0, 3)
      .map(({ text }) => text)
      .join(", and ")}.`,
    remedy: "Name a library that is there and belongs to root, or remove the ENV line.",
    location: locateVariable(image, "LD_PRELOAD"),
    ...(wrong.every(({ writer }) => writer === "user") ? mildFor("user") : {}),
    identity: "LD_PRELOAD",
  }
}

function* searched(image: Image, value: string): Generator<Remark> {
  const entries = value.split(/[:;]/)
  const location = locateVariable(image, "LD_LIBRARY_PATH")
  const isMusl = image.os?.id === "alpine"
  const relative = entries.filter(
    (entry) => !entry.startsWith("/") && !entry.startsWith("$") && !(isMusl && entry === ""),
  )
  if (relative.length > 0)
    yield {
      message: `LD_LIBRARY_PATH holds ${relative[0] === "" ? "an empty entry" : show(relative[0]!)}, which means whatever folder is current: a library in it is loaded in place of the system's.`,
      remedy:
        "Write absolute folders only, and no `:` at an end; where the variable may be unset: `ENV LD_LIBRARY_PATH=/opt/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}`.",
      location,
      identity: "LD_LIBRARY_PATH relative",
    }
  for (const folder of new Set(entries.filter(isPlain))) {
    const isThere = image.files.resolve(folder) !== undefined
    if (!isThere && !image.complete) continue
    const writer = isThere ? writerOf(image, folder) : makerOf(image, folder)
    if (writer === null) continue
    yield {
      message: `LD_LIBRARY_PATH names ${show(folder)}, and ${describeWriter(image, writer)} may ${isThere ? "put libraries there" : "make that folder, which is not there"}: they are loaded in place of the system's, into every program.`,
      remedy:
        "Keep libraries in a folder that belongs to root and cannot be written by others, or remove the ENV line.",
      location,
      ...mildFor(writer),
      identity: `LD_LIBRARY_PATH ${folder}`,
    }
    return
  }
}

export default defineRule({
  id: "env/preload",
  title: "No variable loads libraries from where they can be exchanged",
  severity: "medium",
  why: "LD_PRELOAD and LD_LIBRARY_PATH decide what code every program of the container loads before its own. Where somebody beside root can write what they name, that is a way into all of them. A library that is missing costs an error line at each start, and what it was to do is not done.",
  decides:
    "`Env` of the image config: a library of LD_PRELOAD that is missing, or that the user of the container or everybody may overwrite; an entry of LD_LIBRARY_PATH that is relative or empty, or that they may write or make; LD_AUDIT, whatever it names. Low where only the user of the container may write.",
  blind:
    "Names without a slash, which the loader looks for itself; what is set at run time; folders of LD_LIBRARY_PATH that are missing and only root can make, for drivers are mounted there.",
  remedy:
    "Remove the variable, or let it name files that belong to root: `COPY --chmod=755 libjemalloc.so.2 /usr/local/lib/`.",
  examples: {
    bad: `
      FROM scratch
      ENV LD_LIBRARY_PATH=/opt/lib:
      CMD ["/app"]`,
    good: `
      FROM scratch
      ENV LD_LIBRARY_PATH=/opt/lib
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    if (image.config.platform.os === "windows") return
    const environment = environmentOf(image)
    const valueOf = (name: string): string => environment.get(name)?.value.trim() ?? ""
    if (valueOf("LD_PRELOAD") !== "") yield* preloaded(image, valueOf("LD_PRELOAD"))
    if (valueOf("LD_LIBRARY_PATH") !== "") yield* searched(image, valueOf("LD_LIBRARY_PATH"))
    if (valueOf("LD_AUDIT") !== "")
      yield {
        message: "LD_AUDIT is set: the loader runs a library that watches and redirects the calls of every program.",
        remedy: "Remove the ENV line: auditing libraries are for finding faults, on a developer's machine.",
        location: locateVariable(image, "LD_AUDIT"),
        identity: "LD_AUDIT",
      }
  },
})
