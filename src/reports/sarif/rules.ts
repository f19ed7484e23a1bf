import type { ReportingDescriptor } from "sarif"
import { SEVERITIES, type Severity } from "../../model/index.ts"
import type { RuleText } from "../look.ts"
import { levelOf, problemOf, securityOf } from "./levels.ts"

/** GitHub keeps so many characters of a description, and so many tags. */
const MAX_DESCRIPTION = 1024
const MAX_TAGS = 10

/** Groups whose findings are about attacks. GitHub lists them apart, by the severity of the rule. */
const SECURITY = new Set([
  "archive",
  "base",
  "build-tools",
  "env",
  "hygiene",
  "ports",
  "secrets",
  "supply-chain",
  "user",
])
/** Single rules of other groups that are too. */
const SECURITY_RULES = new Set([
  "history/add-remote",
  "history/chmod-777",
  "history/mismatch",
  "history/pipe-to-shell",
  "history/tls-off",
  "policy/base-image",
  "policy/expired-ignore",
  "policy/ports",
  "policy/registry",
  "policy/user",
])

/** `SecretsHistory` of `secrets/history`. */
const nameOf = (id: string): string => id.replace(/(?:^|[/-])([a-z])/g, (_, letter: string) => letter.toUpperCase())

const groupOf = (id: string): string => id.split("/")[0] ?? id

const isSecurity = (id: string): boolean => SECURITY.has(groupOf(id)) || SECURITY_RULES.has(id)

/** Patterns may be wrong about a string; what an image says of itself is as it is. */
const precisionOf = (id: string): string => (groupOf(id) === "secrets" ? "high" : "very-high")

const cut = (text: string): string => (text.length > MAX_DESCRIPTION ? `${text.slice(0, MAX_DESCRIPTION - 1)}…` : text)

/** What a viewer needs to know of a rule to show its findings. */
export function descriptorOf(id: string, severity: Severity, text: RuleText | undefined): ReportingDescriptor {
  const { title = id, why = id, remedy = "", references = [] } = text ?? {}
  const known = references.length === 0 ? [] : [`See also: ${references.join(", ")}.`]
  const mend = remedy === "" ? [] : [remedy]
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: cut(`${title}.`) },
    fullDescription: { text: cut(why) },
    help: {
      text: [`${title}.`, why, ...mend, ...known].join("\n\n"),
      markdown: [`**${title}.** ${why}`, ...mend.map((one) => `**What to do:** ${one}`), ...known].join("\n\n"),
    },
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      tags: [...new Set([...(isSecurity(id) ? ["security"] : []), groupOf(id), ...references])].slice(0, MAX_TAGS),
      precision: precisionOf(id),
      "problem.severity": problemOf(severity),
      ...(isSecurity(id) ? securityOf(severity) : {}),
    },
  }
}

/** The worst that each rule is in force with, or was found with: GitHub knows one severity a rule. */
export function severities(
  inForce: readonly { readonly id: string; readonly severity: Severity | "off" }[],
  found: readonly { readonly rule: string; readonly severity: Severity }[],
): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>()
  const add = (id: string, severity: Severity): void => {
    const known = worst.get(id)
    if (known === undefined || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known)) worst.set(id, severity)
  }
  for (const { id, severity } of inForce) if (severity !== "off") add(id, severity)
  for (const { rule, severity } of found) add(rule, severity)
  return worst
}
