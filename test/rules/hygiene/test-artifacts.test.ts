import { expect, test } from "vitest"
import testArtifacts from "../../../src/rules/hygiene/test-artifacts.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(testArtifacts, {
  catches: {
    "COPY --size=1kB lcov.info /app/coverage/lcov.info":
      "Traces of tests are shipped: 1 kB in 1 file, brought by layer 0 (COPY lcov.info /app/coverage/lcov.info): /app/coverage.",
    // One finding for what one instruction brought, whatever tools left it.
    "COPY --size=1kB a /app/a\nRUN cp /app/a /app/.pytest_cache/CACHEDIR.TAG && cp /app/a /app/.pytest_cache/v/cache/lastfailed && cp /app/a /app/.mypy_cache/a && cp /app/a /app/.coverage && cp /app/a /app/.tox/py312/.pytest_cache/a":
      "Traces of tests are shipped: 5 kB in 5 files, brought by layer 1 (RUN cp /app/a /app/.pytest_cache/CACHEDIR.TAG && cp /app/a …): /app/.coverage, /app/.mypy_cache, /app/.pytest_cache and 1 more.",
    "COPY --size=2kB . /srv/shop/pkg/__pycache__/a.cpython-312.pyc":
      "Traces of tests are shipped: 2 kB in 1 file, brought by layer 0 (COPY . /srv/shop/pkg/__pycache__/a.cpython-312.pyc): /srv/shop/pkg/__pycache__.",
    "COPY --size=2kB . /usr/src/app/.coverage":
      "Traces of tests are shipped: 2 kB in 1 file, brought by layer 0 (COPY . /usr/src/app/.coverage): /usr/src/app/.coverage.",
  },
  ignores: [
    // A folder of the application's own that has this name.
    "COPY --size=1kB /app/coverage/index.js",
    "COPY --size=1kB /app/test-results/index.html",
    // Compiled in a build stage, or by a RUN: somebody wants a quick start.
    "COPY --size=2kB /venv/app/__pycache__ /app/__pycache__/a.cpython-312.pyc",
    "COPY --size=2kB /a\nRUN cp /a /app/__pycache__/a.cpython-312.pyc",
    "COPY --size=2kB a /usr/local/lib/python3.12/__pycache__/os.cpython-312.pyc",
    "COPY --size=2kB a /app/.venv/lib/python3.12/site-packages/a/__pycache__/a.cpython-312.pyc",
    "COPY --size=2kB a /app/node_modules/a/coverage/lcov.info",
    "COPY --size=2kB a /app/test/fixtures/coverage/lcov.info",
    "COPY --size=2kB a /app/coverage/lcov.info\nRUN rm -r /app/coverage",
    "RUN mkdir -p /app/.pytest_cache",
  ],
})

test("the remedy is what to write into .dockerignore, or to delete in the RUN that tests", async () => {
  const [copied] = await findingsOf(testArtifacts, "COPY --size=9 a /app/.nyc_output/1.json")
  expect(copied).toMatchObject({ severity: "low", bytes: 9 })
  expect(copied?.remedy).toContain("Add to .dockerignore: `**/.nyc_output`;")
  const [left] = await findingsOf(testArtifacts, "COPY --size=9 /a\nRUN cp /a /app/htmlcov/index.html")
  expect(left?.remedy).toContain("`RUN … && rm -rf /app/htmlcov`")
})
