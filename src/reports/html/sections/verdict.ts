import { formatShare, platformText, type Report } from "../../../model/index.ts"
import { countBySeverity, idsOf, newFindings } from "../../shared/severities.ts"
import { html, type Markup } from "../markup.ts"
import { amountOf, bytes, number } from "./parts/bytes.ts"
import { ICONS } from "./parts/icons.ts"
import { nameOf, type Scene, shortDigest } from "./parts/scene.ts"
import { long } from "./parts/text.ts"

export const VERDICTS: Readonly<Record<Report["verdict"], string>> = {
  pass: "Pass",
  fail: "Fail",
  incomplete: "Incomplete",
}

/** The verdict, why, and of a single image what it is and its sizes. */
export function verdictSection(report: Report, scenes: readonly Scene[]): Markup {
  const [only] = scenes
  return html`<section id="verdict" class="verdict ${report.verdict}">
    <h1>${ICONS[report.verdict]}<span>${VERDICTS[report.verdict]}</span></h1>
    <p class="reason">${reason(report)}</p>
    ${
      scenes.length === 1 &&
      only &&
      html`<p class="name">${long(nameOf(only.image))}</p>
        ${identity(only)}${figures(only)}`
    }
  </section>`
}

/** Rules and budgets named in the sentence. */
const NAMED = 6

/** Why the verdict is what it is, in one sentence. */
function reason({ verdict, failures, images, inputs, severity, shard }: Report): Markup {
  const found = images.flatMap(({ findings }) => findings)
  const news = newFindings(found)
  const known = found.length - news.length
  const accepted = known === 0 ? "" : `, ${known} accepted`
  const failed = failedBy(failures)
  if (verdict === "fail") return html`${failed}${accepted}.`
  if (verdict === "pass" && inputs.length === 0 && shard !== undefined)
    return html`No input is in share ${shard.index} of ${shard.count}: there is nothing to audit.`
  if (verdict === "pass") {
    const listed = severity === undefined ? "" : ` of severity ${severity} or worse`
    return news.length === 0
      ? html`No ${known > 0 && "new "}findings${listed}${accepted}.`
      : html`No finding fails it: ${countBySeverity(news)}${accepted}.`
  }
  const unread = inputs.filter(({ complete }) => !complete)
  const [only] = unread
  const what =
    unread.length === 1 && only
      ? html`<code>${long(only.path)}</code> was`
      : html`${unread.length} of ${inputs.length} inputs were`
  if (inputs.length === 0) return html`There was no input, so nothing is proved.`
  return failed === null
    ? html`${what} not read whole, so nothing is proved.`
    : html`${what} not read whole. Besides: ${failed}${accepted}.`
}

function failedBy(failures: Report["failures"]): Markup | null {
  const budgets = failures.filter(({ kind }) => kind === "budget")
  const findings = failures.filter(({ kind }) => kind === "finding")
  if (budgets.length + findings.length === 0) return null
  return html`${budgets.length > 0 && html`${amountOf(budgets.length, "broken budget")}: ${named(budgets, "budget")}`}${
    budgets.length > 0 && findings.length > 0 && "; "
  }${findings.length > 0 && html`${countBySeverity(findings)}: ${named(findings, "rule")}`}`
}

/** Which they are, the worst first; of many only those. */
function named(failures: Report["failures"], noun: string): Markup {
  const ids = idsOf(failures)
  const rest = ids.length - NAMED
  return html`${ids.slice(0, NAMED).map((id, at) => html`${at > 0 && ", "}<code>${long(id)}</code>`)}${
    rest > 0 && ` and ${amountOf(rest, `more ${noun}`)}`
  }`
}

/** Which image it is. */
export function identity({ image }: Scene): Markup {
  const { names, id, platform, complete, created } = image
  const others = names.slice(1, 6)
  const rest = names.length - 1 - others.length
  return html`<ul class="identity">
    <li>${platformText(platform) || "unknown platform"}</li>
    <li><code title="${id}">${shortDigest(id)}</code></li>
    ${created !== null && html`<li>built ${created.slice(0, 10)}</li>`}
    ${others.map((name) => html`<li>also ${long(name)}</li>`)}${rest > 0 && html`<li>and ${amountOf(rest, "more name")}</li>`}
    ${!complete && html`<li class="unread">not read whole: figures are of what could be read</li>`}
  </ul>`
}

/** Its sizes: content = visible + wasted. */
export function figures({ image: { size, layers } }: Scene): Markup {
  const wasted = formatShare(size.wasted, size.content)
  const all: readonly (readonly [string, Markup, string])[] = [
    ["Content", bytes(size.content), "all files of all layers"],
    ["Visible", bytes(size.filesystem), "what a container sees"],
    ["Wasted", bytes(size.wasted), wasted === "" ? "hidden by later layers" : `${wasted}, hidden by later layers`],
    ["As stored", bytes(size.archive), "layers in the archive"],
    ["Files", html`${number(size.files)}`, "that a container sees"],
    ["Layers", html`${number(layers.length)}`, ""],
  ]
  return html`<dl class="figures">
    ${all.map(
      ([name, value, what]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
          ${what !== "" && html`<dd class="what">${what}</dd>`}
        </div>`,
    )}
  </dl>`
}
