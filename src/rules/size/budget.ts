import { budgetIdentity, defineRule, isGrowth, type ReportBudget } from "../../model/index.ts"
import { locate } from "../support/step.ts"
import { remedyFor } from "../support/budgets/remedy.ts"
import { sentenceOf } from "../support/budgets/sentence.ts"

/** The layer that all of what takes the room came with; undefined where there are several. */
function layerOf({ causes }: ReportBudget): number | undefined {
  const [first, ...others] = causes.map(({ layer }) => layer)
  return first !== undefined && first !== null && others.every((layer) => layer === first) ? first : undefined
}

export default defineRule({
  id: "size/budget",
  title: "The image keeps to the budgets that its team has set",
  severity: "high",
  why: "Images grow a few megabytes at a time, and nobody sees it happen. A limit that fails the build, and says what made the image grow, is talked about while the change is still small.",
  decides:
    "What `budgets` of the settings file and `--budget` bound: the whole image as stored, as tars, or as a container sees it, waste, layers, paths, packages, numbers of files and layers, the largest file; as sizes, and as growth from a baseline, also by what the version says of the change. A key that nothing fits is a finding of its own, and so is growth of what has no baseline. Above `warn` it is low.",
  blind:
    "Why something is there. What takes the room is told by package and by folder; the growth of one file within a folder is not told.",
  remedy:
    "Take out what is not needed, or raise the limit where the growth is meant: that is a line which a team can discuss.",
  examples: {
    bad: `
      # With \`budgets: { filesystem: 2MB }\`
      FROM scratch
      COPY --size=3MB app.js /srv/app/`,
    good: `
      FROM scratch
      COPY --size=1MB app.js /srv/app/`,
    budgets: { filesystem: "2MB" },
  },
  references: ["dive lowestEfficiency", "dive highestWastedBytes", "trivy --max-image-size", "size-limit limit"],

  *check(image, { budgets = [] }) {
    for (const budget of budgets) {
      if (budget.state === "ok") continue
      const layer = layerOf(budget)
      yield {
        message: [sentenceOf(budget, image), ...(budget.message === null ? [] : [budget.message])].join(" "),
        remedy: remedyFor(budget),
        ...(budget.state === "warn" ? { severity: "low" } : {}),
        location: {
          ...locate(image, { kind: "image", ...(layer === undefined ? {} : { layer }) }),
          key: budget.key,
        },
        ...(budget.unit === "bytes" && budget.actual > 0
          ? { bytes: isGrowth(budget) ? budget.actual - (budget.baseline ?? 0) : budget.actual }
          : {}),
        identity: budgetIdentity(budget),
      }
    }
  },
})
