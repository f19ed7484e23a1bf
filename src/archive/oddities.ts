import type { Problem, ProblemCode } from "../model/index.ts"

/** Collects what is odd about entries, one problem for each kind of oddity: a layer may hold a million of one. */
export class Oddities {
  readonly #kinds = new Map<
    string,
    { readonly code: ProblemCode; readonly what: string; readonly path: string; count: number }
  >()

  note(code: ProblemCode, path: string, what: string): void {
    const known = this.#kinds.get(what)
    if (known === undefined) this.#kinds.set(what, { code, what, path, count: 1 })
    else known.count += 1
  }

  /** The first of each kind, and how many more there are. */
  problems(): Problem[] {
    return [...this.#kinds.values()].map(({ code, what, path, count }) => {
      const message = count === 1 ? what : `${what} (and ${count - 1} more like it)`
      return path === "" ? { code, message } : { code, message, path }
    })
  }
}
