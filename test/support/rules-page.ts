import type { Rule } from "../../src/model/index.ts"

const dedent = (text: string): string => {
  const lines = text.replace(/^\n/, "").trimEnd().split("\n")
  const indent = Math.min(
    ...lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length),
  )
  return lines.map((line) => line.slice(indent)).join("\n")
}
const snippet = (title: string, text: string): string => `${title}:\n\n\`\`\`dockerfile\n${dedent(text)}\n\`\`\``
const escape = (text: string): string => text.replace(/(?<=\s|^)[<>](?=\s|$)|<(?=[A-Za-z/!])/g, String.raw`\$&`)

function section({ id, title, severity, why, decides, blind, remedy, examples, references, reads }: Rule): string {
  return [
    `## ${id}`,
    `**${title}.** Severity: ${severity}.`,
    escape(why),
    `**How it decides.** ${escape(decides)}${reads ? ` It reads ${reads.map((path) => `\`${path}\``).join(", ")}.` : ""}`,
    `**What it does not see.** ${escape(blind)}`,
    `**What to do.** ${escape(remedy)}`,
    snippet("It finds fault with", examples.bad),
    snippet("and none with", examples.good),
    ...(references.length > 0 ? [`See also: ${references.join(", ")}.`] : []),
  ].join("\n\n")
}

/** As GitHub makes anchors of headings. */
const anchor = (id: string): string => id.replaceAll("/", "")

/** The page that explains every rule, in the order in which they are listed. */
export function rulesPage(rules: readonly Rule[]): string {
  const table = rules.map(({ id, title, severity }) => `| [${id}](#${anchor(id)}) | ${severity} | ${title} |`)
  return `${[
    "# Rules",
    "What plimsoll checks, from the built image alone. `plimsoll rules ID` prints the same for one rule. This page is made from the rules themselves by `npm run docs`; a comment `# archive:` in an example says what happened to the archive after the build.",
    ["| rule | severity | true of an image that passes |", "|---|---|---|", ...table].join("\n"),
    ...rules.map(section),
  ].join("\n\n")}\n`
}
