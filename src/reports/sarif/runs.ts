import { groupBy, platformText, type Report, type ReportImage } from "../../model/index.ts"
import { folderOf, uriOf } from "../shared/place.ts"
import { term } from "../shared/term.ts"

/** GitHub refuses a file of more. */
const MAX_RUNS = 20
const MAX_PLATFORM = 100
const NAME = "plimsoll"

/** The images of one run. */
export interface RunImages {
  /** Of `automationDetails`: what stands before the last slash is GitHub's category. */
  readonly id: string
  readonly images: readonly ReportImage[]
}

const idOf = (image: ReportImage): string =>
  [
    NAME,
    uriOf(folderOf(image)),
    uriOf(term(platformText(image.platform).slice(0, MAX_PLATFORM)).replaceAll("/", "-")),
    "",
  ]
    .filter((part, at, all) => part !== "" || at === all.length - 1)
    .join("/")

/**
 * A run an image, by its name and platform and never by its tag. GitHub takes whatever a category lacks since the last
 * upload for fixed: so the category of an image may not depend on which others are audited beside it, in this job or
 * another. Images of one name and platform share a run, since two runs of one category are refused. Where that makes
 * more runs than GitHub takes, and where there is no image, there is one run for all.
 */
export function runsOf({ images }: Report): readonly RunImages[] {
  const groups = groupBy(images, idOf)
  if (groups.size === 0 || groups.size > MAX_RUNS) return [{ id: `${NAME}/`, images }]
  return [...groups].map(([id, members]) => ({ id, images: members }))
}
