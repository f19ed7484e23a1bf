import type { Inspector, Sighting } from "../../model/index.ts"
import { createContentScanner } from "./scanner.ts"

/** Names that are written to the scanner at once. */
const BATCH = 4096

let scanner: Inspector | null = null

/** Tokens in names, such as those of files, each with the index of the name. Only what its form gives away: a name is no assignment. */
export function tokensInNames(names: readonly string[]): { readonly index: number; readonly sighting: Sighting }[] {
  scanner ??= createContentScanner()
  scanner.open("", "")
  for (let from = 0; from < names.length; from += BATCH) {
    // A line for each name: the number of the line is then that of the name.
    const lines = names
      .slice(from, from + BATCH)
      .map((name) => (name.includes("\n") ? name.replaceAll("\n", " ") : name))
    scanner.piece(Buffer.from(`${lines.join("\n")}\n`, "utf8"))
  }
  return scanner
    .close()
    .filter(({ evidence }) => evidence === "proved" || evidence === "anchored")
    .map((sighting) => ({ index: sighting.line - 1, sighting: { ...sighting, line: 0 } }))
}
