/** One word of a command, as the shell would pass it on. */
export interface Word {
  /** As written, quotes and all. */
  readonly text: string
  /** After quote removal; null where an expansion makes it unknown. Patterns (`*.deb`, `a{1,2}`) stay as written. */
  readonly value: string | null
  /** After quote removal, expansions as written: `curl=${VERSION}`. */
  readonly loose: string
}

export interface Assignment {
  readonly name: string
  /** Null where it is not known, or is an array. */
  readonly value: string | null
}

export interface Redirect {
  /** `>`, `>>`, `<`, `<<`, `<<-`, `<<<`, `&>` … */
  readonly operator: string
  /** Null where none is written. */
  readonly descriptor: number | null
  /** Null where there is none: of a heredoc. */
  readonly target: Word | null
  /** The text of a heredoc; null for all else. */
  readonly heredoc: string | null
}

/**
 * What a command stands in. `substitution`: `$(…)`, backticks and `<(…)`. `script`: text that another shell runs, as in
 * `sh -c "…"`. `exec`: after `-exec` of find. `condition`: any part of an if or case but what is asked first.
 */
export type Nesting = "subshell" | "group" | "substitution" | "function" | "loop" | "condition" | "script" | "exec"

/** What joins a command to the one before it in the same list; `""` for the first of a list. */
export type Connector = "" | "&&" | "||" | ";" | "|" | "&"

/** One simple command. Indexes are places in the list that it stands in. */
export interface Command {
  readonly index: number
  /** Words from the command itself on, without assignments and wrappers. Empty for a bare assignment. */
  readonly words: readonly Word[]
  /** Last component of the first word's path: `apt-get`; `""` where it is not known. */
  readonly name: string
  /** Names of what only runs it, outermost first: `sudo`, `env`, `timeout`, `xargs`. */
  readonly wrappers: readonly string[]
  /** Those before it, and those given to `env` or `sudo`. */
  readonly assignments: readonly Assignment[]
  readonly redirects: readonly Redirect[]
  readonly connectedBy: Connector
  /** Commands that read its output: all of the next part of its pipeline. */
  readonly pipesInto: readonly number[]
  readonly isInBackground: boolean
  /** True where it may never run: after `||`, in a branch, a loop or a function. After `&&` it is taken to run. */
  readonly isConditional: boolean
  /** True for the last command of the whole text, where it stands at its top. */
  readonly isLast: boolean
  /** Outermost first. */
  readonly nesting: readonly Nesting[]
  /** The command in one of whose words, redirects or scripts it stands; null at the top. */
  readonly within: number | null
  /** The word of that command which holds it, -1 for anything but a word. 0 where `within` is null. */
  readonly withinWord: number
}

/** What can be told of a shell text. */
export interface Shell {
  /** All simple commands, in order of where they begin. */
  readonly commands: readonly Command[]
  /** False where the text has errors, or too much of anything: what is not here may still be there. */
  readonly isWhole: boolean
}
