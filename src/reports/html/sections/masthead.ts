import { html } from "../markup.ts"
import { MARK } from "./parts/icons.ts"

/** Whose page it is. A script shows the button, for without one it does nothing. */
export const masthead = html`<a class="skip" href="#main">Skip to the verdict</a>
  <header class="masthead">
    <p class="brand">${MARK}<span>plimsoll</span></p>
    <p class="by">Image audit</p>
    <button id="theme" type="button" hidden>Theme</button>
  </header>`
