/**
 * How a command is given a credential. Options are written as the command takes them; those with a telling name
 * (`--password`, `--api-key`) need no row, for they are read at every command.
 */
export interface Form {
  /** Names of the command, without folder and ending. */
  readonly commands: string
  /** Words of which one must stand among its arguments: `-p` is a password of `docker login`, and a port of `docker run`. */
  readonly when?: string
  /** Options whose value is a credential: the next word, the rest of the word, or what follows `=`. */
  readonly options?: string
  /** Options whose value is in the same word or nowhere: `mysql -p secret` asks, and opens the database `secret`. */
  readonly glued?: string
  /** Options whose value is a user and a password, and the sign between them. */
  readonly logins?: string
  readonly between?: string
  /** The value says where the password comes from: only `pass:` holds it. */
  readonly prefix?: string
  /**
   * Arguments without options. `*` is any word, `x*` any that starts so, `$secret` a credential, `$name` and `$value`
   * a pair, `$login` user and password with a colon.
   */
  readonly places?: readonly string[]
  /** It takes a credential from what is piped into it, with one of these words or options where any are named. */
  readonly reads?: string
}

export const row = (commands: string, form: Omit<Form, "commands">): Form => ({ commands, ...form })
