import { BUILD_SYSTEMS } from "./build-systems.ts"
import { COMPILERS } from "./compilers.ts"
import type { Tool } from "./tool.ts"
import { VERSION_CONTROL } from "./version-control.ts"

export type ToolKind = "compiler" | "build system" | "version control"

/** Every tool that the build-tools rules know. */
export const TOOLS: readonly (readonly [ToolKind, readonly Tool[]])[] = [
  ["compiler", COMPILERS],
  ["build system", BUILD_SYSTEMS],
  ["version control", VERSION_CONTROL],
]

/** The names of all their programs. */
export const PROGRAM_NAMES: ReadonlySet<string> = new Set(
  TOOLS.flatMap(([, tools]) => tools.flatMap(({ programs }) => programs)),
)
