import { views } from "../reports/index.ts"
import type { Look } from "../reports/index.ts"
import type { ReadImage } from "../audit/index.ts"
import { checkStdin } from "./audit.ts"
import type { RawOptions } from "./options.ts"
import { progressFor } from "./progress.ts"
import { prepareAudit } from "./prepare.ts"
import { term } from "../reports/index.ts"
import { lookAt } from "./terminal.ts"
import { say } from "./world.ts"
import type { World } from "./world.ts"
import { writeReport } from "./write-report.ts"

const VIEWS = {
  layers: ({ report }, look) => views.layers(report, look),
  files: ({ image, report, clean }, look) => views.files(report, image.files, clean, look),
  history: ({ report }, look) => views.history(report, look),
  packages: ({ image, report }, look) => views.packages(report, image.inventory.unowned, look),
} as const satisfies Record<string, (read: ReadImage, look: Look) => string>

/** `plimsoll layers`, `files`, `history` and `packages`: detail without a verdict. Ends in 2 where not everything could be read. */
export async function viewCommand(
  name: keyof typeof VIEWS,
  [path = ""]: readonly string[],
  raw: RawOptions,
  world: World,
): Promise<number> {
  checkStdin([path], world)
  const { options, rethrow } = await prepareAudit(raw, world, { baseline: "named" })
  const progress = progressFor(world, raw)
  const { readImages } = await import("../audit/index.ts")
  const { input, images } = await readImages(path, { ...options, ...progress.options })
    .finally(progress.end)
    .catch(rethrow)
  const look = lookAt(world, raw)
  if (images.length > 0) await writeReport(world, images.map((image) => VIEWS[name](image, look)).join("\n"))
  for (const { message } of input.problems) await say(world, term(`${path}: ${message}`))
  return input.complete ? 0 : 2
}
