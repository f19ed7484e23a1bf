/** The fields that are looked for in one kind of object, by their spelling without regard to case. */
export type Fields<Name extends string> = ReadonlyMap<string, Name>

export const fields = <Name extends string>(...names: Name[]): Fields<Name> =>
  new Map(names.map((name) => [fold(name), name]))

/** Longer than every field that we know: no need to fold a key of a megabyte. */
const LONGEST_NAME = 64

/** The field that a key means to Go's JSON reader, which Docker's tools use and which has no regard to case. */
export const nameOf = <Name extends string>(key: string, wanted: Fields<Name>): Name | undefined =>
  key.length > LONGEST_NAME ? undefined : wanted.get(fold(key))

/** Go takes U+017F for `s` too, and U+212A for `k`; of these `toLowerCase` knows the second. */
const fold = (key: string): string => key.replaceAll("ſ", "s").toLowerCase()
