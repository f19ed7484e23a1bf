import type {
  BaselineImage,
  BudgetSettings,
  Image,
  ReportBudget,
  ReportImage,
  SettingsPath,
} from "../../model/index.ts"

/** One budget, its limits read. */
export interface Budget {
  readonly key: string
}

/** Budgets of one source, and where in the settings they stand. */
export interface BudgetSettingsAt {
  readonly at: SettingsPath
  readonly budgets: BudgetSettings
}

/** Later sources outrank earlier ones, key by key and field by field. Throws a `SettingsError` for what can't be meant. */
export const readBudgets = (sources: readonly BudgetSettingsAt[]): readonly Budget[] =>
  sources.flatMap(({ budgets }) => Object.keys(budgets).map((key) => ({ key })))

/** Holds an image against its budgets. `known` is what growth is measured from. `today` is `YYYY-MM-DD`. */
export function judgeBudgets(
  _budgets: readonly Budget[],
  _image: Image,
  _report: ReportImage,
  _known: BaselineImage | null,
  _today: string,
): readonly ReportBudget[] {
  return []
}
