import { realpathSync } from "node:fs"
import { pathToFileURL } from "node:url"
import { term } from "../reports/index.ts"
import type { World } from "./world.ts"

/** Terminals that know links (OSC 8), by what they say of themselves. */
const PROGRAMS = new Set(["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby", "zed"])
const VARIABLES = ["WT_SESSION", "KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM"]
/** The first VTE that knows them: 0.50.0. */
const VTE = 5000
/** The first tmux that hands them on. */
const TMUX = 3.4

/** True where standard error is a terminal that makes a link of OSC 8. FORCE_HYPERLINK says so whatever it is. */
function hasLinks({ env, stderr }: Pick<World, "env" | "stderr">): boolean {
  if (stderr.isTTY !== true) return false
  const { FORCE_HYPERLINK: forced, TERM: name = "", TERM_PROGRAM: program = "" } = env
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false"
  if (env["CI"] || name === "dumb") return false
  if (program === "tmux" || env["TMUX"])
    return program === "tmux" && Number.parseFloat(env["TERM_PROGRAM_VERSION"] ?? "0") >= TMUX
  return (
    PROGRAMS.has(program) ||
    VARIABLES.some((variable) => env[variable]) ||
    /^(?:xterm-kitty|xterm-ghostty|alacritty|foot)/.test(name) ||
    Number(env["VTE_VERSION"] ?? 0) >= VTE
  )
}

const ST = "\u001b\\"

/** A file that was written, by its name as given; a link to it where the terminal has links. */
export function linkTo(file: string, world: Pick<World, "env" | "stderr">): string {
  const name = term(file)
  const target = hasLinks(world) ? targetOf(file) : null
  return target === null ? name : `\u001b]8;;${target}${ST}${name}\u001b]8;;${ST}`
}

/** A URI with an empty host, in which nothing is left that a terminal would obey; null where the file is gone again. */
function targetOf(file: string): string | null {
  try {
    const { href } = pathToFileURL(realpathSync(file))
    return /^[\x21-\x7e]*$/.test(href) ? href : null
  } catch {
    return null
  }
}
