import { createHash } from "node:crypto"
import type { Sighting } from "../model/index.ts"

/** A sighting in what is no archive's member; without a line and an encoding where nobody says. */
export const sightingOf = ({
  type,
  evidence,
  value,
  givenTo = "",
  line = 0,
  encoding = "",
}: Pick<Sighting, "type" | "evidence" | "value"> &
  Partial<Pick<Sighting, "givenTo" | "line" | "encoding">>): Sighting => ({
  type,
  evidence,
  value,
  givenTo,
  line,
  member: "",
  encoding,
})

/** True where one of two values is part of the other: then they are one credential, told in two ways. */
export const meet = (a: string, b: string): boolean => a !== "" && b !== "" && (a.includes(b) || b.includes(a))

const STORE = "store:"

/** What stands for a store of keys, which holds no value that could be shown: what tells it from another. */
export const valueOfStore = (content: Uint8Array | string): string =>
  `${STORE}${createHash("sha256").update(content).digest("hex")}`

/** True where a value is only what stands for a store of keys. */
export const isStore = (value: string): boolean => value.startsWith(STORE)
