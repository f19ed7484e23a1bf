import type { ProblemCode } from "../model/index.ts"

/** Thrown inside this room where bytes can't be understood; whoever asked for them turns it into a problem that says where. Never leaves the room. */
export class Unreadable extends Error {
  readonly code: ProblemCode

  constructor(code: ProblemCode, message: string) {
    super(message)
    this.code = code
  }
}

/** A limit was reached: what, how much, and the option that raises it. */
export function limitReached(what: string, limit: number, option: string | null): Unreadable {
  const way = option === null ? "it can't be raised" : `raise it with ${option} if you trust this image`
  return new Unreadable("limit-reached", `limit reached: ${what} (${limit}); ${way}`)
}
