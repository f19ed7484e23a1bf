/**
 * A release (`12`, `3.19`), the last day on which its makers publish security fixes for everybody, and where it is known
 * the last day of the extended time.
 */
export type Release = readonly [release: string, end: string, extendedEnd?: string]

/** How long a product is supported, release by release. */
export interface Product {
  /** For a distribution, the `ID` of its os-release. */
  readonly id: string
  readonly name: string
  /** Who may have what comes after a release's own end; absent where nothing does. */
  readonly extended?: "free" | "paid"
  /** Pages of those who decide. */
  readonly sources: readonly string[]
  /** Ascending. A release whose end nobody has set yet is left out. */
  readonly releases: readonly Release[]
}

/** What is known of the ends of products. */
export interface LifecycleData {
  /** The day on which it was last held against its sources, `YYYY-MM-DD`. */
  readonly asOf: string
  /** Sorted by id; releases ascending. */
  readonly products: readonly Product[]
}
