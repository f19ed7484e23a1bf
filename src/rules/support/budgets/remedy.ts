import { isGrowth, type ReportBudget } from "../../../model/index.ts"

/** What to do about a budget that is not kept. */
export function remedyFor(budget: ReportBudget): string {
  const { key, state } = budget
  if (state === "unmatched")
    return "Correct the key, or remove the budget: one that bounds nothing would pass for ever. `plimsoll layers`, `files` and `packages` show what there is."
  if (state === "no-baseline")
    return "Write one with `plimsoll baseline INPUT`, and give it as `--baseline FILE` or as `baseline: FILE` in the settings file."
  if (state === "warn") return `Take out what is not needed before the limit is reached. ${lookAt(key)}`
  return isGrowth(budget)
    ? `Take out what made it grow. ${lookAt(key)} Growth that is meant can be accepted in the baseline, under the image:\n${accepted(budget)}`
    : `Take out what is not needed. ${lookAt(key)} Where the growth is meant, raise the limit of ${key}.`
}

const LOOKS: readonly (readonly [RegExp, string])[] = [
  [
    /^wasted$/,
    "Delete in the RUN that writes, and set modes and owners by COPY: `plimsoll layers` shows what hides what.",
  ],
  [/^layers$/, "Join RUNs that belong together, and build in a stage of its own."],
  [/^packages?:/, "`plimsoll packages` shows what is installed, and how large it is."],
  [/^layer(?::|$)|^archive$|^tar$/, "`plimsoll layers` shows what each layer brings."],
]

const lookAt = (key: string): string =>
  LOOKS.find(([keys]) => keys.test(key))?.[1] ?? "`plimsoll files` and `plimsoll packages` show where the bytes are."

/** An entry of the baseline that accepts it. */
function accepted({ key, unit, actual, allowed }: ReportBudget): string {
  const over = actual - (allowed ?? 0)
  return [
    "  growth:",
    `    - budget: ${JSON.stringify(key)}`,
    `      by: ${unit === "bytes" ? roundedUp(over) : over}`,
    "      reason: why it may",
    "      expires: its last day, such as 2027-01-31",
  ].join("\n")
}

const UNITS = ["GB", "MB", "kB"] as const

/** A size of two digits that is no less. */
function roundedUp(bytes: number): string {
  const at = UNITS.findIndex((_, index) => bytes >= 1000 ** (3 - index))
  if (at < 0) return `${bytes}B`
  const unit = 1000 ** (3 - at)
  const step = bytes / unit >= 10 ? 1 : 10
  return `${Math.ceil((bytes / unit) * step) / step}${UNITS[at]}`
}
