import { PlimsollError } from "../model/index.ts"
import { SENTENCES } from "./sentences.ts"
import { write } from "./world.ts"
import type { World } from "./world.ts"

/** Puts text on standard output. A reader that has seen enough is no error; a full disk is. */
export async function writeReport(world: World, text: string): Promise<void> {
  try {
    await write(world.stdout, text)
  } catch (error) {
    throw new PlimsollError(SENTENCES.stdoutFailed(error instanceof Error ? error.message : String(error)))
  }
}
