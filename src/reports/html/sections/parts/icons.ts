import type { Report } from "../../../../model/index.ts"
import { html, type Markup } from "../../markup.ts"

/** The load line of a ship: a disc crossed by a line. */
export const MARK = html`<svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
  <circle cx="16" cy="16" r="9.5" />
  <path d="M1 16h30" />
</svg>`

/** A verdict as a shape of its own: a disc with a tick, an octagon with a cross, a triangle with a mark. */
export const ICONS: Readonly<Record<Report["verdict"], Markup>> = {
  pass: html`<svg class="icon" viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
    <circle cx="24" cy="24" r="22" />
    <path d="M14 25l7 7 13-15" />
  </svg>`,
  fail: html`<svg class="icon" viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
    <path class="shape" d="M15.5 3h17L45 15.5v17L32.5 45h-17L3 32.5v-17z" />
    <path d="M16 16l16 16M32 16L16 32" />
  </svg>`,
  incomplete: html`<svg class="icon" viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
    <path class="shape" d="M24 3l22 41H2z" />
    <path d="M24 18v13M24 36.5v1" />
  </svg>`,
}
