import type { Limits, ProblemCode } from "../../../src/model/index.ts"
import type { Reading } from "../read.ts"

/** One hostile input and the right answer to it. */
export interface Case {
  readonly what: string
  readonly input: () => Buffer
  readonly limits?: Partial<Limits>
  /** `read`: audited right, nothing to say. `find`: audited right, and said so. `refuse`: not audited, or not wholly. */
  readonly answer: "read" | "find" | "refuse"
  /** Codes of problems that must be among what is said. */
  readonly codes?: readonly ProblemCode[]
  /** What a message must say. */
  readonly says?: RegExp
  /** Images that are reported; 1 where nobody says, 0 of what is refused. */
  readonly images?: number
  /** The rows of the first image's first layer. */
  readonly rows?: readonly string[]
  /** Why the same archive, gzipped as a whole, is answered in other words. */
  readonly otherWords?: string
  /** True of what is compressed as a whole already, or empty. */
  readonly isCompressed?: true
  readonly check?: (reading: Reading) => void
}

/** Cases by their number in the catalogue; several of one number end in letters. */
export type Cases = Readonly<Record<string, Case>>
