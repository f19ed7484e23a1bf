/** A tool that no container needs to run its program, and what is only there because of it. */
export interface Tool {
  readonly name: string
  /** Names of its executables, without version and target triplet. */
  readonly programs: readonly string[]
  /**
   * Set where it comes as a folder of its own, with its programs in `bin` or at the top. One of these paths must exist
   * in the folder: it is what tells a toolchain from a program that happens to have the same name.
   */
  readonly home?: readonly string[]
  /** Where such folders lie that have no program by which to find them; `*` stands for any part of one component. */
  readonly homes?: readonly string[]
  /** Environment variables that name such a folder. */
  readonly homeVariables?: readonly string[]
  /** What of that folder serves building alone; all of it by default. `*` stands for any part of one component. */
  readonly parts?: readonly string[]
  /** True where a program outside such a folder is no such tool. */
  readonly needsHome?: true
  /** Other folders that hold nothing else; `*` stands for any part of one component. */
  readonly trees?: readonly string[]
  /** Paths that prove it where no executable does. */
  readonly marks?: readonly string[]
  /** Where the way out is another than to build in a stage of its own. */
  readonly remedy?: string
  /** True for what scripts call: where the text of one is not known, it may be needed. */
  readonly isScripted?: true
  /** Packages that bring it where they are not called like a program. */
  readonly packages?: readonly string[]
}

/** A folder by that name in each of the places where libraries keep what they don't share. */
export const inLibraryFolders = (name: string): string[] =>
  ["/usr/lib", "/usr/libexec", "/usr/lib64"].map((folder) => `${folder}/${name}`)
