import type { Finding } from "./finding.ts"

/** What a measure was and is; either is 0 where there was nothing, or is nothing now. */
export interface Change {
  readonly before: number
  readonly after: number
}

/** What became of an image since another. Lists hold what differs, the largest growth first; the rest differs by nothing, so that every list adds up. */
export interface Comparison {
  /** The image that it is compared with; null where the other side has none of this name and platform. */
  readonly with: { readonly id: string; readonly names: readonly string[] } | null
  readonly size: {
    readonly archive: Change
    readonly layers: Change
    readonly content: Change
    readonly filesystem: Change
    readonly wasted: Change
    readonly files: Change
  }
  /** What the content grew or shrank by, each byte once: packages, folders of what no package owns, bytes that are hidden. Adds up to `size.content`. */
  readonly causes: readonly ({ readonly what: string; readonly layer: number | null } & Change)[]
  /** Content bytes by layer. A layer of the same diff id is the same. Adds up to `size.content`. */
  readonly layers: readonly ({
    readonly change: "added" | "removed" | "changed"
    readonly beforeIndex: number | null
    readonly afterIndex: number | null
    readonly createdBy: string | null
  } & Change)[]
  /** Content bytes by instruction. Adds up to `size.content`. */
  readonly instructions: readonly ({ readonly text: string } & Change)[]
  /** Visible bytes by folder, down to the depth that both sides know. Adds up to `size.filesystem`. */
  readonly directories: readonly ({ readonly path: string } & Change)[]
  /** Visible bytes by package; of what no package owns, type and name are empty. Adds up to `size.filesystem`. */
  readonly packages: readonly ({
    readonly type: string
    readonly name: string
    readonly beforeVersion: string | null
    readonly afterVersion: string | null
  } & Change)[]
  /** What somebody who has the other image fetches for this one, and what not. */
  readonly pull: {
    readonly layers: number
    readonly bytes: number
    readonly sharedLayers: number
    readonly sharedBytes: number
  }
  /** What the config says otherwise: user, command, ports, labels, names of variables. Values of variables are never told. */
  readonly config: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[]
  /** Fingerprints of what is found now and was not before, findings that are gone, and how many are as they were. */
  readonly findings: { readonly new: readonly string[]; readonly fixed: readonly Finding[]; readonly unchanged: number }
}
