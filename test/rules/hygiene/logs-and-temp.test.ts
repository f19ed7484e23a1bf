import { expect, test } from "vitest"
import logsAndTemp from "../../../src/rules/hygiene/logs-and-temp.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(logsAndTemp, {
  catches: {
    "COPY --size=1kB npm-debug.log /app/npm-debug.log":
      "Logs are shipped: 1 kB in 1 file, brought by layer 0 (COPY npm-debug.log /app/npm-debug.log): /app/npm-debug.log.",
    "COPY --size=5 left.tmp /tmp/left.tmp":
      "Temporary files are shipped: 5 B in 1 file, brought by layer 0 (COPY left.tmp /tmp/left.tmp): /tmp/left.tmp.",
    // One finding for each layer and kind, not for each file.
    "COPY --size=1kB /a\nRUN cp /a /tmp/x/1 && cp /a /tmp/x/2 && cp /a /var/tmp/3 && cp /a /tmp/4 && cp /a /app/.DS_Store":
      [
        "Temporary files are shipped: 4 kB in 4 files, brought by layer 1 (RUN cp /a /tmp/x/1 && cp /a /tmp/x/2 && cp /a /var/tmp/3 && cp /a /tmp/4 …): /tmp/4, /tmp/x/1, /tmp/x/2 and 1 more.",
        "Files of an editor or a desktop are shipped: 1 kB in 1 file, brought by layer 1 (RUN cp /a /tmp/x/1 && cp /a /tmp/x/2 && cp /a /var/tmp/3 && cp /a /tmp/4 …): /app/.DS_Store.",
      ],
    "COPY --size=1MB /a\nRUN cp /a /var/log/apt/term.log":
      "Logs of the system are shipped: 1 MB in 1 file, brought by layer 1 (RUN cp /a /var/log/apt/term.log): /var/log/apt/term.log.",
    "COPY --elf=amd64,type=core /srv/core.17":
      "Memory dumps are shipped: 320 B in 1 file, brought by layer 0 (COPY core.17 /srv/core.17): /srv/core.17.",
    "COPY --size=9 a /srv/app.js~\nCOPY --size=9 b /srv/.app.js.swp\nCOPY --size=9 c /srv/app.js.orig": [
      "Files of an editor or a desktop are shipped: 9 B in 1 file, brought by layer 1 (COPY b /srv/.app.js.swp): /srv/.app.js.swp.",
      "Files of an editor or a desktop are shipped: 9 B in 1 file, brought by layer 2 (COPY c /srv/app.js.orig): /srv/app.js.orig.",
      "Files of an editor or a desktop are shipped: 9 B in 1 file, brought by layer 0 (COPY a /srv/app.js~): /srv/app.js~.",
    ],
  },
  ignores: [
    "COPY --size=0kB /tmp/a",
    "RUN mkdir -p /tmp/work",
    "COPY --size=5 a /tmp/a\nRUN rm /tmp/a",
    // Each install writes a few lines there.
    "COPY --size=20MB /big\nCOPY --size=30kB /a\nRUN cp /a /var/log/dpkg.log",
    "COPY --size=20MB /big\nCOPY --size=30kB /a\nRUN cp /a /root/.npm/_logs/2026-01-31T12_00_00_000Z-debug-0.log",
    "COPY --size=9kB a /app/node_modules/a/debug.log",
    "COPY --size=9kB a /app/catalog\nCOPY --size=9kB b /app/blog.js\nCOPY --size=9kB c /app/log",
    "COPY --size=9kB a /usr/share/doc/a/build.log",
    "COPY --size=9kB a /app/tests/fixtures/a.log",
    // Cargo keeps one beside each manifest.
    "COPY --size=9kB a /usr/local/cargo/registry/src/a-1/Cargo.toml.orig",
    // A program that is called core, and a folder.
    "COPY --elf=amd64 /app/core\nCOPY --size=9kB a /srv/core/index.js",
    "RUN ln -s /dev/stdout /var/log/nginx/access.log",
  ],
})

test("the remedy is what to write into .dockerignore, or to delete in the RUN that writes", async () => {
  const [copied] = await findingsOf(logsAndTemp, "COPY --size=9 a /app/logs/prod.log")
  expect(copied).toMatchObject({
    severity: "low",
    bytes: 9,
    location: { kind: "file", layer: 0, path: "/app/logs/prod.log" },
  })
  expect(copied?.remedy).toContain("Add to .dockerignore: `**/*.log`;")
  const [left] = await findingsOf(logsAndTemp, "COPY --size=9 /a\nRUN cp /a /tmp/b")
  expect(left?.remedy).toContain("`RUN … && rm -rf /tmp/b`")
})

test.each([
  // Names that each build gives anew.
  ["cp /a /root/.npm/_logs/2026-01-31T12_00_00_000Z-debug-0.log", "`RUN … && rm -rf /root/.npm/_logs/*.log`"],
  ["cp /a /app/20260131.log && cp /a /app/20260132", "`RUN … && rm -rf /app/*.log`"],
  [
    "cp /a /var/log/apt/1 && cp /a /var/log/apt/2 && cp /a /var/log/dpkg.log && cp /a /var/log/x",
    "find /var/log -type f -delete",
  ],
  ["cp /a /tmp/1 && cp /a /tmp/2 && cp /a /tmp/3 && cp /a /tmp/4", "rm -rf /tmp/* /var/tmp/*"],
])("%s is mended by what removes all of it in each build", async (command, remedy) => {
  const [finding] = await findingsOf(logsAndTemp, `COPY --size=90kB /a\nRUN ${command}`)
  expect(finding?.remedy).toContain(remedy)
})
