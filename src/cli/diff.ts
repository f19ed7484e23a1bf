import { auditAndTell } from "./audit.ts"
import type { RawOptions } from "./options.ts"
import type { World } from "./world.ts"

/** `plimsoll diff`: an audit of the new image in which what the old one has too does not fail. */
export const diffCommand = ([old = "", now = ""]: readonly string[], raw: RawOptions, world: World): Promise<number> =>
  auditAndTell([now], { old, onlyNew: true, isDiff: true }, raw, world)
