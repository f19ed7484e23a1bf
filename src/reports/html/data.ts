import type { ReportImage } from "../../model/index.ts"
import { html, type Markup, raw } from "./markup.ts"
import { payloadOf } from "./payload.ts"

/** What the page's script knows of one image, as JSON that is no script. */
export const payload = (image: ReportImage, index: number): Markup =>
  html`<script type="application/json" id="files-${index}">
    ${raw(payloadOf(image))}
  </script>`
