import type { OptionValue, Profile, Rule } from "../../src/model/index.ts"

const dedent = (text: string): string => {
  const lines = text.replace(/^\n/, "").trimEnd().split("\n")
  const indent = Math.min(
    ...lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length),
  )
  return lines.map((line) => line.slice(indent)).join("\n")
}
const snippet = (title: string, text: string): string => `${title}:\n\n\`\`\`dockerfile\n${dedent(text)}\n\`\`\``
const escape = (text: string): string => text.replace(/(?<=\s|^)[<>](?=\s|$)|<(?=[A-Za-z/!])/g, String.raw`\$&`)

const shown = (value: OptionValue): string => `\`${JSON.stringify(value)}\``

/** What a profile makes of a rule, where that is something else than the rule itself says. */
const settingIn = ({ rules }: Profile, { id }: Rule): string | null => {
  const setting = rules[id]
  if (setting === undefined) return null
  return typeof setting === "string" ? setting : (setting.severity ?? "with other options")
}

/** The page that explains one rule. */
export function rulePage(rule: Rule, profiles: readonly Profile[]): string {
  const { id, title, severity, why, decides, blind, remedy, examples, references, reads, options = {} } = rule
  const set = profiles.flatMap((profile) => {
    const setting = settingIn(profile, rule)
    return setting === null ? [] : [`${profile.name}: ${setting}`]
  })
  return `${[
    `# ${id}`,
    `**${title}.** Severity: ${severity}.${set.length > 0 ? ` In the profiles ${set.join(", ")}.` : ""}`,
    escape(why),
    `**How it decides.** ${escape(decides)}${reads ? ` It reads ${reads.map((path) => `\`${path}\``).join(", ")}.` : ""}`,
    `**What it does not see.** ${escape(blind)}`,
    `**What to do.** ${escape(remedy)}`,
    ...(Object.keys(options).length > 0
      ? [
          [
            "| option | default | what it means |",
            "|---|---|---|",
            ...Object.entries(options).map(([name, one]) => `| ${name} | ${shown(one.default)} | ${one.help} |`),
          ].join("\n"),
        ]
      : []),
    snippet("It finds fault with", examples.bad),
    snippet("and none with", examples.good),
    ...(references.length > 0 ? [`See also: ${references.join(", ")}.`] : []),
  ].join("\n\n")}\n`
}

/** The page that lists every rule, in the order in which `plimsoll rules` does, and every profile. */
export function rulesPage(rules: readonly Rule[], profiles: readonly Profile[]): string {
  const table = rules.map(({ id, title, severity }) => `| [${id}](${id}.md) | ${severity} | ${title} |`)
  return `${[
    "# Rules",
    "What plimsoll checks, from the built image alone. `plimsoll rules ID` prints the same for one rule. These pages are made from the rules themselves by `npm run docs`; a comment `# archive:` in an example says what happened to the archive after the build.",
    ["| rule | severity | true of an image that passes |", "|---|---|---|", ...table].join("\n"),
    "## Profiles",
    "`--profile NAME`, or `profile: NAME` in a settings file. A rule that a profile does not name keeps its own severity; the settings file and `--rule` outrank the profile.",
    ...profiles.map((profile) => profileSection(profile, rules)),
  ].join("\n\n")}\n`
}

function profileSection(profile: Profile, rules: readonly Rule[]): string {
  const rows = rules.flatMap((rule) => {
    const setting = settingIn(profile, rule)
    return setting === null ? [] : [`| ${rule.id} | ${setting} |`]
  })
  const head = `### ${profile.name}\n\n${profile.help}`
  return rows.length === 0 ? head : `${head}\n\n${["| rule | set to |", "|---|---|", ...rows].join("\n")}`
}
