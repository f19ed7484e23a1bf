import {
  type Finding,
  formatBytes,
  platformText,
  type Report,
  type ReportBudget,
  type ReportImage,
  repositoryOf,
} from "../model/index.ts"
import { term } from "../reports/index.ts"

/** Longer comments are cut: nobody reads on beyond the edge of a screen. */
const WIDEST = 100

/** Text from an image on one line of a comment: what could end the line, or hide what it says, is escaped. */
const plain = (text: string): string => {
  const letters = Array.from(term(text))
  return letters.length <= WIDEST ? letters.join("") : `${letters.slice(0, WIDEST - 1).join("")}…`
}

const commented = (lines: readonly string[]): string[] => lines.map((line) => (line === "" ? "#" : `# ${line}`))

/** Budgets of a starter, in its order, with limits that nothing breaks: what they measure is what is wanted. */
export const STARTER_BUDGETS: Readonly<Record<string, string>> = {
  archive: "9000TB",
  filesystem: "9000TB",
  wasted: "9000TB",
  "largest-file": "9000TB",
  files: "999999999999",
  layers: "999999999999",
}

const HELP = new Map([
  ["archive", "as stored, what a registry keeps and a node pulls"],
  ["filesystem", "what a container sees"],
  ["wasted", "what no container sees: deleted or overwritten in a later layer"],
  ["largest-file", "the largest file"],
  ["files", "files that a container sees"],
  ["layers", "layers"],
])

/** Below this a limit would be broken by a line of text. */
const LEAST = new Map([
  ["wasted", 1e6],
  ["files", 2],
  ["layers", 2],
])
const LEAST_BYTES = 1000

const UNITS = ["B", "kB", "MB", "GB", "TB"]

/** A tenth more, up to the next number of two digits: `110MB` of 98,300,000. */
function roomy(actual: number, unit: ReportBudget["unit"], least: number): string {
  // In whole numbers: a tenth of a count is none that a computer can write.
  const wanted = Math.max(least, Math.ceil((actual * 11) / 10))
  const digit = 10 ** Math.max(0, String(wanted).length - 2)
  const rounded = Math.ceil(wanted / digit) * digit
  if (unit === "count") return String(rounded)
  const step = Math.min(UNITS.length - 1, Math.floor((String(rounded).length - 1) / 3))
  return `${rounded / 1000 ** step}${UNITS[step]}`
}

function budgetLines(images: readonly ReportImage[]): string[] {
  const lines = Object.keys(STARTER_BUDGETS).flatMap((key) => {
    const found = images.flatMap(({ budgets }) =>
      budgets.filter((budget) => budget.key === key && budget.state !== "unmatched"),
    )
    const [first] = found
    if (first === undefined) return []
    const actual = Math.max(...found.map((budget) => budget.actual))
    const limit = roomy(actual, first.unit, LEAST.get(key) ?? LEAST_BYTES)
    const now = first.unit === "bytes" ? formatBytes(actual) : String(actual)
    return [`${`  ${key}: ${limit}`.padEnd(26)} # ${HELP.get(key)}; now ${now}`]
  })
  const hints = [
    "path:/srv/**: 50MB         # everything below a folder",
    "layer: 100MB               # each layer",
    "packages:npm: 80MB         # all packages of a type; package:npm/NAME is one",
    'content: { warn: 90MB, max: 110MB, message: "Ask in #images before you raise this." }',
    "tar: { growth: { patch: 1%, minor: 5%, major: 20% }, floor: 1MB }   # against the baseline",
  ]
  return [
    "# How large things may be: as they are now, and a tenth more. Tighten them as the image shrinks.",
    ...(lines.length === 0 ? ["# budgets:", "#   filesystem: 200MB"] : ["budgets:", ...lines]),
    ...hints.map((hint) => (lines.length === 0 ? `#   ${hint}` : `  # ${hint}`)),
  ]
}

/** What can stand in YAML as it is. */
const isSafe = (text: string): boolean => /^[A-Za-z0-9][\w./:@+-]{0,199}$/.test(text)
const listOf = (items: readonly string[], otherwise: string): string => {
  const safe = [...new Set(items)].filter(isSafe)
  return JSON.stringify(safe.length === 0 ? [otherwise] : safe.slice(0, 10)).replaceAll(",", ", ")
}

