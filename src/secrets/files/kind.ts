import type { Severity } from "../../model/index.ts"
import type { Read } from "./found.ts"

/** One kind of file that is known by its path to hold credentials. */
export interface Kind {
  /** Public for ever. */
  readonly kind: string
  /** What people call it when it holds what it shouldn't, with its article: `an npm configuration with a login`. */
  readonly name: string
  /**
   * Where it lies. Without a slash: a base name anywhere. With slashes: the end of a path, or all of it after a leading
   * one. `*` is anything but a slash, `**` anything. Case doesn't matter.
   */
  readonly at: readonly string[]
  /** Base names that the patterns match and that hold samples only. */
  readonly unless?: RegExp
  /** Family of what is found in it, where the value doesn't say it better. */
  readonly type: string
  readonly severity: Severity
  /** What leaks with it, and what to do instead. */
  readonly advice: Advice
  /** Credentials in it; nothing for a store that is sensitive as it is. */
  readonly read: Read
  /** True where the content is what the path says: for stores that are sensitive whatever is in them. */
  readonly isStore?: (bytes: Buffer) => boolean
  /** Lines of it are commands, which whoever reads shell lines is to look at. */
  readonly lines?: "shell" | "dockerfile"
}

type Advice = keyof typeof ADVICE

/** What to do about a file with credentials. */
export const ADVICE = {
  login:
    "Revoke the login where it was issued, and give it to the step that needs it with `RUN --mount=type=secret`: a file that was copied stays in its layer.",
  key: "Take the key out of use and make a new one. Mount it when the container runs, or hand it to the step that needs it with `RUN --mount=type=ssh` or `--mount=type=secret`.",
  cloud:
    "Revoke the key in the provider's console. Let the platform give the container an identity of its own, or mount credentials when it runs.",
  settings:
    "Change the passwords in it, add the file to `.dockerignore`, and let the container get its settings when it starts: from the environment, or from a mounted secret.",
  state: "Change every secret in it. Keep it in a remote, encrypted backend and add it to `.dockerignore`.",
  host: "Change the password. Let it be set when the container or machine starts, never in a layer.",
  history:
    "Change what was typed in it. Remove it in the `RUN` that wrote it, or don't commit containers that were worked in.",
  mounted:
    "Take it out of use: what is mounted when a container runs must not be in a layer. Don't commit running containers.",
} as const

/** A reader for files that are sensitive as they are. */
export const nothing: Read = () => []
