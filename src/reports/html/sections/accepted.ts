import { count } from "../../../model/index.ts"
import { type Accepted, acceptedIn } from "../../shared/accepted.ts"
import { html } from "../markup.ts"
import { badge } from "./parts/badge.ts"
import { place } from "./parts/place.ts"
import type { Tell } from "./parts/section.ts"
import { table } from "./parts/table.ts"
import { cut, long, more } from "./parts/text.ts"

/** Accepted findings listed. */
const MOST = 300

const UNSAID = html`<span class="none">nobody says</span>`

/** What is known and does not fail: why, who answers for it, until which day, and what says so. */
export const acceptedSection: Tell = (scene) => {
  const accepted = acceptedIn(scene.image)
  if (accepted.length === 0) return null
  const { shown, rest } = cut(accepted, MOST)
  return {
    key: "accepted",
    title: "Accepted risks",
    sum: count(accepted.length, "accepted risk"),
    body: html`${table<Accepted>(
      `Accepted risks${scene.of}`,
      [
        { head: "Severity", cell: ({ severity }) => badge(severity) },
        {
          head: "Finding",
          names: true,
          cell: (finding) =>
            html`${long(finding.message)}
              <span class="by"><code>${finding.rule}</code> ${place(finding.location, scene)}</span>`,
        },
        {
          head: "Reason",
          cell: ({ reason, status }) =>
            reason === undefined ? (status === "baseline" ? "It is in the baseline." : UNSAID) : long(reason),
        },
        { head: "Owner", cell: ({ owner }) => owner ?? UNSAID },
        { head: "Until", cell: ({ expires }) => expires ?? "no end" },
        {
          head: "Said in",
          cell: ({ acceptedBy }) => (acceptedBy === undefined ? "the baseline" : html`<code>${acceptedBy}</code>`),
        },
      ],
      shown,
    )}
    ${more(rest, "accepted risk")}`,
  }
}
