import type { Report } from "../model/index.ts"
import type { Look } from "../reports/index.ts"
import { deliver } from "./deliver.ts"
import { filesOf, type Wanted } from "./formats.ts"
import { linkTo } from "./links.ts"
import type { RawOptions } from "./options.ts"
import { isRegular } from "./places.ts"
import { SENTENCES } from "./sentences.ts"
import { say } from "./world.ts"
import type { World } from "./world.ts"

/** Codes of the contract. 0 only for what was read whole. */
const CODES = { pass: 0, fail: 1, incomplete: 2 } as const satisfies Record<Report["verdict"], number>

/** Writes a report in every format that was asked for, and resolves to the exit code, in which none of them has a say. */
export async function conclude(
  report: Report,
  wanted: readonly Wanted[],
  { elapsedMs, ...look }: Look,
  raw: RawOptions,
  world: World,
): Promise<number> {
  const { generatedAt } = report
  // A report that says when it was made says the same whenever it is drawn.
  const times =
    generatedAt !== undefined
      ? { endedAt: new Date(generatedAt) }
      : { endedAt: new Date(), ...(elapsedMs === undefined ? {} : { elapsedMs }) }
  await deliver(report, wanted, { ...look, ...times, isDiff: report.isDiff === true }, world)
  if (world.stderr.isTTY === true && raw["quiet"] !== true)
    for (const { file } of filesOf(wanted))
      if (isRegular(file)) await say(world, SENTENCES.wroteReport(linkTo(file, world)))
  return CODES[report.verdict]
}
