import type { Look } from "../reports/index.ts"
import type { RawOptions } from "./options.ts"
import { locationOf } from "./values.ts"
import type { World } from "./world.ts"

/** Narrower than this, tables have no room for any text. */
const NARROWEST = 60

/** A flag outranks the environment, FORCE_COLOR outranks NO_COLOR as in Node itself; else a terminal has colours unless it is dumb. */
function hasColour({ env, stdout }: World, raw: RawOptions): boolean {
  if (typeof raw["color"] === "boolean") return raw["color"]
  const { FORCE_COLOR: forced, NO_COLOR: forbidden, TERM: term } = env
  if (forced !== undefined) return forced !== "0" && forced !== "false"
  if (forbidden !== undefined && forbidden !== "") return false
  return stdout.isTTY === true && term !== "dumb"
}

function widthOf({ env, stdout }: World): number {
  const width = [stdout.columns, Number(env["COLUMNS"]), 80].find(
    (columns) => Number.isInteger(columns) && Number(columns) > 0,
  )
  return Math.max(NARROWEST, width ?? 80)
}

/** POSIX: the first of these that is set names the character set; a terminal that says nothing gets ASCII. */
function hasUnicode({ env }: World): boolean {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || ""
  return /utf-?8/i.test(locale) && env["TERM"] !== "dumb"
}

/** How reports look on this standard output. Throws a `PlimsollError` for a location that is none. */
export const lookAt = (world: World, raw: RawOptions): Look => ({
  colour: hasColour(world, raw),
  width: widthOf(world),
  unicode: hasUnicode(world),
  verbose: raw["verbose"] === true,
  quiet: raw["quiet"] === true,
  location: typeof raw["sarifLocation"] === "string" ? locationOf("--sarif-location", raw["sarifLocation"]) : null,
  commit: world.env["CI_COMMIT_SHA"] ?? world.env["GITHUB_SHA"] ?? null,
})

/** How reports look in a file: the terminal has no say in it. */
export const LOOK_IN_FILE = { colour: false, width: 100, unicode: true } as const
