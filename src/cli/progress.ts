import type { AuditOptions } from "../audit/index.ts"
import { formatBytes } from "../model/index.ts"
import { columns, term } from "../reports/index.ts"
import type { RawOptions } from "./options.ts"
import { write } from "./world.ts"
import type { World } from "./world.ts"

/** Shorter runs show nothing: a line that flashes tells nobody anything. */
const PATIENCE_MS = 1000
const ERASE = "\r\u001b[K"

interface Progress {
  readonly options: Pick<AuditOptions, "onProgress">
  /** Takes the line away. */
  readonly end: () => void
}

/** One line on standard error that is rewritten while an input is read; nothing where there is no terminal. */
export function progressFor(world: World, raw: RawOptions): Progress {
  const { stderr, env } = world
  if (stderr.isTTY !== true || env["TERM"] === "dumb" || raw["progress"] === false || raw["quiet"] === true)
    return { options: {}, end: () => {} }
  const started = performance.now()
  const show = (text: string): void => void write(stderr, text).catch(() => {})
  let shown = false
  return {
    options: {
      onProgress: ({ bytes, total, input }) => {
        if (performance.now() - started < PATIENCE_MS) return
        shown = true
        const share =
          total === null || total === 0
            ? ""
            : ` of ${formatBytes(total)} (${Math.min(100, Math.floor((100 * bytes) / total))} %)`
        const end = `: ${formatBytes(bytes)}${share}`
        const name = term(input)
        const room = (stderr.columns || 80) - "Reading ".length - end.length - 1
        show(`${ERASE}Reading ${columns(name) > room ? "input" : name}${end}`)
      },
    },
    end: () => {
      if (shown) show(ERASE)
    },
  }
}