function ruleLines(images: readonly ReportImage[]): string[] {
  const bases = images.map(
    ({ base, config }) => base?.name || config.labels["org.opencontainers.image.base.name"] || "",
  )
  const registries = images.flatMap(({ names }) => names.map((name) => repositoryOf(name).split("/", 1)[0] ?? ""))
  const users = images.map(({ config }) => config.user)
  const ports = images.flatMap(({ config }) => config.exposedPorts)
  const platforms = images.map(({ platform }) => platformText(platform))
  return [
    "# Rules by id: off, a severity, or that with options. `plimsoll rules` lists them, `plimsoll rules ID` explains one.",
    ...commented([
      "rules:",
      "  size/wasted: high",
      "  labels/missing: { severity: high, required: [org.opencontainers.image.source] }",
      `  policy/base-image: { allowed: ${listOf(bases, "debian:13*")} }`,
      `  policy/user: { allowed: ${listOf(users, "10001:10001")} }`,
      `  policy/ports: { allowed: ${listOf(ports, "8080/tcp")} }`,
      `  policy/registry: { allowed: ${listOf(registries, "registry.example.com")} }`,
      "  policy/age: { max-days: 90 }",
      `  platform/missing: { severity: high, required: ${listOf(platforms, "linux/amd64")} }`,
      '  base/runtime-eol: { ranges: { node: ">=22" } }',
    ]),
  ]
}

/** Days in which somebody should look again. */
const AGAIN_DAYS = 90
const DAY_MS = 86_400_000

function ignoreLines(worst: Finding | undefined, today: Date): string[] {
  const expires = new Date(today.getTime() + AGAIN_DAYS * DAY_MS).toISOString().slice(0, 10)
  const what =
    worst === undefined
      ? ["  - rule: history/volume", "    path: /srv/legacy/**"]
      : [
          `  # ${worst.severity}: ${plain(worst.message)}`,
          `  - rule: ${worst.rule}`,
          `    fingerprint: "${worst.fingerprint}"`,
        ]
  return [
    "# Findings that are known and accepted. They stay in every report, and count again when the day has passed.",
    ...commented([
      "ignore:",
      ...what,
      "    reason: why it may stay as it is",
      "    owner: whom to ask",
      `    expires: ${expires}`,
    ]),
  ]
}

/** Certain only where the image says so itself: everything else that looks minimal may be meant otherwise. */
const profileOf = (images: readonly ReportImage[]): string =>
  images.length > 0 && images.every(({ os }) => os?.name === "Distroless") ? "distroless" : "default"

/** A settings file with comments: what holds of the images of a report, or of none in particular. */
export function starter({ images }: Pick<Report, "images">, profiles: readonly string[], today: Date): string {
  const names = images.map(({ names: [name], id }) => name ?? id)
  const [first] = names
  const more = names.length > 1 ? ` and ${names.length - 1} more` : ""
  const worst = images.flatMap(({ findings }) => findings.filter(({ status }) => status === "new")).at(0)
  return `${[
    [
      "# yaml-language-server: $schema=./node_modules/plimsoll/dist/config.schema.json",
      `# Settings of plimsoll${first === undefined ? "" : `, fitted to ${plain(first)}${more}`}. What is commented out shows what else there is;`,
      "# `plimsoll config` prints what is in force and where it comes from.",
    ],
    [`# Rules for one kind of image: ${profiles.join(", ")}.`, `profile: ${profileOf(images)}`],
    ["# The mildest severity that fails: critical, high, medium, low, info, or none.", "fail-on: high"],
    budgetLines(images),
    [
      "# What growth is measured from, and what was found when it was written: `plimsoll baseline INPUT` writes it.",
      "# baseline: plimsoll.baseline.yaml",
    ],
    ruleLines(images),
    ignoreLines(worst, today),
    [
      "# What is set otherwise for some images; a later entry outranks an earlier one.",
      ...commented([
        "overrides:",
        "  - image: registry.example.com/team/*",
        "    platform: linux/arm64",
        "    budgets: { filesystem: 250MB }",
      ]),
    ],
    [
      "# Secrets that only you know how to tell, as expressions of RE2.",
      ...commented([
        "secrets:",
        "  detectors:",
        "    - id: acme-deploy-key",
        "      expression: acme_[a-z0-9]{32}",
        "      keywords: [acme_]",
      ]),
    ],
  ]
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`
}
