/** What a team knows of its images: how large they were, and what was found in them. */
export interface Baseline {
  readonly images: readonly BaselineImage[]
}

/** One image as it was when its baseline was written. */
export interface BaselineImage {
  /** Repository without its tag; empty where the image had no name. */
  readonly name: string
  /** `os/architecture[/variant]`. */
  readonly platform: string
  /** As its label or its tag says, where that is SemVer. */
  readonly version: string | null
  /** In bytes or pieces, by the key of a budget: `filesystem`, `files`, `path:/srv/**`. */
  readonly sizes: Readonly<Record<string, number>>
  /** Where the bytes were, in order to name what grew; the small ones are left out. */
  readonly parts: Readonly<Record<string, number>>
  /** How many names the folders among them have at most. */
  readonly depth: number
  readonly accepted: readonly Acceptance[]
  readonly growth: readonly AcceptedGrowth[]
}

/** One finding that is known and accepted. */
export interface Acceptance {
  readonly fingerprint: string
  readonly rule: string
  /** What was found, for whoever reads the file. */
  readonly what: string
  readonly reason: string
  /** Whom to ask. */
  readonly owner?: string
  /** The last day that it holds on, `YYYY-MM-DD`, UTC. */
  readonly expires?: string
}

/** So much more than a limit on growth allows is accepted. */
export interface AcceptedGrowth {
  /** Key of the budget. */
  readonly budget: string
  /** `10MB`; of what is counted, a bare number. */
  readonly by: string
  readonly reason: string
  readonly owner?: string
  readonly expires?: string
}
