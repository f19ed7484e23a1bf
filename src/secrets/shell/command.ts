/** One word of a shell line, quotes and escapes taken off. */
export interface Word {
  readonly text: string
  /** Where it starts in the text. */
  readonly at: number
  /** True where the shell puts something in: `$x`, `${x}`, `$(…)`. They stay in `text` as written. */
  readonly expands: boolean
}

/** One simple command, and what it reads and writes. */
export interface Command {
  readonly words: Word[]
  /** Files that its output goes to. */
  readonly outputs: Word[]
  /** Here-strings and heredocs. */
  readonly inputs: Word[]
  /** Commands whose output is piped into it. */
  readonly sources: Command[]
  /** Text within it that is a script of its own: `$(…)`, comments, defaults of variables. */
  readonly inner: Word[]
}
