import type { ElfFact, Fact, File, Image, ScriptFact } from "../../model/index.ts"

/** What the content of a file says of itself; `file` as the merged tree gives it. */
export const factsOf = ({ layers }: Image, { layer, row }: Pick<File, "layer" | "row">): readonly Fact[] =>
  layers[layer]?.facts.get(row) ?? []

/** What a program in ELF says of itself; undefined for everything else. */
export const elfOf = (image: Image, file: Pick<File, "layer" | "row">): ElfFact | undefined =>
  factsOf(image, file).find((fact) => fact.kind === "elf")

/** The first line of a script; undefined for everything else. */
export const scriptOf = (image: Image, file: Pick<File, "layer" | "row">): ScriptFact | undefined =>
  factsOf(image, file).find((fact) => fact.kind === "script")
