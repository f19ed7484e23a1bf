import type { ArchiveDocument, Attestation, Digest, IndexPlace, Platform, Problem } from "../model/index.ts"
import type { FileMember } from "./container.ts"
import type { Json } from "./json.ts"

/** One layer of an image before it is read: where it is, and what is claimed of it. */
export interface LayerPlan {
  /** As a person finds it in the archive: a member name or a digest. */
  readonly name: string
  /** Null where the archive does not hold it. */
  readonly member: FileMember | null
  /** Declared digest of the stored bytes; null where nobody says. */
  readonly digest: Digest | null
  /** Declared size of the stored bytes; null where nobody says. */
  readonly size: number | null
  readonly mediaType: string
  /** Where else it is to be had; never fetched. */
  readonly urls: readonly string[]
}

/** One image before its layers are read. */
export interface ImagePlan {
  readonly names: Set<string>
  readonly manifestDigest: Digest | null
  readonly manifestMediaType: string | null
  readonly configDigest: Digest
  readonly config: Json
  /** From the index, or where it doesn't say, from the config. */
  readonly platform: Platform
  readonly annotations: ReadonlyMap<string, string>
  readonly layers: readonly LayerPlan[]
  readonly seenIn: Set<"manifest.json" | "index.json">
  readonly documents: readonly ArchiveDocument[]
  readonly place: IndexPlace | null
  /** Empty until the survey has met them all. */
  readonly attestations: readonly Attestation[]
  readonly problems: Problem[]
}

/** A leaf of an index that is no image. */
export interface OtherLeaf {
  readonly kind: "attestation" | "signature" | "artifact" | "absent"
  readonly digest: Digest
  readonly platform: Platform | null
  /** True below a nested index, where a platform that nobody pulled is normal. */
  readonly nested: boolean
  /** What it says of an image; null where it says nothing. */
  readonly statements: Statements | null
}

/** Statements about one image. */
export interface Statements {
  /** The manifest or config that they are about; null where nobody says. */
  readonly subject: Digest | null
  readonly attestations: readonly Attestation[]
  readonly problems: readonly Problem[]
}

/** What the entry points of an archive lead to. */
export interface Survey {
  readonly images: readonly ImagePlan[]
  readonly others: readonly OtherLeaf[]
  readonly problems: readonly Problem[]
  /** Names of the members that something refers to. */
  readonly referenced: ReadonlySet<string>
}
