import { sightingOf } from "../sighting.ts"
import type { OwnDetector, Sighting } from "../../model/index.ts"
import { kindOf, type Kind } from "../kinds.ts"
import { compileAll } from "./compile.ts"
import { OwnSearch } from "./search.ts"

/** What a team's own detectors know. */
export interface OwnDetectors {
  /** What there is to say of a type, own or known. */
  readonly kindOf: (type: string) => Kind
  /** Credentials in a text that is in no file. */
  inText(text: string): readonly Sighting[]
  /** For the content of files: one for each reader. Null where there are no detectors. */
  search(): OwnSearch | null
}

/** Throws a `SettingsError` for detectors that can't be meant. */
export async function ownDetectors(detectors: readonly OwnDetector[]): Promise<OwnDetectors> {
  const compiled = await compileAll(detectors)
  const kinds = new Map(detectors.map((detector) => [detector.id, kindOfOwn(detector)]))
  const texts = new OwnSearch(compiled)
  return {
    kindOf: (type) => kinds.get(type) ?? kindOf(type),
    inText: (text) => (compiled.length === 0 ? [] : inText(texts, text)),
    search: () => (compiled.length === 0 ? null : new OwnSearch(compiled)),
  }
}

function kindOfOwn({ id, name, severity, revoke }: OwnDetector): Kind {
  return {
    name: name ?? `a secret of the type ${id}`,
    severity: severity ?? "critical",
    revoke: revoke ?? kindOf("").revoke,
    isOfFile: false,
  }
}

function inText(search: OwnSearch, text: string): Sighting[] {
  search.open()
  const bytes = Buffer.from(text, "utf8")
  return search
    .look({ bytes, from: 0, to: bytes.length, filled: bytes.length, gone: 0 })
    .map(({ type, evidence, value, givenTo }) => sightingOf({ type, evidence, value, givenTo }))
}
