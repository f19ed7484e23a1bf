import { useState } from "preact/hooks"
import type { Told } from "./words.ts"

/** Puts something into the line; null takes it out. */
export type Tell = (told: Told | null) => void

interface Props {
  /** Told while nothing else is. */
  readonly otherwise: Told
  /** Is handed the way to change it, so that a pointer that moves draws this line alone. */
  readonly listen: (tell: Tell) => void
}

/** One line on what the reader points at. */
export function Status({ otherwise, listen }: Props) {
  const [told, setTold] = useState<Told | null>(null)
  listen(setTold)
  const { title, bytes, details } = told ?? otherwise
  return (
    <p class="x-status" aria-live="polite">
      <b>{title}</b> <span class="x-figure">{bytes}</span> <span class="x-details">{details.join(" · ")}</span>
    </p>
  )
}
