import vcs from "../../../src/rules/build-tools/vcs.ts"
import { testRule } from "../../support/rule.ts"

testRule(vcs, {
  catches: {
    "COPY --size=3MB --chmod=755 /usr/bin/git\nCOPY --size=1MB --chmod=755 /usr/lib/git-core/git-remote-http":
      "Git is shipped (/usr/bin/git): 4 MB, brought by layer 0 (COPY --chmod=755 git /usr/bin/git).",
    "COPY --size=1kB --chmod=755 /usr/bin/hg\nCOPY --size=1kB --chmod=755 /usr/bin/svn": [
      "Mercurial is shipped (/usr/bin/hg): 1 kB, brought by layer 0 (COPY --chmod=755 hg /usr/bin/hg).",
      "Subversion is shipped (/usr/bin/svn): 1 kB, brought by layer 1 (COPY --chmod=755 svn /usr/bin/svn).",
    ],
  },
  ignores: [
    // The image is there to call it.
    'COPY --size=1kB --chmod=755 /usr/bin/git\nENTRYPOINT ["git", "daemon"]',
    "COPY --size=1kB --chmod=755 /usr/bin/git\nCOPY --chmod=755 <<EOF /sync\n#!/bin/sh\nexec git pull\nEOF",
    "COPY --size=1kB --chmod=644 /usr/share/bash-completion/completions/git",
    "COPY --size=1kB --chmod=755 /app/node_modules/a/bin/git",
  ],
})
