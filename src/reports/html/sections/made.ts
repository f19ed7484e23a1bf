import { formatBytes, type Report, type ReportInput } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { notes } from "./problems.ts"
import { heading } from "./parts/section.ts"
import { facts, table } from "./parts/table.ts"
import { path } from "./parts/text.ts"

const KINDS: Readonly<Record<Report["settings"][number]["kind"], string>> = { config: "settings", baseline: "baseline" }

/** From what the report was made, and by which settings: nobody may have to guess why something passed. */
export function madeSection(report: Report): Markup {
  const { tool, settings, today, generatedAt, shard, severity, inputs } = report
  return html`<section id="made">
    ${heading(2, "How this was made")}
    ${facts([
      ["Made by", `${tool.name} ${tool.version}`],
      ["Made at", generatedAt],
      ["Asked for the day", today],
      ["Shard", shard && `${shard.index} of ${shard.count}`],
      ["Lowest severity", severity],
      [
        "In force",
        settings.length === 0
          ? "no settings file and no baseline"
          : html`<ul class="plain">
              ${settings.map(({ kind, path: file }) => html`<li>${path(file)} <span class="by">${KINDS[kind]}</span></li>`)}
            </ul>`,
      ],
    ])}
    ${
      inputs.length > 0 &&
      html`<h3 class="sub">Inputs</h3>
        ${table<ReportInput>(
          "Inputs",
          [
            { head: "Input", names: true, cell: (input) => path(input.path) },
            {
              head: "What it is",
              cell: ({ format, compression }) => `${format}${compression === "none" ? "" : `, ${compression}`}`,
            },
            { head: "Size", cell: ({ bytes }) => formatBytes(bytes), value: ({ bytes }) => bytes },
            { head: "Used", cell: ({ role }) => (role === "audited" ? "audited" : "compared with") },
            { head: "Read", cell: ({ complete }) => (complete ? "whole" : html`<b class="unread">not whole</b>`) },
          ],
          inputs,
        )}`
    }
    ${notes(report)}
  </section>`
}
