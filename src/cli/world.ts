/** A stream that text is written to, and what it says of the terminal behind it. */
export interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string, done: (error?: Error | null) => void): boolean
  on(event: "error", listener: (error: Error) => void): unknown
}

/** All that a run may touch besides files. The real one is `process`; tests bring their own. */
export interface World {
  /** As `process.argv`: two entries that are not ours come first. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** The working directory, where a settings file is looked for; null where it is gone. */
  readonly cwd: string | null
  /** `fd` is 0 unless said; archives are read from 0. */
  readonly stdin: { readonly isTTY?: boolean; readonly fd?: number }
  readonly stdout: Output
  readonly stderr: Output
  readonly version: string
}

/** Resolves when the text is written or nobody reads any more; rejects where it can't be written. */
export function write(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: NodeJS.ErrnoException | null): void =>
      error && error.code !== "EPIPE" ? reject(error) : resolve()
    try {
      output.write(text, done)
    } catch (error) {
      done(error as NodeJS.ErrnoException)
    }
  })
}

/** Something for the person at the terminal, never part of a report. What can't be told is not worth failing for. */
export const say = ({ stderr }: Pick<World, "stderr">, text: string): Promise<void> =>
  write(stderr, `${text}\n`).catch(() => {})
