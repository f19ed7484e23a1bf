import type { Fact, PackageRecord } from "../../../src/model/index.ts"
import { createProber } from "../../../src/probes/index.ts"

/** What a prober says of one file, shown in pieces as a thread would show it; `jar!member` stands for a member of an archive. */
export function factsOf(path: string, content: string | Buffer, isWhole = true): readonly Fact[] {
  const bytes = Buffer.from(content as Buffer)
  const [file = "", member = ""] = path.split("!")
  const prober = createProber()
  if (!prober.open(file, member, member === "" ? bytes.length : -1, bytes.subarray(0, 512))) return []
  for (let at = 0; at < bytes.length; at += 512) prober.piece(bytes.subarray(at, at + 512))
  return prober.close(isWhole)
}

/** The packages that a file names. */
export const recordsOf = (path: string, content: string | Buffer | object): readonly PackageRecord[] =>
  factsOf(path, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content)).flatMap(
    (fact) => (fact.kind === "packages" ? fact.packages : []),
  )

/** What could not be read, as sentences. */
export const unreadOf = (path: string, content: string | Buffer, isWhole = true): readonly string[] =>
  factsOf(path, content, isWhole).flatMap((fact) => (fact.kind === "unread" ? [fact.message] : []))
