import { createHash } from "node:crypto"
import type { Report } from "../../model/index.ts"
import type { Look } from "../look.ts"
import { html as markup, type Markup, raw, textOf } from "./markup.ts"
import explorerStyle from "./page/explorer.css?text"
import script from "./page/main.tsx?text"
import pageStyle from "./page/style.css?text"
import { imageArticle, sectionsOf } from "./sections/image.ts"
import { madeSection } from "./sections/made.ts"
import { masthead } from "./sections/masthead.ts"
import { navigation } from "./sections/navigation.ts"
import { unreadSection } from "./sections/problems.ts"
import { nameOf, scenesOf } from "./sections/parts/scene.ts"
import { summarySection } from "./sections/summary.ts"
import { verdictSection, VERDICTS } from "./sections/verdict.ts"
import { worstSection } from "./sections/worst.ts"

const style = `${pageStyle}\n${explorerStyle}`

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`

// Whatever an image manages to put into the page: nothing is loaded, sent or run but what was built with the program.
const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ")

/** One page that needs nothing beside it: no file, no network, and no script to be read. */
export function html(report: Report, look: Look): string {
  const scenes = scenesOf(report, look)
  const parts = scenes.map((scene) => ({ scene, sections: sectionsOf(scene) }))
  const unread = unreadSection(report)
  const worst = worstSection(scenes, report.failures)
  const body = markup`${masthead}
    <div class="frame">
      ${navigation(report, parts, { unread: unread !== null, worst: worst !== null })}
      <main id="main" tabindex="-1">
        ${verdictSection(report, scenes)} ${unread} ${worst} ${summarySection(scenes)}
        ${parts.map(({ scene, sections }) => imageArticle(scene, sections))} ${madeSection(report)}
      </main>
    </div>`
  return textOf(page(titleOf(report), body))
}

const titleOf = ({ verdict, images }: Report): string => {
  const [first] = images
  const more = images.length > 1 ? ` and ${images.length - 1} more` : ""
  return `${VERDICTS[verdict]}${first === undefined ? "" : `: ${nameOf(first).slice(0, 200)}${more}`} – plimsoll`
}

const page = (title: string, body: Markup): Markup => markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
${body}
<script>${raw(script)}</script>
</body>
</html>
`
