import { defineRule } from "../../model/index.ts"
import type { DebrisWords } from "../support/debris-remarks.ts"
import { debrisRemarks } from "../support/debris-remarks.ts"
import type { DebrisKind } from "../support/debris.ts"
import { findDebris } from "../support/debris.ts"

const KINDS: readonly (readonly [DebrisKind, DebrisWords])[] = [
  ["log", { what: "Logs", ignore: ["**/*.log"], onlyMany: true }],
  ["system log", { what: "Logs of the system", clear: "find /var/log -type f -delete", onlyMany: true }],
  ["temporary", { what: "Temporary files", clear: "rm -rf /tmp/* /var/tmp/*" }],
  ["dump", { what: "Memory dumps" }],
  ["desktop", { what: "Files of an editor or a desktop" }],
]

export default defineRule({
  id: "hygiene/logs-and-temp",
  title: "No logs, temporary files and editor's leftovers are shipped",
  severity: "low",
  why: "What a build or a developer's machine left behind is shipped to every node and helps nobody. Logs and memory dumps say more than their authors meant to: addresses, names, at times a password.",
  decides:
    "Files with bytes in /tmp and /var/tmp; *.log and nohup.out in the application's folders; what a RUN left in /var/log, from 64 kB or 0.5 % of the image on; ELF core dumps, *.hprof and *.heapsnapshot; .DS_Store, ._*, Thumbs.db, desktop.ini, *~, .*.swp, *.orig and *.rej. One finding for each kind and layer.",
  blind:
    "Logs under other names. Installed packages, vendored folders, test fixtures, the distribution's folders and what a known base brought are left alone.",
  remedy: "Add `**/*.log` and `**/.DS_Store` to .dockerignore, and end a RUN that writes to /tmp with `rm -rf /tmp/*`.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /app/npm-debug.log
      0 info it worked if it ends with ok
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /app/CHANGELOG
      First release
      EOF`,
  },
  references: ["dockle DKL-LI-0003"],

  *check(image) {
    const all = findDebris(image)
    for (const [kind, words] of KINDS)
      yield* debrisRemarks(
        image,
        all.filter((found) => found.kind === kind),
        words,
      )
  },
})
