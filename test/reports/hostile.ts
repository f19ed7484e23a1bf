import type { Report } from "../../src/model/index.ts"

/** What an image may hold so that a report of it obeys: one of each kind that a sink must stop. */
export const PAYLOAD = [
  "\u001b[2J\u001b]0;gone\u0007\u001bP1;2|x\u001b\\",
  "\u009b31m",
  "a\rb",
  "\n::error file=x::gone\n  ::stop-commands::x\n::add-mask::a",
  "##[error]x ##vso[task.complete]x ##teamcity[x]",
  "section_start:1:x",
  "\u202egnp.exe\u2066\u200b\ufeff",
  "\u2028\u2029",
  "\u{e0041}\u{e007f}",
  "\ud800",
  "\udce9",
  "</script><script>alert(1)</script> ]]> ${x} {{x}} | `x` [x](y) =cmd()",
].join(" ")

/** The same report with the payload at the start of every string that comes from an image, and as a key. */
export function hostile(report: Report): Report {
  const walk = (value: unknown, key: string): unknown => {
    if (key === "tool") return value
    if (typeof value === "string") return OURS.has(key) ? value : `${PAYLOAD}${value}`
    if (Array.isArray(value)) return value.map((item) => walk(item, key))
    if (typeof value !== "object" || value === null) return value
    const pairs = Object.entries(value).map(([name, item]): [string, unknown] => [
      key === "labels" ? `${PAYLOAD}${name}` : name,
      walk(item, name),
    ])
    return Object.fromEntries(key === "labels" ? [...pairs, ["__proto__", PAYLOAD]] : pairs)
  }
  return walk(report, "") as Report
}

/** Fields whose values are words of ours. */
const OURS = new Set([
  "schemaVersion",
  "format",
  "compression",
  "code",
  "verdict",
  "kind",
  "severity",
  "status",
  "known",
  "cause",
  "fingerprint",
  "role",
  "change",
  "unit",
  "state",
  "bump",
  "generatedAt",
])

/** What no report may hold, but for its own line ends. */
export const DANGEROUS = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
