import type { Acceptance, AcceptedGrowth, Baseline, BaselineImage } from "../model/index.ts"

const HEAD = `# What is known of these images: how large they were, and which findings are accepted.
# \`plimsoll baseline INPUT\` writes it anew and keeps reasons, owners and days; other comments are not kept.
`

/** Sizes in the order in which people think of them; the keys of other budgets come after them. */
const FIRST = ["archive", "tar", "content", "filesystem", "wasted", "files", "layers", "largest-file"]

/** Of folders, unless an image has too many of them. */
export const USUAL_DEPTH = 3

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const rankOf = (key: string): number => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length)

/** A baseline as YAML: sorted, one fact a line, so that two branches merge. The same baseline is always the same text. */
export function baselineText({ images }: Baseline): string {
  const sorted = images.toSorted((a, b) => byText(a.name, b.name) || byText(a.platform, b.platform))
  return HEAD + (sorted.length === 0 ? "images: []\n" : ["images:", ...sorted.flatMap(imageLines), ""].join("\n"))
}

const imageLines = ({ name, platform, version, sizes, parts, depth, accepted, growth }: BaselineImage): string[] => [
  `  - name: ${scalar(name)}`,
  `    platform: ${scalar(platform)}`,
  ...(version === null ? [] : [`    version: ${scalar(version)}`]),
  ...mapLines(
    "sizes",
    Object.entries(sizes).toSorted(([a], [b]) => rankOf(a) - rankOf(b) || byText(a, b)),
  ),
  ...mapLines(
    "parts",
    Object.entries(parts).toSorted(([a], [b]) => byText(a, b)),
  ),
  ...(depth === USUAL_DEPTH ? [] : [`    depth: ${depth}`]),
  ...listLines(
    "accepted",
    accepted
      .toSorted((a, b) => byText(a.rule, b.rule) || byText(a.fingerprint, b.fingerprint))
      .map(({ fingerprint, rule, what, ...why }) => ({ fingerprint, rule, what, ...reasonOf(why) })),
  ),
  ...listLines(
    "growth",
    growth
      .toSorted((a, b) => byText(a.budget, b.budget))
      .map(({ budget, by, ...why }) => ({ budget, by, ...reasonOf(why) })),
  ),
]

const reasonOf = ({ reason, owner, expires }: Pick<Acceptance & AcceptedGrowth, "reason" | "owner" | "expires">) => ({
  reason,
  ...(owner === undefined ? {} : { owner }),
  ...(expires === undefined ? {} : { expires }),
})

const mapLines = (key: string, entries: readonly (readonly [string, number])[]): string[] =>
  entries.length === 0
    ? key === "sizes"
      ? ["    sizes: {}"]
      : []
    : [`    ${key}:`, ...entries.map(([name, value]) => `      ${scalar(name)}: ${value}`)]

const listLines = (key: string, items: readonly Readonly<Record<string, string>>[]): string[] =>
  items.length === 0
    ? []
    : [
        `    ${key}:`,
        ...items.flatMap((item) =>
          Object.entries(item).map(([name, value], at) => `      ${at === 0 ? "-" : " "} ${name}: ${scalar(value)}`),
        ),
      ]

/** Text that is itself in YAML: letters first, and no word that means something else. */
const PLAIN = /^[A-Za-z/][\w./@-]*(?: [\w./@(][\w./@()-]*)*$/
const WORD = /^(?:true|false|null|yes|no|on|off|y|n)$/i
/** What JSON may hold raw and a terminal or another reader would not take for text. */
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** A text as YAML reads it, on one line, with everything visible. */
function scalar(text: string): string {
  if (PLAIN.test(text) && !WORD.test(text)) return text
  return JSON.stringify(text).replace(UNSAFE, (found) =>
    found
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  )
}
