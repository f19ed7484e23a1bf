import type { Image } from "../../model/index.ts"
import { callsOf } from "./calls.ts"
import { areNeeded } from "./package-graph.ts"
import type { FoundTool } from "./toolchain.ts"

/**
 * True where nothing that can be seen calls a tool: no command, health check or script of the image's own, and no
 * installed package that needs it. What scripts are made of is idle only where the text of all of them is known.
 */
export function isIdle(image: Image, { tool, file, packages }: FoundTool): boolean {
  const { words, isWhole } = callsOf(image)
  const names = [...tool.programs, file.path.slice(file.path.lastIndexOf("/") + 1)]
  return (isWhole || tool.isScripted !== true) && !names.some((name) => words.has(name)) && !areNeeded(image, packages)
}
