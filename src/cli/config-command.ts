import type { Document, Node } from "yaml"
import { PROFILES, RULES } from "../rules/index.ts"
import { term } from "../reports/index.ts"
import { createRedactor } from "../secrets/index.ts"
import { COMMANDS } from "./commands.ts"
import { inForce, type InForce } from "./effective.ts"
import { variableBehind } from "./environment.ts"
import { keyOf, optionsOf, type RawOptions } from "./options.ts"
import { prepareAudit } from "./prepare.ts"
import type { World } from "./world.ts"
import { writeReport } from "./write-report.ts"

/** `plimsoll config`: the settings that an audit with these options would have, as a settings file with the origin of each value beside it. */
export async function configCommand(raw: RawOptions, world: World): Promise<number> {
  const { options, asked, config, baselineFile, rethrow } = await prepareAudit(raw, world, { baseline: "named" })
  // What can't be meant is told here as an audit would tell it.
  const { audit } = await import("../audit/index.ts")
  await audit([], options).catch(rethrow)
  const nameOf = (flag: string): string => variableBehind(flag, world) ?? flag
  const entries = inForce(
    { config, asked, rules: RULES, profiles: PROFILES, nameOf },
    baselineFile,
    raw["verbose"] === true,
  )
  const ruled = new Set(entries.flatMap(({ path: [key, id] }) => (key === "rules" && id !== undefined ? [id] : [])))
  const rest = RULES.length - ruled.size
  const lines = [
    `# ${config.file === null ? "No settings file." : `Settings of ${config.file}, and what outranks them.`}`,
    ...(await yamlLines(entries)),
    ...(rest === 0 ? [] : ["", `# ${rest} more rules keep their own severity: --verbose lists them.`]),
    ...besides(raw, nameOf),
  ]
  const redact = createRedactor([])
  await writeReport(world, lines.map((line) => `${term(redact(line))}\n`).join(""))
  return 0
}

/** Stands between a value and its origin until all are known; text never holds it, since YAML writes it as an escape. */
const MARK = "\u0001"

async function yamlLines(entries: readonly InForce[]): Promise<string[]> {
  const yaml = await import("yaml")
  const document: Document = new yaml.Document(new Map())
  for (const { path, value } of entries) document.setIn(path, document.createNode(bare(path, value)))
  yaml.visit(document, {
    // Short things on one line: what is empty, and lists of words.
    Collection: (_, one) => void (one.flow = one.items.every((item) => yaml.isScalar(item))),
    Scalar: (_, one) => void (isPlain(String(one.value)) || (one.type = "QUOTE_DOUBLE")),
  })
  for (const { path, origin } of entries) {
    const told = firstLine(yaml, document.getIn(path, true))
    if (told !== null) told.comment = `${MARK}${origin}`
  }
  const lines = document
    .toString({ lineWidth: 0, flowCollectionPadding: false })
    .trimEnd()
    .split("\n")
    .map((line) => line.split(` #${MARK}`).map(escaped))
  const width = Math.min(48, Math.max(...lines.filter(({ length }) => length > 1).map(([left = ""]) => left.length)))
  return lines.map(([left = "", origin]) => (origin === undefined ? left : `${left.padEnd(width)}  # ${origin}`))
}

/** What counts files and layers, as people write it; with quotes it would look like a text. */
function bare([key]: InForce["path"], value: unknown): unknown {
  if (key === "budgets") return bareCounts(value)
  return key === "overrides" && isMap(value) && isMap(value["budgets"])
    ? { ...value, budgets: bareCounts(value["budgets"]) }
    : value
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

function bareCounts(value: unknown): unknown {
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bareCounts(one)]))
  return typeof value === "string" && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : value
}

const isPlain = (text: string): boolean => term(text) === text

/** What a terminal must not get, as YAML writes it in quotes. */
const escaped = (line: string): string =>
  isPlain(line)
    ? line
    : Array.from(line, (character) =>
        isPlain(character) ? character : `\\U${character.codePointAt(0)!.toString(16).padStart(8, "0")}`,
      ).join("")

/** The node that ends on the first line of a value. */
function firstLine(yaml: typeof import("yaml"), node: unknown): Node | null {
  if (yaml.isMap(node) && node.items.length > 0 && node.flow !== true) return firstLine(yaml, node.items[0]?.value)
  if (yaml.isSeq(node) && node.items.length > 0 && node.flow !== true) return firstLine(yaml, node.items[0])
  return yaml.isNode(node) ? node : null
}

/** Options that settings have no key for, as far as they can change a verdict. */
const IN_SETTINGS = new Set(["--fail-on", "--profile", "--own-layers-only", "--rule", "--budget", "--baseline"])
const NO_VERDICT = new Set(
  optionsOf(["settings", "report", "output"])
    .map(({ flag }) => flag)
    .concat("--no-progress", "--jobs"),
)

function besides(raw: RawOptions, nameOf: (flag: string) => string): string[] {
  const given = optionsOf(COMMANDS.config.groups)
    .filter(({ flag }) => !IN_SETTINGS.has(flag) && !NO_VERDICT.has(flag))
    .flatMap(({ flag, value }) => {
      const said = raw[keyOf(flag)]
      if (said === undefined || (value === undefined && said !== !flag.startsWith("--no-"))) return []
      const origin = nameOf(flag)
      return [said].flat().map((one) => {
        const text = typeof one === "string" ? `${flag} ${one}` : flag
        return origin === flag ? `#   ${text}` : `#   ${text}  (${origin})`
      })
    })
  return given.length === 0 ? [] : ["", "# Beside the settings:", ...given]
}
