import { type Change, type Comparison, formatBytes } from "../../model/index.ts"
import { growthOf, signed } from "./amounts.ts"
import { type Block, code, type Line, list, paragraph, table } from "./blocks.ts"
import { clip } from "./prose.ts"

/** Of each list, what changed most. */
const SHOWN = 10
/** Settings and fixed findings that are shown. */
const MOST = 50
const VALUE = 200

const right = (head: string): { readonly head: string; readonly align: "right" } => ({ head, align: "right" })

const amount = (bytes: number): string => (bytes === 0 ? "-" : formatBytes(bytes))

/** What changed most, the largest change first. */
export function changeTable<T extends Change>(
  head: string,
  changes: readonly T[],
  told: (change: T) => Line,
): readonly Block[] {
  const sorted = changes.toSorted((one, other) => Math.abs(growthOf(other)) - Math.abs(growthOf(one)))
  const shown = sorted.slice(0, SHOWN)
  const rest = sorted.slice(SHOWN)
  const left = rest.reduce((sum, change) => sum + growthOf(change), 0)
  return [
    ...table(
      [{ head }, right("Before"), right("After"), right("Change")],
      shown.map((change) => [
        told(change),
        [amount(change.before)],
        [amount(change.after)],
        [signed(growthOf(change))],
      ]),
    ),
    ...(rest.length === 0 ? [] : [paragraph([`And ${rest.length} more: ${signed(left)}.`])]),
  ]
}

export function packageLine({ type, name, beforeVersion, afterVersion }: Comparison["packages"][number]): Line {
  if (type === "" && name === "") return ["what no package owns"]
  if (beforeVersion === null) return [code(`${type} ${name}`), " added: ", code(afterVersion ?? "")]
  if (afterVersion === null) return [code(`${type} ${name}`), " removed: ", code(beforeVersion)]
  if (beforeVersion === afterVersion) return [code(`${type} ${name}`), " ", code(afterVersion)]
  return [code(`${type} ${name}`), " from ", code(beforeVersion), " to ", code(afterVersion)]
}

export function layerLine({ change, beforeIndex, afterIndex, createdBy }: Comparison["layers"][number]): Line {
  const told = `${afterIndex ?? beforeIndex ?? ""} ${change}`
  return createdBy === null ? [told] : [`${told}: `, code(createdBy)]
}

/** What the config says otherwise. */
export const configBlocks = ({ config }: Comparison): readonly Block[] =>
  table(
    [{ head: "Setting" }, { head: "Before" }, { head: "After" }],
    config.slice(0, MOST).map(({ field, before, after }) => [[code(field)], valueOf(before), valueOf(after)]),
  )

const valueOf = (value: string | null): Line => (value === null ? ["-"] : [code(clip(value, VALUE))])

/** Findings that are gone. */
export const fixedBlocks = ({ findings }: Comparison): readonly Block[] => [
  list(
    findings.fixed
      .slice(0, MOST)
      .map(({ severity, rule, message }) => [paragraph([`${severity} `, code(rule), ": ", message])]),
  ),
]
