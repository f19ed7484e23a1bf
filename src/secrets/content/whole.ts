import type { Sighting } from "../../model/index.ts"
import {
  commandsOf,
  type CredentialFile,
  credentialFileAt,
  readCredentialFile,
  readKubernetesSecret,
  sensitiveFileOf,
} from "../files/index.ts"
import { inspectLine } from "../inspect.ts"
import { sightingOf, valueOfStore } from "../sighting.ts"

/** Files that are read as what they are must fit in. */
const LARGEST = 1024 * 1024
const YAML = /\.ya?ml$/i
const MANIFEST = "kind: Secret"

/** The content of a file that is read as what it is, once all of it is there. */
export class Whole {
  readonly #file: CredentialFile | null
  readonly #path: string
  readonly #pieces: Uint8Array[] = []
  #bytes = 0

  private constructor(file: CredentialFile | null, path: string) {
    this.#file = file
    this.#path = path
  }

  /** Null for the files, nearly all, that nobody reads whole. */
  static of(path: string): Whole | null {
    const file = credentialFileAt(path)
    return file === null && !YAML.test(path) ? null : new Whole(file, path)
  }

  add(piece: Uint8Array): void {
    this.#bytes += piece.length
    if (this.#bytes <= LARGEST) this.#pieces.push(Uint8Array.from(piece))
    else this.#pieces.length = 0
  }

  /** What it holds as the file that it is; of one that is too large, only what its path tells. */
  sightings(): readonly Sighting[] {
    const bytes = this.#bytes > LARGEST ? null : Buffer.concat(this.#pieces)
    if (bytes === null) return this.#store(null)
    if (this.#file === null) return bytes.includes(MANIFEST) ? readKubernetesSecret(bytes.toString("utf8")) : []
    const commands = commandsOf(this.#file, bytes).flatMap(({ text, line }) =>
      inspectLine(text).map((sighting) => ({ ...sighting, line })),
    )
    const found = [...readCredentialFile(this.#file, bytes, this.#path), ...commands]
    return found.length > 0 ? found : this.#store(bytes)
  }

  /** A store of keys is sensitive as it is. What tells it from another is its content, which no string holds. */
  #store(bytes: Uint8Array | null): Sighting[] {
    const store = sensitiveFileOf(this.#path, bytes)
    if (store === null) return []
    return [sightingOf({ type: store.kind, evidence: "structured", value: valueOfStore(bytes ?? this.#path) })]
  }
}
