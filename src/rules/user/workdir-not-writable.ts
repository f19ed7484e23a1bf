import { defineRule, type Image, type Remark } from "../../model/index.ts"
import { permits, reach } from "../support/access.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { lastStep, locateField } from "../support/last-step.ts"
import { clean, listPaths } from "../support/paths.ts"
import { runUser } from "../support/run-user.ts"
import { show } from "../support/words.ts"
import { beginWithUser } from "../support/writers.ts"

/** Declared volumes that the user may not write. A runtime gives a new volume the owner and the mode that the folder has in the image. */
function closedVolumes(image: Image): string[] {
  const user = runUser(image)
  return image.config.run.volumes.filter((path) => {
    const file = image.files.resolve(clean(path))
    // A folder that is not there is made for root; of a file, such as a socket, something else is mounted.
    if (file === undefined) return image.complete && path.startsWith("/") && !/\.\w+$/.test(path)
    return image.files.list(file.path) !== undefined && permits(file, user, "write") === false
  })
}

function* closedWorkdir(image: Image): Generator<Remark> {
  const { workdir } = image.config.run
  const user = runUser(image)
  if (!workdir.startsWith("/") || clean(workdir) === "/") return
  const reached = reach(image, workdir)
  if (reached.kind !== "file" || permits(reached.file, user, "write") !== false) return
  // Code lies there, and that is best when its user may not change it.
  if ((image.files.list(reached.file.path) ?? []).length > 0) return
  yield {
    message: `${beginWithUser(image)} may not write the working directory, ${show(workdir)}, in which the image has nothing: a program that writes a relative path fails.`,
    remedy: `Give it to its user where it is made for that: \`RUN install -d -o ${user?.uid ?? 10001} -g ${user?.gid ?? 10001} ${workdir.length < 72 ? clean(workdir) : "…"}\` before WORKDIR; else leave it.`,
    location: locateField("WorkingDir", lastStep(image, "WORKDIR")),
    identity: "WorkingDir",
  }
}

export default defineRule({
  id: "user/workdir-not-writable",
  title: "The user may write the working directory and the volumes",
  severity: "info",
  why: "A program that runs as an ordinary user cannot write what belongs to root. For code that is right; but an empty working directory is mostly there to be written, and a declared volume always is.",
  decides:
    "Owner and mode of WorkingDir, where nothing lies in it, and of each of Volumes, and the user that the container runs as, where that is not root. Low for a volume.",
  blind: "Whether the program writes there at all; what is mounted in place of a volume.",
  remedy: "Make the folder for its user before VOLUME: `RUN install -d -o 10001 -g 10001 /data`, then `VOLUME /data`.",
  examples: {
    bad: `
      FROM scratch
      VOLUME /data
      USER 10001:10001
      CMD ["/app"]`,
    good: `
      FROM scratch
      RUN mkdir /data && chown 10001:10001 /data
      VOLUME /data
      USER 10001:10001
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const user = runUser(image)
    if (user === null || user.uid === 0) return
    yield* closedWorkdir(image)
    const volumes = closedVolumes(image)
    if (volumes.length === 0) return
    const paths = volumes.map(show)
    const isRoots = volumes.every((path) => (image.files.resolve(clean(path))?.uid ?? 0) === 0)
    yield {
      message: `${beginWithUser(image)} may not write ${volumes.length === 1 ? "the declared volume" : "the declared volumes"} ${listPaths(paths)}: a new volume takes its owner from the image, and that is ${isRoots ? "root" : "somebody else"}.`,
      remedy: `Make the folder for its user before the VOLUME line: \`RUN install -d -o ${user.uid} -g ${user.gid} ${volumes[0]!.length < 72 ? volumes[0] : "…"}\`.`,
      location: locateField("Volumes", lastStep(image, "VOLUME")),
      severity: "low",
      identity: volumes.join("\n"),
    }
  },
})
