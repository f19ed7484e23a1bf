import { checkStdin } from "./audit.ts"
import { filesOf, wantedReports } from "./formats.ts"
import type { RawOptions } from "./options.ts"
import { conclude } from "./outcome.ts"
import { checkApart } from "./places.ts"
import { readReport } from "./saved.ts"
import { allOf } from "./settings.ts"
import { lookAt } from "./terminal.ts"
import type { World } from "./world.ts"

/** `plimsoll convert`: a saved report in other formats. It ends as the audit did that wrote it. */
export async function convertCommand([path = ""]: readonly string[], raw: RawOptions, world: World): Promise<number> {
  checkStdin([path], world)
  const wanted = wantedReports(allOf(raw, "format"))
  checkApart(filesOf(wanted), [path])
  const look = lookAt(world, raw)
  return conclude(await readReport(path, world.stdin), wanted, look, raw, world)
}
