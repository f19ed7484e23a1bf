import { isUnread, type Report } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { heading } from "./parts/section.ts"
import { cut, long, more } from "./parts/text.ts"

/** Problems listed. */
const MOST = 200

interface Told {
  readonly path: string
  readonly code: string
  readonly message: string
}

const problemsOf = ({ inputs }: Report, unread: boolean): Told[] =>
  inputs.flatMap(({ path, problems }) =>
    problems.filter((problem) => isUnread(problem) === unread).map((problem) => ({ path, ...problem })),
  )

const list = (problems: readonly Told[], several: boolean): Markup => {
  const { shown, rest } = cut(problems, MOST)
  return html`<ul class="problems">
      ${shown.map(
        ({ path, code, message }) =>
          html`<li>
            ${long(message)} <span class="by">${several && html`<code>${long(path)}</code> `}<code>${code}</code></span>
          </li>`,
      )}
    </ul>
    ${more(rest, "problem")}`
}

/** What kept the audit from proving anything: loud, and before everything that was found all the same. */
export function unreadSection(report: Report): Markup | null {
  const unread = report.inputs.filter(({ complete }) => !complete)
  if (unread.length === 0) return null
  const problems = problemsOf(report, true)
  const silent = unread.filter(({ path }) => problems.every((problem) => problem.path !== path))
  const told = [
    ...problems,
    ...silent.map(({ path }) => ({ path, code: "incomplete", message: "It was not read whole." })),
  ]
  return html`<section id="problems" class="callout">
    ${heading(2, "Not read whole")}
    <p>
      ${report.images.length === 0 ? "Nothing of it is told here." : "What follows is about what could be read."} What
      could not be read may hold anything.
    </p>
    ${list(told, report.inputs.length > 1)}
  </section>`
}

/** What reading met that is only worth knowing. */
export function notes(report: Report): Markup | null {
  const problems = problemsOf(report, false)
  return problems.length === 0
    ? null
    : html`<h3 class="sub">Met while reading</h3>
        ${list(problems, report.inputs.length > 1)}`
}
