import { defineRule, EntryType, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand } from "../support/command.ts"
import { homeOf } from "../support/home.ts"
import { clean, isWithin, join, listPaths } from "../support/paths.ts"
import { runUser, type RunUser } from "../support/run-user.ts"
import { outermost } from "../support/tree.ts"
import { list, show } from "../support/words.ts"
import { describeUser } from "../support/writers.ts"
import { WRITTEN } from "../support/written-paths.ts"

/** What is mounted over in any case, or by the line that is proposed. */
const MOUNTED = ["/tmp", "/var/tmp", "/dev", "/proc", "/sys"]
const MOST_FOLDERS = 8
/** Whoever owns more folders owns the system, and was not given them to write. */
const MOST_OWNED = 50

/** Folders of the server's own that are in the image, and the server's name. */
function writtenByServer(image: Image): { readonly name: string; readonly folders: readonly string[] } | undefined {
  const name = startedCommand(image).steps.find((step) => WRITTEN.has(step.name))?.name
  const folders = (WRITTEN.get(name ?? "") ?? []).flatMap((path) => {
    const file = image.files.resolve(path)
    return file?.type === EntryType.directory ? [file.path] : []
  })
  return name === undefined || folders.length === 0 ? undefined : { name, folders }
}

/** The outermost directories that a user owns. */
function ownedBy(image: Image, { uid }: RunUser): string[] {
  const paths: string[] = []
  for (const { listing } of image.layers)
    for (let row = 0; row < (listing?.length ?? 0); row++) {
      if (listing!.types[row] !== EntryType.directory || listing!.uids[row] !== uid) continue
      const file = image.files.get(`/${listing!.paths[row]!}`)
      if (file?.type === EntryType.directory && file.uid === uid) paths.push(file.path)
    }
  return outermost(paths)
}

/** True where a folder has a file in it, however deep. */
function holdsFiles({ files }: Image, folder: string): boolean {
  const pending = [folder]
  for (let path = pending.pop(); path !== undefined; path = pending.pop())
    for (const name of files.list(path) ?? []) {
      const inside = join(path, name)
      const type = files.get(inside)?.type
      if (type === EntryType.file) return true
      if (type === EntryType.directory) pending.push(inside)
    }
  return false
}

export default defineRule({
  id: "runtime/read-only-ready",
  title: "The container can run with a read-only root file system",
  severity: "info",
  why: "With a read-only root file system an intruder can change no program and leave nothing behind, and a program that fills the disk by mistake fails at once. What must be written goes to memory or to a volume. Docker's `--read-only` and Kubernetes' `readOnlyRootFilesystem` ask for it.",
  decides:
    "Empty directories outside of declared volumes and /tmp that belong to the user that the container runs as, where it is not root and they are more than its home, and those that a well-known server (nginx, Apache, PostgreSQL, MySQL, Tomcat, Squid, Varnish …) writes with its own settings.",
  blind:
    "What a program writes elsewhere: try it with the line that the finding proposes. Nothing is said where nothing can be told.",
  remedy: "Keep what is written in few folders, and mount them: `docker run --read-only --tmpfs /tmp …`.",
  examples: {
    bad: `
      FROM scratch
      RUN mkdir -p /app/cache && chown 10001:10001 /app/cache
      USER 10001:10001
      CMD ["/app/run"]`,
    good: `
      FROM scratch
      RUN mkdir -p /app/cache && chown 10001:10001 /app/cache
      VOLUME /app/cache
      USER 10001:10001
      CMD ["/app/run"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    if (image.config.platform.os === "windows" || !image.complete) return
    const user = runUser(image)
    const volumes = image.config.run.volumes.map((path) => image.files.resolve(clean(path))?.path ?? clean(path))
    const isMounted = (path: string): boolean => [...MOUNTED, ...volumes].some((folder) => isWithin(path, folder))
    const server = writtenByServer(image)
    const served = (server?.folders ?? []).filter((path) => !isMounted(path))
    const owned = user === null || user.uid === 0 ? [] : ownedBy(image, user).filter((path) => !isMounted(path))
    const own = owned.filter((path) => !served.some((folder) => isWithin(path, folder) || isWithin(folder, path)))
    // Memory that is mounted over a folder hides what the image has in it.
    const full = own.length > MOST_OWNED ? [] : own.filter((path) => holdsFiles(image, path))
    const empty = own.length > MOST_OWNED ? [] : own.filter((path) => !full.includes(path))
    // A home comes with an account, and mostly nothing is written there.
    const home = user === null ? undefined : homeOf(image, user)?.path
    if (served.length === 0 && empty.every((path) => path === home)) return
    const mounts = [...served, ...empty]
    const said = [
      ...(served.length > 0 ? [`${server?.name} writes to ${listPaths(served)}`] : []),
      ...(empty.length > 0 ? [`${describeUser(image)} owns ${listPaths(empty)}`] : []),
      ...(full.length > 0
        ? [`${describeUser(image)} also owns ${listPaths(full)}, with files of the image in it`]
        : []),
    ]
    const options = user === null || user.uid === 0 ? "" : `:uid=${user.uid},gid=${user.gid}`
    const named = mounts.slice(0, MOST_FOLDERS).filter((path) => show(path) === path)
    const tmpfs = ["--tmpfs /tmp", ...named.map((path) => `--tmpfs ${path}${options}`)].join(" ")
    yield {
      message: `With a read-only root file system some folders ${served.length > 0 ? "must" : "may have to"} be mounted: ${said.join("; ")}.`,
      remedy: `Try \`docker run --read-only ${tmpfs} …\`; in Kubernetes \`securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false${options === "" ? "" : ", runAsNonRoot: true"}}\` with an \`emptyDir\` at ${list(["/tmp", ...named])}.${full.length > 0 ? ` What is written in ${listPaths(full)} wants a folder of its own: memory mounted there would hide the image's files.` : ""}`,
      location: { kind: "file", path: mounts[0]! },
      identity: "read-only",
    }
  },
})
