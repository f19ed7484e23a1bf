import type { Problem, ProblemCode } from "../model/index.ts"

/** Problems of one code that are told one by one; a document with a wrong type in every field would fill a report. */
const TOLD = 20

/** Gathers what decoding one document meets. */
export class Notes {
  readonly #told: Problem[] = []
  readonly #counts = new Map<ProblemCode, number>()

  add(code: ProblemCode, message: string, layer?: number): void {
    const count = (this.#counts.get(code) ?? 0) + 1
    this.#counts.set(code, count)
    if (count <= TOLD) this.#told.push(layer === undefined ? { code, message } : { code, message, layer })
  }

  /** In the order in which they were met; those beyond the first few of their code as a number. */
  get problems(): Problem[] {
    const untold = [...this.#counts].filter(([, count]) => count > TOLD)
    return this.#told.concat(
      untold.map(([code, count]) => ({
        code,
        message: `The image configuration has ${count - TOLD} more problems like the ${TOLD} that are listed.`,
      })),
    )
  }
}
