import { BUILD_SYSTEMS } from "./build-systems.ts"
import { COMPILERS } from "./compilers.ts"
import { DEBUG_TOOLS } from "./debug-tools.ts"
import { EDITORS } from "./editors.ts"
import { MANAGERS } from "./managers.ts"
import { SDKS } from "./sdks.ts"
import type { Tool } from "./tool.ts"
import { VERSION_CONTROL } from "./version-control.ts"

export type ToolKind =
  | "compiler"
  | "SDK"
  | "build system"
  | "version control"
  | "debug tool"
  | "editor or fetcher"
  | "package manager"

/** Every tool that the build-tools rules know; each stands in one list alone. */
export const TOOLS: readonly (readonly [ToolKind, readonly Tool[]])[] = [
  ["compiler", COMPILERS],
  ["SDK", SDKS],
  ["build system", BUILD_SYSTEMS],
  ["version control", VERSION_CONTROL],
  ["debug tool", DEBUG_TOOLS],
  ["editor or fetcher", EDITORS],
  ["package manager", MANAGERS],
]

/** Tools that have done their work when the image is built. */
export const BUILDERS: ReadonlySet<ToolKind> = new Set(["compiler", "SDK", "build system"])

/** The names of all their programs. */
export const PROGRAM_NAMES: ReadonlySet<string> = new Set(
  TOOLS.flatMap(([, tools]) => tools.flatMap(({ programs }) => programs)),
)
