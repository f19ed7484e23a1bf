import type { ElfFact, File, ForeignProgramFact, Image } from "../../model/index.ts"

/** A file that a container sees and that is a program or a library, for whatever system. */
export interface ProgramFile {
  readonly file: File
  readonly fact: ElfFact | ForeignProgramFact
}

const known = new WeakMap<Image, readonly ProgramFile[]>()

/** All of them, in no order; found once per image among what contents say, without a walk through its files. */
export function programFiles(image: Image): readonly ProgramFile[] {
  const found = known.get(image) ?? image.layers.flatMap((layer) => [...inLayer(image, layer)])
  known.set(image, found)
  return found
}

function* inLayer(image: Image, { index, listing, facts }: Image["layers"][number]): Generator<ProgramFile> {
  for (const [row, said] of facts) {
    const fact = said.find(({ kind }) => kind === "elf" || kind === "mach-o" || kind === "pe")
    if (fact === undefined || !(fact.kind === "elf" || fact.kind === "mach-o" || fact.kind === "pe")) continue
    const file = image.files.get(`/${listing?.paths[row] ?? ""}`)
    if (file?.layer === index && file.row === row) yield { file, fact }
  }
}
