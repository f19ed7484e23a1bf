import type { HistoryStep, Image } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { debrisRemarks } from "../support/debris-remarks.ts"
import type { Debris } from "../support/debris.ts"
import { findDebris } from "../support/debris.ts"
import { nameOf } from "../support/paths.ts"
import { stepOf } from "../support/step.ts"

/** `COPY . /app`, `COPY --chown=1:1 src ./`: no source is a path of another stage. Docker's classic builder writes `dir:…` and `file:…`. */
function isFromContext(step: HistoryStep | undefined): boolean {
  if (step?.instruction !== "COPY") return false
  const words = step.text.slice(0, 4000).trim().split(/\s+/).slice(1)
  const sources = words.filter((word) => !word.startsWith("--")).slice(0, -1)
  return sources.length > 0 && sources.every((source) => !/^\[?["']?\//.test(source))
}

/**
 * Modules that Python compiled where the sources come from. Those that a RUN or a build stage made may be there on
 * purpose: they make the start faster.
 */
const isMeant = (image: Image, { path, layer }: Debris): boolean =>
  nameOf(path) === "__pycache__" && !isFromContext(stepOf(image, layer))

export default defineRule({
  id: "hygiene/test-artifacts",
  title: "No traces of a test run are shipped",
  severity: "low",
  why: "Coverage reports and the caches of test runners and type checkers come from a developer's machine or a CI job. They show sources and paths of that machine, change with every run and so rebuild the layer, and serve nobody at run time.",
  decides:
    "Folders .pytest_cache, .mypy_cache, .ruff_cache, .hypothesis, .tox, .nox, .nyc_output, .phpunit.cache, .stryker-tmp, htmlcov, playwright-report, test-results and coverage with their reports, files .coverage, lcov.info, .rspec_status and .phpunit.result.cache; and __pycache__ where a COPY of the build context brought it. One finding for each layer that brought some.",
  blind:
    "Where compiled modules were made on purpose, in a RUN or a build stage. Installed packages, vendored folders, test fixtures, the distribution's folders and what a known base brought are left alone.",
  remedy: "Add `**/__pycache__`, `**/.pytest_cache`, `**/coverage` and their like to .dockerignore.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /app/coverage/lcov.info
      TN:
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /app/coverage/index.js
      export const coverage = 1
      EOF`,
  },
  references: [],
  check: (image) =>
    debrisRemarks(
      image,
      findDebris(image).filter((found) => found.kind === "test" && !isMeant(image, found)),
      { what: "Traces of tests" },
    ),
})
