import { repositoryOf, type Baseline, type SettingsProblem } from "../../model/index.ts"
import { parseAmount, parseKey, wantedAmount } from "../budgets/index.ts"
import { platformKeyOf } from "./version.ts"

/** What of a baseline can't be meant. */
export function baselineProblems({ images }: Baseline): readonly SettingsProblem[] {
  const seen = new Set<string>()
  return images.flatMap(({ name, platform, growth }, index): SettingsProblem[] => {
    const key = `${name === "" ? "" : repositoryOf(name)} ${platformKeyOf(platform)}`
    const isTwice = seen.has(key)
    seen.add(key)
    return [
      ...(isTwice
        ? [{ path: ["images", index], message: `${name || "the image without a name"} is here twice; leave one` }]
        : []),
      ...growth.flatMap(({ budget, by }, at): SettingsProblem[] => {
        const path = ["images", index, "growth", at]
        const measure = parseKey(budget)
        if (typeof measure === "string") return [{ path: [...path, "budget"], message: measure }]
        const unit = measure.kind === "count" ? "count" : "bytes"
        return parseAmount(by, unit)?.kind === "absolute"
          ? []
          : [{ path: [...path, "by"], message: `by must be ${wantedAmount(unit)}` }]
      }),
    ]
  })
}
