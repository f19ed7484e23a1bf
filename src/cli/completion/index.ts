import { PlimsollError } from "../../model/index.ts"
import { SENTENCES } from "../sentences.ts"
import type { World } from "../world.ts"
import { writeReport } from "../write-report.ts"
import { bashScript } from "./bash.ts"
import { fishScript } from "./fish.ts"
import { SHELLS } from "./words.ts"
import { zshScript } from "./zsh.ts"

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const

/** `plimsoll completion SHELL`. */
export async function completionCommand([name = ""]: readonly string[], world: World): Promise<number> {
  const shell = SHELLS.find((one) => one === name)
  if (shell === undefined) throw new PlimsollError(SENTENCES.noShell(name, SHELLS))
  await writeReport(world, SCRIPTS[shell]())
  return 0
}
