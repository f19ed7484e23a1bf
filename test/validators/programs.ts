import { accessSync, constants } from "node:fs"
import { delimiter, join } from "node:path"

/** Where Microsoft's validator for SARIF is, and the schema that it brings. */
export const MULTITOOL = "node_modules/.cache/validators/node_modules/@microsoft/sarif-multitool-linux"

/** True for a program that may be started. */
export function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Path of a program that is installed; null where it is not. */
export const toolPath = (name: string): string | null =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isRunnable) ?? null

/** The browser, of Debian's name and place unless `CHROMIUM` says where another is. */
export function chromiumPath(): string | null {
  const given = process.env["CHROMIUM"]
  if (given !== undefined && given !== "") return isRunnable(given) ? given : null
  return toolPath("chromium") ?? (isRunnable("/usr/bin/chromium") ? "/usr/bin/chromium" : null)
}
