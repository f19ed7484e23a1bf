import { createProber } from "../../src/probes/index.ts"
import type { Fact, PackageRecord } from "../../src/model/index.ts"

/** What is read out of one file, shown in pieces as an archive would; null where nobody wants it. */
export function probe(path: string, content: Buffer | string, isWhole = true): readonly Fact[] | null {
  const bytes = Buffer.from(content)
  const prober = createProber()
  if (!prober.open(path, "", bytes.length, bytes.subarray(0, 512))) return null
  for (let at = 0; at < bytes.length; at += 700) {
    // A piece is valid during the call only.
    const piece = Uint8Array.from(bytes.subarray(at, at + 700))
    prober.piece(piece)
    piece.fill(0)
  }
  return prober.close(isWhole)
}

/** The packages that a file names. */
export const packagesIn = (path: string, content: Buffer | string): readonly PackageRecord[] =>
  (probe(path, content) ?? []).flatMap((fact) => (fact.kind === "packages" ? fact.packages : []))

/** Why a file was not read, or not wholly. */
export const unreadIn = (path: string, content: Buffer | string): readonly string[] =>
  (probe(path, content) ?? []).flatMap((fact) => (fact.kind === "unread" ? [fact.message] : []))
