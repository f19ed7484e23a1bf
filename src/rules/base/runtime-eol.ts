import type { Image, Remark } from "../../model/index.ts"
import { count, defineRule } from "../../model/index.ts"
import { goPrograms } from "../support/lifecycle/go-programs.ts"
import { addDays, BY_DATA, lastingRelease, lifeOf, productOf, type Life } from "../support/lifecycle/lifecycle.ts"
import { outsideOf, rangeProblem } from "../support/lifecycle/ranges.ts"
import { describeStage, STAGE_SEVERITY, stageOf } from "../support/lifecycle/remark.ts"
import { RUNTIME_READS } from "../support/lifecycle/runtime-table.ts"
import { numbersOf, runtimesOf, type Runtime } from "../support/lifecycle/runtimes.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { listPaths } from "../support/paths.ts"
import { describeLayer, locate } from "../support/step.ts"
import { show } from "../support/words.ts"

const MOST_PLACES = 20

const nameOfProduct = (id: string): string => productOf(id)?.name ?? id

/** One remark for each release: a runtime is told by several files, and may be there twice. */
function* ended(image: Image, today: string, days: number): Iterable<Remark> {
  const releases = new Map<string, [Life, Runtime, ...Runtime[]]>()
  for (const runtime of runtimesOf(image)) {
    const life = runtime.isDistributions ? null : lifeOf(runtime.product, numbersOf(runtime.version) ?? "")
    if (life === null) continue
    const identity = `${runtime.product} ${life.release}`
    const same = releases.get(identity)
    if (same) same.push(runtime)
    else releases.set(identity, [life, runtime])
  }
  for (const [identity, [life, ...runtimes]] of releases) {
    const stage = stageOf(life, today, days)
    // The longest number tells most.
    const [best] = runtimes.toSorted((a, b) => b.version.length - a.version.length)
    if (stage === null || best === undefined) continue
    const { version, path, layer } = best
    const lasting = lastingRelease(life.product, addDays(today, days))
    const places = runtimes.filter((runtime) => runtime.path !== path).slice(0, MOST_PLACES)
    yield {
      message: `${life.product.name} ${show(version)} (${show(path)}, from ${describeLayer(image, layer)}) ${describeStage(life, stage)}.`,
      remedy: `Move to a release that is supported${lasting === null ? "" : `, such as ${life.product.name} ${lasting}`}: change the tag in FROM, or the version that the build fetches.`,
      location: locate(image, { kind: "file", layer, path }),
      ...(places.length > 0
        ? { places: places.map((place) => locate(image, { kind: "file", layer: place.layer, path: place.path })) }
        : {}),
      severity: STAGE_SEVERITY[stage],
      identity,
    }
  }
}

/** A program that Go linked carries the standard library of its day with it. */
function* endedGo(image: Image, today: string): Iterable<Remark> {
  for (const { release, programs } of goPrograms(image)) {
    const life = lifeOf("go", release)
    const [first] = programs
    if (life === null || today <= life.freeEnd || first === undefined) continue
    const started = programs.find(({ isStarted }) => isStarted)
    const { path, layer } = started ?? first
    const others = programs.length > 1 ? ` and ${count(programs.length - 1, "other program")}` : ""
    yield {
      message: `${path}, which ${describeLayer(image, layer)} brought,${others} ${programs.length > 1 ? "were" : "was"} built with Go ${release}, whose last fixes came on ${life.freeEnd}, ${BY_DATA}: holes in its standard library are still in ${programs.length > 1 ? "them" : "it"}.`,
      remedy: "Build again with a Go that is supported, or take a newer release of a program that others built.",
      location: locate(image, { kind: "file", layer, path }),
      places: programs
        .filter((program) => program.path !== path)
        .slice(0, MOST_PLACES)
        .map((program) => locate(image, { kind: "file", layer: program.layer, path: program.path })),
      severity: started === undefined ? "low" : "medium",
      identity: `go program ${release}`,
    }
  }
}

function* outsideRanges(image: Image, ranges: Readonly<Record<string, string>>): Iterable<Remark> {
  for (const [product, range] of Object.entries(ranges)) {
    const problem = rangeProblem(product, range)
    if (problem !== null)
      yield {
        message: `The range ${show(range)} for ${show(product)} can't be held against anything: ${problem}.`,
        remedy: 'Correct it in the settings: `ranges: { node: ">=22" }`.',
        location: { kind: "image" },
        identity: `range ${product}`,
      }
    else
      for (const { version, path, layer } of outsideOf(image, product, range))
        yield {
          message: `${nameOfProduct(product)} ${show(version)} (${path}, from ${describeLayer(image, layer)}) is outside of the range ${show(range)} that the settings allow.`,
          remedy: `Move to a version within ${show(range)}.`,
          location: locate(image, { kind: "file", layer, path }),
          identity: `range ${product} ${listPaths([path])}`,
        }
  }
}

export default defineRule({
  id: "base/runtime-eol",
  title: "Language runtimes and servers still get security updates",
  severity: "high",
  why: "The runtime is the part of the image that strangers talk to. When its release line has ended, holes that are found in it are published and not mended, and the packages that you install begin to drop it too.",
  decides:
    "Versions of Node.js, Python, Ruby, PHP, Java, Go, .NET, nginx, PostgreSQL, Redis, MySQL and MariaDB, as official images and packages put them, held against the dates that plimsoll carries. A variable such as NODE_VERSION counts only where the program is there. What the distribution packages itself is the distribution's to mend, and base/distro-eol's to judge. Programs that Go linked are medium when the container starts them, else low. `ranges` are held against all of them, packages of the distribution too.",
  blind:
    "Runtimes at places of their own that no package and no variable names; long term lines of Java, whose end each maker sets; and support that was bought.",
  remedy: "Move to a release that is supported.",
  examples: {
    bad: `
      FROM scratch
      ENV NODE_VERSION=16.20.2
      COPY --chmod=755 <<EOF /usr/local/bin/node
      EOF`,
    good: `
      FROM scratch
      ENV NODE_VERSION=16.20.2`,
  },
  references: [],
  reads: [...ACCOUNT_FILES, ...RUNTIME_READS],
  options: {
    days: { default: 90, help: "how many days before the end it is time to say so" },
    ranges: {
      default: {},
      help: 'versions that are allowed, as SemVer ranges by runtime: `{ node: ">=22", python: "3.12 || 3.13" }`',
    },
  },

  *check(image, { today, options: { days, ranges } }) {
    if (image.config.platform.os === "windows") return
    yield* ended(image, today, days)
    yield* endedGo(image, today)
    yield* outsideRanges(image, ranges)
  },
})
