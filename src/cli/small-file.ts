import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs"
import { PlimsollError } from "../model/index.ts"

/** More than any settings need. */
const MOST_BYTES = 1024 * 1024

/**
 * The text of a file that people write. Throws a `PlimsollError`, worded by `sentenceOf`, for what is missing, larger
 * than 1 MiB, or no regular file: a pipe is not waited for. `isFound`: nobody named it, and no link is followed.
 */
export function textOfFile(path: string, sentenceOf: (reason: string) => string, isFound = false): string {
  const refuse = (reason: string): never => {
    throw new PlimsollError(sentenceOf(reason))
  }
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | (isFound ? constants.O_NOFOLLOW : 0))
    try {
      const stat = fstatSync(fd)
      if (!stat.isFile()) refuse("it is no regular file")
      if (stat.size > MOST_BYTES) refuse("it is larger than 1 MiB")
      return readFileSync(fd, "utf8")
    } finally {
      closeSync(fd)
    }
  } catch (error) {
    if (error instanceof PlimsollError) throw error
    const { code } = error as NodeJS.ErrnoException
    return refuse(code === "ENOENT" ? "there is no such file" : (code ?? String(error)))
  }
}
