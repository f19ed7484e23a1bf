import { createHash } from "node:crypto"
import type { Report } from "../model/index.ts"

type Shard = NonNullable<Report["shard"]>

/** The inputs of one share, told by each one's name as given alone: another input moves none. */
export const inputsOf = (inputs: readonly string[], shard: Shard | undefined): readonly string[] =>
  shard === undefined ? inputs : inputs.filter((input) => shareOf(input, shard.count) === shard.index)

/** 48 bits of a hash: even, and exact as a number. */
const shareOf = (name: string, count: number): number =>
  (createHash("sha256").update(name).digest().readUIntBE(0, 6) % count) + 1
