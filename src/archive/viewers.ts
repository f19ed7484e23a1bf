import type { Inspector, Prober } from "../model/index.ts"

/** Those that contents are shown to in one thread; null for nobody. */
export interface Viewers {
  readonly inspector: Inspector | null
  readonly prober: Prober | null
}

export const NO_VIEWERS: Viewers = { inspector: null, prober: null }

/** Makes the viewers of a thread when they are first needed. */
export interface CreateViewers {
  readonly inspector: (() => Inspector) | null
  readonly prober: (() => Prober) | null
}
