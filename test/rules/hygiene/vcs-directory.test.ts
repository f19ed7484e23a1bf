import { expect, test } from "vitest"
import vcsDirectory from "../../../src/rules/hygiene/vcs-directory.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const repository = (folder: string): string =>
  `COPY --size=100 ${folder}/.git/HEAD\nCOPY --size=900 ${folder}/.git/objects/pack/a.pack`

testRule(vcsDirectory, {
  catches: {
    [repository("/app")]:
      "/app/.git is shipped: the whole history of its project, 1 kB in 2 files, brought by layer 0 (COPY HEAD /app/.git/HEAD).",
    "COPY --size=10 /srv/.hg/requires\nCOPY --size=90 /srv/.hg/store/a":
      "/srv/.hg is shipped: the whole history of its project, 100 B in 2 files, brought by layer 0 (COPY requires /srv/.hg/requires).",
    "COPY --size=100 /srv/.svn/wc.db":
      "/srv/.svn is shipped: the whole history of its project, 100 B in 1 file, brought by layer 0 (COPY wc.db /srv/.svn/wc.db).",
    // Two of its marks are still one.
    "COPY --size=100 /srv/.svn/wc.db\nCOPY --size=3 /srv/.svn/entries":
      "/srv/.svn is shipped: the whole history of its project, 103 B in 2 files, brought by layer 1 (COPY entries /srv/.svn/entries).",
    [`${repository("/app")}\nRUN rm -rf /app/.git`]: [
      "/app/.git is deleted by layer 2 (RUN rm -rf /app/.git) but still in layer 0 (COPY HEAD /app/.git/HEAD): 100 B in 1 file of a project's history that everybody who has the image can read.",
    ],
    // One history, however many layers hold it; the chown did not delete it.
    [`COPY --size=100 /app/.git/HEAD\nRUN chown -R 1:1 /app\nRUN rm -rf /app/.git`]:
      "/app/.git is deleted by layer 2 (RUN rm -rf /app/.git) but still in layer 0 (COPY HEAD /app/.git/HEAD): 100 B in 1 file of a project's history that everybody who has the image can read.",
    "COPY --size=40 /app/lib/.git":
      "/app/lib/.git is shipped: the file by which a submodule or worktree finds its history, brought by layer 0 (COPY .git /app/lib/.git).",
    // A change of owner is no second repository, and the chown did not bring it.
    [`${repository("/app")}\nRUN chown -R 1:1 /app`]:
      "/app/.git is shipped: the whole history of its project, 1 kB in 2 files, brought by layer 0 (COPY HEAD /app/.git/HEAD).",
  },
  ignores: [
    "RUN mkdir -p /app/.git/objects",
    "COPY --size=100 /app/.git/config",
    "COPY --size=100 /app/HEAD\nRUN mkdir /app/objects",
    repository("/app/node_modules/a"),
    repository("/usr/lib/python3/site-packages/a"),
    repository("/app/vendor/a"),
    "COPY --size=100 /app/.gitignore",
    `COPY --size=1kB /app/node_modules/a/.git/HEAD\nRUN rm -rf /app/node_modules`,
  ],
})

test.each([
  [repository("/app"), "high", ".dockerignore"],
  [
    `COPY --size=1kB /x/HEAD\nRUN mkdir -p /opt/a/.git/objects && cp /x/HEAD /opt/a/.git/HEAD`,
    "medium",
    "git clone --depth 1",
  ],
  [repository("/root/.nvm"), "low", ".dockerignore"],
  ["COPY --size=40 /app/.git", "low", ".dockerignore"],
])("%s is %s", async (text, severity, remedy) => {
  const [finding] = await findingsOf(vcsDirectory, text)
  expect(finding?.severity).toBe(severity)
  expect(finding?.remedy).toContain(remedy)
})

test("a deleted repository is marked as hidden in the layer that holds it", async () => {
  const [finding] = await findingsOf(vcsDirectory, `${repository("/app")}\nRUN rm -rf /app/.git`)
  expect(finding).toMatchObject({ severity: "high", location: { kind: "file", path: "/app/.git", visible: false } })
})
