import type { Image } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { environmentOf, locateVariable } from "../support/environment.ts"
import { clean } from "../support/paths.ts"
import { describeWriter, makerOf, writerOf, type Writer } from "../support/writers.ts"
import { list, show } from "../support/words.ts"

const SYSTEM = new Set(["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"])
const MOST_NAMED = 3

const named = (entries: readonly string[]): string =>
  list([
    ...entries.slice(0, MOST_NAMED).map(show),
    ...(entries.length > MOST_NAMED ? [`${entries.length - MOST_NAMED} more`] : []),
  ])

/** Folders of PATH that are looked in before some folder of the system. */
function aheadOf(entries: readonly string[]): string[] {
  const last = entries.findLastIndex((entry) => SYSTEM.has(clean(entry)))
  return [...new Set(entries.slice(0, Math.max(0, last)))].filter(
    (entry) => entry.startsWith("/") && !SYSTEM.has(clean(entry)),
  )
}

/** Who may put a program into a folder of PATH, or make it where it is not there. */
const planterOf = (image: Image, folder: string): Writer | null =>
  image.files.resolve(folder) === undefined && image.complete ? makerOf(image, folder) : writerOf(image, folder)

export default defineRule({
  id: "env/path",
  title: "PATH names absolute folders that only root may write",
  severity: "medium",
  why: "A program is searched for in the folders of PATH, from the first to the last. Whoever may put a file into an early one decides what `ls` or `sh` is, for every script in the container. An empty or relative entry means the folder that happens to be current, such as one with uploads.",
  decides:
    "`PATH` in `Env` of the image config: entries that are empty or not absolute, and folders ahead of a system folder that everybody, or the user of the container where that is not root, may write, or make where they are missing. Low where only that user may.",
  blind:
    "PATH set by an entrypoint script or a shell profile; folders in volumes. A system folder such as /usr/local/bin that the user may write is told by user/writable-program.",
  remedy: "Name absolute folders that belong to root, system folders first: `ENV PATH=$PATH:/opt/app/bin`.",
  examples: {
    bad: `
      FROM scratch
      ENV PATH=.:/usr/local/bin:/usr/bin:/bin
      CMD ["app"]`,
    good: `
      FROM scratch
      ENV PATH=/opt/app/bin:/usr/local/bin:/usr/bin:/bin
      CMD ["app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    if (image.config.platform.os === "windows") return
    const path = environmentOf(image).get("PATH")?.value
    if (path === undefined || path === "") return
    const entries = path.split(":")
    const location = locateVariable(image, "PATH")
    const relative = [...new Set(entries.filter((entry) => !entry.startsWith("/")))]
    if (relative.length > 0) {
      const [first = ""] = relative
      const shown = relative.map((entry) => (entry === "" ? "an empty entry" : entry))
      yield {
        message: `PATH holds ${named(shown)}, which ${relative.length === 1 ? "means" : "mean"} ${first.startsWith("~") ? "a folder of that very name, for ENV knows no ~" : "whatever folder is current"}: a file in it is started in place of a program.`,
        remedy: "Write absolute folders only: `ENV PATH=/opt/app/bin:$PATH`, and no `:` at its end.",
        location,
        identity: "relative",
      }
    }
    const open = aheadOf(entries).flatMap((folder) => {
      const writer = planterOf(image, folder)
      return writer === null ? [] : [{ folder, writer }]
    })
    for (const writer of ["everybody", "user"] as const) {
      const folders = open.filter((one) => one.writer === writer).map(({ folder }) => folder)
      if (folders.length === 0) continue
      yield {
        message: `PATH names ${named(folders)} ahead of system folders, and ${describeWriter(image, writer)} may put programs there: they are started in place of the system's.`,
        remedy: `Take it out of PATH, or name it last: \`ENV PATH=$PATH:${folders[0]!.length < 72 ? folders[0] : "…"}\`; or keep its programs in a folder of root's that nobody else may write, such as /opt/app/bin.`,
        location,
        // The user changes by it what it runs itself, and nobody else's programs.
        ...(writer === "user" ? { severity: "low" as const } : {}),
        identity: writer,
      }
    }
  },
})
