import type { Severity, Sighting } from "../../model/index.ts"
import type { Found } from "./found.ts"
import { ADVICE, type Kind } from "./kind.ts"
import { ACCOUNTS } from "./kinds/accounts.ts"
import { APPS } from "./kinds/apps.ts"
import { CLOUDS } from "./kinds/cloud.ts"
import { DATABASES } from "./kinds/databases.ts"
import { HOSTS } from "./kinds/hosts.ts"
import { NETWORKS } from "./kinds/networks.ts"
import { PACKAGES } from "./kinds/packages.ts"
import { STORES } from "./kinds/stores.ts"
import { TOOLS } from "./kinds/tools.ts"
import { secretManifests } from "./kubernetes.ts"
import { Places } from "./places.ts"
import { textOf } from "./text.ts"

export { commandsOf } from "./commands.ts"
export { FILE_FAMILIES } from "./families.ts"

/** A file that is known by its path to hold credentials. */
export type CredentialFile = Pick<Kind, "kind" | "type" | "read" | "lines">

/** What a kind of file is called, and what to do about one. */
export interface SensitiveFile {
  readonly kind: string
  /** With its article: `an npm configuration with a login`. */
  readonly name: string
  readonly severity: Severity
  readonly advice: string
}

/** The first that matches a path has it: the more special ones come first. */
const KINDS: readonly Kind[] = [
  ...CLOUDS,
  ...TOOLS,
  ...PACKAGES,
  ...DATABASES,
  ...ACCOUNTS,
  ...NETWORKS,
  ...HOSTS,
  ...APPS,
  ...STORES,
]
const PLACES = new Places(KINDS)
/** Files that are told by their path alone when they are too large to be read. */
const TOLD_BY_PATH = new Set([
  "ssh-key",
  "putty-key",
  "pkcs12",
  "java-keystore",
  "keepass",
  "gnupg-key",
  "terraform-state",
  "gcloud-store",
])

/** What is known of each kind of file, by `CredentialFile.kind`. */
export const SENSITIVE: ReadonlyMap<string, SensitiveFile> = new Map(
  KINDS.map(({ kind, name, severity, advice }) => [kind, { kind, name, severity, advice: ADVICE[advice] }]),
)

/** What the file at `path` (as in a listing) holds, from the path alone; null for nearly all. Cheap: made for millions. */
export const credentialFileAt = (path: string): CredentialFile | null => PLACES.find(path)

/** Credentials in a file whose bytes are all there. Reads what can be read; never throws. */
export function readCredentialFile(file: CredentialFile, bytes: Uint8Array, path: string): Sighting[] {
  const { text, encoding } = textOf(bytes)
  return sightings(file.read(text, path), file.type, encoding)
}

/** Values of Secrets in a file of Kubernetes manifests, YAML or JSON; nothing in other files, templates and sealed ones. */
export const readKubernetesSecret = (text: string): Sighting[] =>
  sightings(secretManifests(text), "kubernetes-secret", "")

function sightings(found: Iterable<Found>, type: string, encoding: string): Sighting[] {
  const seen = new Map<string, Sighting>()
  for (const one of found) {
    const key = `${one.line} ${one.givenTo} ${one.value}`
    if (seen.has(key)) continue
    seen.set(key, {
      type: one.type ?? type,
      evidence: "structured",
      value: one.value,
      givenTo: one.givenTo,
      line: one.line,
      member: "",
      encoding: one.encoding ?? encoding,
    })
  }
  return [...seen.values()].toSorted((a, b) => a.line - b.line)
}

/**
 * What makes the file at `path` sensitive by itself, whatever else is found in it: a keystore, a private key, a state.
 * `bytes` is null where the file was too large to be kept.
 */
export function sensitiveFileOf(path: string, bytes: Uint8Array | null): SensitiveFile | null {
  const kind = PLACES.find(path)
  if (kind?.isStore === undefined) return null
  const isSensitive =
    bytes === null
      ? TOLD_BY_PATH.has(kind.kind)
      : kind.isStore(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return isSensitive ? (SENSITIVE.get(kind.kind) ?? null) : null
}
