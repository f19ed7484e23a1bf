import { execFileSync } from "node:child_process"
import { chmodSync, existsSync } from "node:fs"
import { join } from "node:path"
import { chromiumPath, MULTITOOL, toolPath } from "../validators/programs.ts"

/** Too heavy for everybody's `npm ci`: 96 MB. */
const PACKAGE = "@microsoft/sarif-multitool-linux@5.7.0"
const HOME = "node_modules/.cache/validators"
const TOOL = join(MULTITOOL, "Sarif.Multitool")

function install(): void {
  if (existsSync(TOOL)) return
  const args = ["install", "--prefix", HOME, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE]
  try {
    execFileSync("npm", args, { stdio: ["ignore", "ignore", "pipe"] })
  } catch (error) {
    throw new Error(`${PACKAGE} could not be installed. The validators need it, Linux, and npm's registry once.`, {
      cause: error,
    })
  }
}

/** What the validators need: all of it, for a validator that is skipped proves nothing. */
export default function setup(): void {
  const missing = [
    ...(toolPath("xmllint") === null ? ["xmllint (`apt-get install libxml2-utils`)"] : []),
    ...(chromiumPath() === null ? ["Chromium (`apt-get install chromium`, or CHROMIUM=/path/to/it)"] : []),
  ]
  if (missing.length > 0)
    throw new Error(`The validators need ${missing.join(" and ")}. Install it and run them again.`)
  install()
  // It comes without its execute bit where npm runs no scripts.
  chmodSync(TOOL, 0o755)
}
