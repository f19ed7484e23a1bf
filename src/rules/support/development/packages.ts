import type { Package } from "../../../model/index.ts"

/** Packages of one application, or of one environment, that only development needs. */
export interface Development {
  readonly folder: string
  readonly packages: readonly Package[]
}
