import type { ReportImage } from "../../model/index.ts"
import { html, type Markup, raw } from "./markup.ts"
import { payloadOf, roomsOf } from "./payload.ts"

/** What the page's script knows of one image, as JSON that is no script. All `images` of the page share its room. */
export const payload = (image: ReportImage, index: number, images: readonly ReportImage[] = [image]): Markup =>
  html`<script type="application/json" id="files-${index}">
    ${raw(payloadOf(image, roomsOf(images)[index]))}
  </script>`
