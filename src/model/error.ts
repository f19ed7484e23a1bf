/** What went wrong with the request itself, in one sentence with its next step: a wrong option, an unreadable config. Anything else that is thrown is our own bug. */
export class PlimsollError extends Error {
  override readonly name = "PlimsollError"
  /** Sentences about the same request, where more than one thing is wrong with it. */
  readonly more: readonly string[]

  constructor(message: string, more: readonly string[] = []) {
    super(message)
    this.more = more
  }
}
