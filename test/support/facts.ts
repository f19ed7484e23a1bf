import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"

/** What other programs found in one layer. */
export interface LayerFacts {
  readonly digest_declared: string | null
  readonly diff_id_declared: string
  readonly history_index: number | null
  /** At most 120 characters, secrets as `first four...(length)`. */
  readonly created_by?: string
  /** No blob in the archive: everything below is absent. */
  readonly missing?: true
  readonly digest: string
  readonly digest_ok?: boolean
  readonly diff_id: string
  readonly diff_id_ok: boolean
  readonly compression: string
  readonly stored_bytes: number
  readonly uncompressed_bytes: number
  readonly file_bytes: number
  readonly files: number
}

/** Where a planted secret was found. */
export interface PlaceFacts {
  readonly where: "env" | "label" | "history" | "container_config" | "cmd" | "layer-file"
  /** Of a variable or label. */
  readonly key?: string
  /** Of a history entry. */
  readonly index?: number
  readonly layer?: number
  readonly path?: string
  readonly state?: string
}

/** What was put into an image on purpose: a secret, or another flaw. */
export interface PlantedFacts {
  readonly id: string
  readonly class: "secret" | "flaw"
  readonly kind: string
  /** The first four characters and the length: `glpa...(26)`. */
  readonly value_redacted?: string
  readonly value_sha256?: string
  readonly found?: readonly PlaceFacts[]
}

export interface ImageFacts {
  readonly config_digest: string
  readonly manifest_digest?: string
  readonly repo_tags?: readonly string[]
  readonly os: string
  readonly architecture: string
  readonly variant: string | null
  readonly created: string | null
  readonly user: string
  readonly entrypoint: readonly string[] | null
  readonly cmd: readonly string[] | null
  readonly workdir: string
  readonly env_keys: readonly string[]
  readonly exposed_ports: readonly string[]
  readonly volumes: readonly string[]
  readonly healthcheck: "present" | "absent" | "none"
  readonly label_keys: readonly string[]
  readonly onbuild: number
  readonly shell: readonly string[] | null
  readonly stop_signal: string | null
  readonly history_entries: number
  readonly history_matches_layers: boolean
  readonly layers: readonly LayerFacts[]
  readonly stored_bytes: number
  readonly uncompressed_bytes: number
  readonly file_bytes_all_layers: number
  readonly filesystem: {
    readonly regular_paths: number
    readonly bytes_unique: number
    readonly listing_sha256: string
  }
  readonly wasted: {
    readonly bytes: number
    readonly removed_bytes: number
    readonly overwritten_bytes: number
    readonly overwritten_same_content_bytes: number
  }
  readonly planted?: readonly PlantedFacts[]
}

export interface Facts {
  readonly bytes: number
  readonly container?: { readonly outer_compression: string; readonly formats: readonly string[] }
  /** Points on which runtimes disagree: the numbers of the merged tree prove nothing. */
  readonly contested?: readonly string[]
  /** True where no image can be read, `either` where that is a choice. */
  readonly error_expected: boolean | "either"
  readonly images: readonly ImageFacts[]
  /** Secrets in attestations, by the id that they have in their image. */
  readonly planted_outside_images?: readonly { readonly id: string; readonly in: string }[]
}

const SUFFIX = ".expected.json"

/** The archives beside which facts lie, by path, in a folder and in its folders; null where there is no such folder. */
export function archivesWithFacts(folder: string): Map<string, Facts> | null {
  if (!existsSync(folder)) return null
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(SUFFIX))
  const read = (name: string): Facts => JSON.parse(readFileSync(join(folder, name), "utf8")) as Facts
  return new Map(names.toSorted().map((name) => [join(folder, name.slice(0, -SUFFIX.length)), read(name)]))
}

export const isFolder = (path: string): boolean => statSync(path).isDirectory()
