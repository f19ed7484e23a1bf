import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand } from "../support/command.ts"
import { locateStep } from "../support/start/obstacle.ts"
import { show } from "../support/words.ts"

const NODE =
  "Node.js was not made to be process 1: without handlers of its own it ignores SIGTERM and SIGINT there, and it never collects children that others left behind"
const BROWSER = "a browser starts processes that outlive those that started them, and nobody collects them"
const JENKINS = "builds leave processes behind, and nobody collects them"

/** Programs that are known to leave ended processes lying about. */
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ...["node", "nodejs"].map((name) => [name, NODE] as const),
  ...[
    "chrome",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "headless-shell",
    "chromedriver",
  ].map((name) => [name, BROWSER] as const),
  ["jenkins.sh", JENKINS],
])

export default defineRule({
  id: "process/no-init",
  title: "A small init collects the processes that the program leaves behind",
  severity: "info",
  why: "Process 1 has two duties: it gets signals only for which it has handlers, and it collects every ended process whose parent is gone. A program that knows of neither hangs on `docker stop` and fills the process table with zombies. An init of 20 kB does both for it.",
  decides:
    "What Entrypoint and Cmd start as process 1 in the end is Node.js, a browser or Jenkins, and no tini, dumb-init or the like stands before it.",
  blind: "`docker run --init`, `init: true` in Compose, shareProcessNamespace, and handlers in the program.",
  remedy: 'Start it through an init: `ENTRYPOINT ["tini", "--"]`, or run with `--init`.',
  examples: {
    bad: `
      FROM scratch
      CMD ["node", "server.js"]`,
    good: `
      FROM scratch
      ENTRYPOINT ["tini", "--"]
      CMD ["node", "server.js"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const { final, steps } = startedCommand(image)
    const why = final === null ? undefined : PROGRAMS.get(final.name)
    if (final === null || why === undefined || final.isFirstProcess !== true) return
    // A prompt is no service.
    if ((final.argv.length === 1 && !final.name.includes("chrom")) || steps.some(({ role }) => role === "init")) return
    const tini = ["/sbin/tini", "/usr/bin/tini", "/tini", "/usr/bin/dumb-init"].find(
      (path) => image.files.resolve(path) !== undefined,
    )
    yield {
      message: `\`${show(final.name)}\` is process 1, with no init before it: ${why}.`,
      remedy:
        tini === undefined
          ? 'Run it with `docker run --init` or `init: true` in Compose; or install tini, and `ENTRYPOINT ["tini", "--"]`.'
          : `The image has ${tini}: \`ENTRYPOINT ["${tini}", "--"]\`.`,
      location: locateStep(image, final),
      identity: final.name,
    }
  },
})
