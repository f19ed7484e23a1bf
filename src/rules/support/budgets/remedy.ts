import { isGrowth, type ReportBudget } from "../../../model/index.ts"

/** What to do about a budget that is not kept. */
export function remedyFor(budget: ReportBudget): string {
  const { key, state } = budget
  if (state === "unmatched")
    return "Correct the key, or remove the budget: one that bounds nothing would pass for ever. `plimsoll layers`, `files` and `packages` show what there is."
  if (state === "no-baseline")
    return "Let `plimsoll baseline INPUT` write what is known of this image; its file is given as `--baseline FILE`, or as `baseline: FILE` in the settings file."
  if (state === "warn") return `Take out what is not needed before the limit is reached. ${lookAt(key)}`
  return isGrowth(budget)
    ? `Take out what made it grow. ${lookAt(key)} Where the growth is meant, accept it up to a day: ${ACCEPT}`
    : `Take out what is not needed. ${lookAt(key)} Where the growth is meant, raise the limit.`
}

const ACCEPT = "`plimsoll baseline INPUT --accept-growth --reason TEXT --expires DATE`"

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
