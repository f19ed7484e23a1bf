import { EntryType, type File, type Image } from "../../../model/index.ts"
import { mayAccess, permits } from "../access.ts"
import type { CommandStep } from "../command.ts"
import { listPaths } from "../paths.ts"
import { findProgram } from "../program.ts"
import { describeLayer } from "../step.ts"
import { show } from "../words.ts"
import type { Obstacle } from "./obstacle.ts"

const octal = ({ mode }: File): string => (mode & 0o7777).toString(8)

const from = (image: Image, file: File): string =>
  file.layer < 0 ? "" : `; it is from ${describeLayer(image, file.layer)}`

const chmod = ({ path }: File): string =>
  `Set the bit where the file is copied: \`COPY --chmod=755 … ${listPaths([path])}\`, or in the repository: \`git update-index --chmod=+x FILE\`.`

/** The program that a step names is there, and the run user can't execute it. */
export function notExecutable(image: Image, step: CommandStep): Obstacle | null {
  const [name = ""] = step.argv
  if (!step.isExecuted) return null
  const program = findProgram(image, name, step.where)
  if (program.kind === "unknown") return null
  const file = program.kind === "found" ? program.file : program.skipped[0]
  if (file === undefined) return null
  const path = program.kind === "found" ? program.path : file.path
  const named =
    file.path === path ? listPaths([path]) : `${listPaths([file.path])}, which ${listPaths([path])} leads to,`
  const obstacle = (because: string, remedy: string): Obstacle => ({ because, remedy, identity: name, file })
  if (file.type === EntryType.directory)
    return obstacle(
      `${named} is a folder${from(image, file)}`,
      `Name the program in it: \`CMD ["${listPaths([file.path])}/server"]\`.`,
    )
  if (file.type !== EntryType.file) return obstacle(`${named} is no regular file${from(image, file)}`, chmod(file))
  if (permits(file, null, "execute") === false)
    return obstacle(`${named} has no execute bit (mode ${octal(file)})${from(image, file)}`, chmod(file))
  const { user } = step.where
  if (user !== null && mayAccess(image, user, path, "execute") === false) {
    const who = user.name === "" ? `uid ${user.uid}` : `${show(user.name)} (uid ${user.uid})`
    const barred = permits(file, user, "execute") === true
    return obstacle(
      barred
        ? `${who} may not pass through the folders to ${named}${from(image, file)}`
        : `${who} may not execute ${named} of mode ${octal(file)} and owner ${file.uid}:${file.gid}${from(image, file)}`,
      `Give it to the run user where it is copied: \`COPY --chown=${user.uid}:${user.gid} --chmod=755 … ${listPaths([file.path])}\`${barred ? ", and let others pass through its folders: `RUN chmod a+x FOLDER`" : ""}.`,
    )
  }
  // All others have a shell read what the kernel does not take, and an empty script does nothing.
  if (file.size === 0 && step.startedBy === "runtime")
    return obstacle(
      `${named} is empty${from(image, file)}`,
      "Copy the file that was meant: an empty one is no program.",
    )
  return null
}
