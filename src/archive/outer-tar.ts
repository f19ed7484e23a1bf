import { EntryType, LIMITS, type Limits, type Problem } from "../model/index.ts"
import { ByteReader } from "./byte-reader.ts"
import type { Body, Container, Member } from "./container.ts"
import { cleanPath } from "./name.ts"
import { Oddities } from "./oddities.ts"
import { readTar, type TarEnd, type TarEntry } from "./tar.ts"
import { firstNonZero } from "./tar-header.ts"
import { limitReached, Unreadable } from "./unreadable.ts"

/** The members of the outer tar; `problems` says what of it could not be read or is not as a writer leaves it. */
export interface OuterTar extends Container {
  readonly problems: readonly Problem[]
}

/** Lists the members. `take` may read a file's body and says where its bytes are to be found later; there are none from `end` on. */
export function readOuterTar(
  reader: ByteReader,
  limits: Limits,
  take: (entry: TarEntry) => Body,
  end = Infinity,
): OuterTar {
  const members = new Map<string, Member>()
  const repeated = new Set<string>()
  const problems: Problem[] = []
  const oddities = new Oddities()
  let count = 0
  const entries = readTar(reader, limits)
  try {
    for (let next = entries.next(); ; next = entries.next()) {
      if (next.done === true) {
        problems.push(...endProblems(reader, next.value))
        break
      }
      count += 1
      if (count > limits.members) throw limitReached(LIMITS.members.help, limits.members, LIMITS.members.option)
      const { path, escaped } = cleanPath(next.value.name)
      if (escaped)
        oddities.note(
          "path-escapes-root",
          path,
          "a member's name climbs out of the archive with `..`; it is taken as inside, a careless unpacker may not",
        )
      const known = members.get(path)
      if (known !== undefined && known.kind !== "directory") repeated.add(path)
      members.set(path, memberOf(next.value, path, take, end))
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    problems.push({ code: error.code, message: `the archive could be read only in part: ${error.message}` })
  }
  return { members, repeated, problems: [...problems, ...oddities.problems()] }
}

function memberOf(entry: TarEntry, name: string, take: (entry: TarEntry) => Body, end: number): Member {
  if (entry.oddities.includes("unknown-type")) return { kind: "other", name }
  if (entry.type === EntryType.file)
    return {
      kind: "file",
      name,
      size: Math.min(entry.stored, end - entry.bodyAt),
      isCut: entry.bodyAt + entry.stored > end,
      body: take(entry),
    }
  if (entry.type === EntryType.directory) return { kind: "directory", name }
  if (entry.type === EntryType.symlink) return { kind: "symlink", name, target: entry.link }
  if (entry.type === EntryType.hardlink) return { kind: "hardlink", name, target: entry.link }
  return { kind: "other", name }
}

/** Tapes and blocking factors leave zeros behind the end, /dev/zero would never stop. */
const END_BYTES = 1024 ** 3

/** The outer tar has no digest of its own: what its end and its padding look like is all that tells a damaged one. */
function endProblems(reader: ByteReader, end: TarEnd): Problem[] {
  const problems: Problem[] = []
  const at = reader.position
  if (end.zeroBlocks < 2)
    problems.push({
      code: "truncated",
      message: `the archive has no proper end (two blocks of zeros) at offset ${at}: it was not copied or saved whole; save it again`,
    })
  if (end.dirtyPadding)
    problems.push({
      code: "malformed-tar",
      message: "the archive's padding holds bytes that no reader looks at: it is damaged or hides something",
    })
  for (let piece = reader.some(Infinity); piece.length > 0; piece = reader.some(Infinity)) {
    const dirty = firstNonZero(piece)
    if (dirty < 0 && reader.position - at > END_BYTES) {
      const { code, message } = limitReached("zeros behind the archive's end", END_BYTES, null)
      problems.push({ code, message })
      break
    }
    if (dirty < 0) continue
    problems.push({
      code: "trailing-data",
      message: `bytes follow the archive's end at offset ${reader.position - piece.length + dirty}; they are not part of any image that this archive loads as, and were not read`,
    })
    break
  }
  return problems
}
