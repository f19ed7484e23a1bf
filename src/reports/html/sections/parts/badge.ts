import type { Severity } from "../../../../model/index.ts"
import { html, type Markup } from "../../markup.ts"

/** A severity in its word, with as many marks as it is grave: no reader depends on the colour. */
export const badge = (severity: Severity): Markup => html`<span class="badge ${severity}">${severity}</span>`

/** That something fails the audit. */
export const FAILS = html`<span class="fails">fails</span>`
