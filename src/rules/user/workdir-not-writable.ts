import { defineRule, type Image, type Remark } from "../../model/index.ts"
import { permits, reach } from "../support/access.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { lastStep, locateField } from "../support/last-step.ts"
import { clean, listPaths } from "../support/paths.ts"
import { runUser } from "../support/run-user.ts"
import { show } from "../support/words.ts"
import { describeUser } from "../support/writers.ts"

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
  yield {
    message: `${describeUser(image)[0]!.toUpperCase()}${describeUser(image).slice(1)} may not write the working directory, ${show(workdir)}: that is right where the program only reads there, and fails where it writes a relative path.`,
    remedy: `Leave it, or give it a folder to write to and no more: \`RUN install -d -o ${user?.uid ?? 10001} -g ${user?.gid ?? 10001} ${workdir.length < 60 ? clean(workdir) : "…"}/data\`.`,
    location: locateField("WorkingDir", lastStep(image, "WORKDIR")),
    identity: "WorkingDir",
  }
}

export default defineRule({
  id: "user/workdir-not-writable",
  title: "The user may write the working directory and the volumes",
  severity: "info",
  why: "A program that runs as an ordinary user cannot write what belongs to root. For the code in the working directory that is right, and worth knowing; a declared volume is there to be written.",
  decides:
    "Owner and mode of WorkingDir and of each of Volumes, and the user that the container runs as, where that is not root. Low for a volume.",
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
    yield {
      message: `${describeUser(image)[0]!.toUpperCase()}${describeUser(image).slice(1)} may not write ${volumes.length === 1 ? "the declared volume" : "the declared volumes"} ${listPaths(paths)}: a new volume takes its owner from the image, and that is root.`,
      remedy: `Make the folder for its user before the VOLUME line: \`RUN install -d -o ${user.uid} -g ${user.gid} ${volumes[0]!.length < 72 ? volumes[0] : "…"}\`.`,
      location: locateField("Volumes", lastStep(image, "VOLUME")),
      severity: "low",
      identity: volumes.join("\n"),
    }
  },
})
