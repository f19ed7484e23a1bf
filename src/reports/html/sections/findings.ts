import { type Finding } from "../../../model/index.ts"
import { countBySeverity } from "../../shared/severities.ts"
import { html, type Markup } from "../markup.ts"
import { findingDetails } from "./finding.ts"
import { badge } from "./parts/badge.ts"
import { amountOf, some } from "./parts/bytes.ts"
import { place } from "./parts/place.ts"
import type { Scene } from "./parts/scene.ts"
import type { Tell } from "./parts/section.ts"
import { table } from "./parts/table.ts"
import { cut, long, more } from "./parts/text.ts"

/** Findings listed beside each one that is told in full. */
const LISTED = 3

/** What is wrong: the worst first, what fails the audit unfolded; of very many, the rest as a list. */
export const findingsSection: Tell = (scene) => {
  const { image, findings, accepted, most } = scene
  const listedFrom = scene.report.severity
  if (image.findings.length === 0)
    return {
      key: "findings",
      title: "Findings",
      body: html`<p>Nothing ${listedFrom !== undefined && `of severity ${listedFrom} or worse `}was found.</p>`,
    }
  const listed = cut(findings.slice(most), most * LISTED)
  return {
    key: "findings",
    title: "Findings",
    sum: countBySeverity(findings) + (accepted.length === 0 ? "" : `; ${accepted.length} accepted`),
    body: html` ${findings.length === 0 && html`<p>Nothing that is not accepted.</p>`}
    ${findings.slice(0, most).map((finding, at) => findingDetails(finding, at, scene))}
    ${listed.shown.length > 0 && list(listed.shown, scene)} ${more(listed.rest, "finding")}
    ${
      image.findingsOmitted > 0 &&
      html`<p class="more">
        ${amountOf(image.findingsOmitted, "finding")} of a rule that found over a thousand are not listed in any report.
      </p>`
    }`,
  }
}

const list = (findings: readonly Finding[], scene: Scene): Markup =>
  table(
    `More findings${scene.of}`,
    [
      { head: "Severity", cell: ({ severity }) => badge(severity) },
      { head: "Rule", cell: ({ rule }) => html`<code>${rule}</code>` },
      { head: "Finding", cell: ({ message }) => long(message), names: true },
      { head: "Where", cell: ({ location }) => place(location, scene) },
      { head: "Size", cell: ({ bytes = 0 }) => some(bytes), value: ({ bytes = 0 }) => bytes },
    ],
    findings,
  )
