import { defineRule, EntryType } from "../../model/index.ts"
import { reach } from "../support/access.ts"
import { lastStep, locateField } from "../support/last-step.ts"
import { clean } from "../support/paths.ts"
import { describeLayer } from "../support/step.ts"
import { show } from "../support/words.ts"

const REMEDY =
  "Make it in the Dockerfile, before the files in it are copied: `WORKDIR /app`, then `COPY --chown=10001:10001 . .`."

export default defineRule({
  id: "process/workdir-missing",
  title: "The working directory is an absolute path that the image has",
  severity: "medium",
  why: "Runtimes make a missing working directory when the container starts: empty, and root's own, so that an ordinary user can't write to it. Mostly it is a misspelt path, or a folder that a later line removed. A file in its place keeps the container from starting.",
  decides: "`WorkingDir` of the image config, looked up in the final file system.",
  blind: "Folders in a volume.",
  remedy: "Set `WORKDIR` to an absolute path, and keep the folder.",
  examples: {
    bad: `
      FROM scratch
      WORKDIR /app
      RUN rm -r /app
      CMD ["/server"]`,
    good: `
      FROM scratch
      WORKDIR /app
      CMD ["/server"]`,
  },
  references: ["hadolint DL3000", "trivy DS-0009"],

  *check(image) {
    const { workdir } = image.config.run
    if (workdir === "" || image.config.platform.os === "windows") return
    const location = locateField("WorkingDir", lastStep(image, "WORKDIR"))
    const identity = "WorkingDir"
    if (!workdir.startsWith("/")) {
      yield {
        message: `The working directory ${show(workdir)} is relative: runtimes refuse it, or take it from the root.`,
        remedy: `Write it from the root: \`WORKDIR ${show(clean(workdir))}\`.`,
        location,
        identity,
      }
      return
    }
    const reached = reach(image, workdir)
    if (reached.kind === "absent")
      yield {
        message: `The working directory ${show(workdir)} is not in the image: the runtime makes it, empty and owned by root.`,
        remedy: REMEDY,
        location,
        identity,
      }
    else if (reached.kind === "file" && reached.file.type !== EntryType.directory)
      yield {
        message: `The working directory ${show(workdir)} is no folder: the container can't start; it is from ${describeLayer(image, reached.file.layer)}.`,
        remedy: REMEDY,
        severity: "high",
        location,
        identity,
      }
  },
})
