/** How a report for people is drawn. The reports decide nothing of it: whoever writes them knows the terminal. */
export interface Look {
  readonly colour: boolean
  /** Columns that no line exceeds; at least 60. */
  readonly width: number
  /** False draws with ASCII alone. Text from the image keeps its letters. Default true. */
  readonly unicode?: boolean
  /** Every finding, layer and wasted file. */
  readonly verbose?: boolean
  /** The verdict and what kept anything from being read. */
  readonly quiet?: boolean
  /** True where what became of an image since another is what was asked for. */
  readonly isDiff?: boolean
  /** What the run took. Not part of a report, which is the same for the same input. */
  readonly elapsedMs?: number
}
