import type { Image, Remark } from "../../model/index.ts"
import { count, defineRule, formatBytes } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { developmentVendors } from "../support/development/composer.ts"
import { developmentModules } from "../support/development/node-modules.ts"
import type { Development } from "../support/development/packages.ts"
import { startedNames } from "../support/development/started.ts"
import { developmentTools } from "../support/development/tools.ts"
import { join } from "../support/paths.ts"
import { describeLayer, locate } from "../support/step.ts"
import { list, show } from "../support/words.ts"

/** Less is no reason to rebuild an image. */
const FLOOR_BYTES = 50_000

const SHOWN = 5

interface Ecosystem {
  readonly id: string
  /** `141 packages` or `1 package`, and the folder of the application or environment. */
  readonly says: (amount: string, folder: string) => string
  /** Where they lie, in that folder. */
  readonly place: string
  readonly find: (image: Image, isStarted: (name: string) => boolean) => readonly Development[]
  readonly remedy: (image: Image, folder: string) => string
}

const ECOSYSTEMS: readonly Ecosystem[] = [
  {
    id: "npm",
    says: (amount, folder) => `The node_modules of ${folder} holds ${amount} that only its devDependencies need`,
    place: "node_modules",
    find: developmentModules,
    remedy: (image, folder) =>
      `Leave them out of the image that ships: \`${installer(image, folder)}\`. Where the build needs them, build in a stage of its own and copy its result. What the container is started with belongs to \`dependencies\`.`,
  },
  {
    id: "composer",
    says: (amount, folder) => `The vendor folder of ${folder} holds ${amount} of Composer's require-dev`,
    place: "vendor",
    find: developmentVendors,
    remedy: () => "Install without them: `RUN composer install --no-dev --optimize-autoloader`.",
  },
  {
    id: "pypi",
    says: (amount, folder) => `${folder} holds ${amount} for development that nothing else installed needs`,
    place: "",
    find: (image, isStarted) => developmentTools(image, "pypi", isStarted),
    remedy: () =>
      "Keep tools for tests and checks in a group of their own, and leave it out of the image that ships: a `requirements-dev.txt` apart, `poetry install --only main`, `uv sync --no-dev`, `pip install .` without extras.",
  },
  {
    id: "gem",
    says: (amount, folder) => `${folder} holds ${amount} for development that nothing else installed needs`,
    place: "",
    find: (image, isStarted) => developmentTools(image, "gem", isStarted),
    remedy: () =>
      "Keep them in the groups `development` and `test` of the Gemfile, and install without these: `ENV BUNDLE_WITHOUT=development:test` before `RUN bundle install`.",
  },
]

const INSTALLERS: readonly (readonly [file: string, command: string])[] = [
  ["node_modules/.modules.yaml", "RUN pnpm install --prod --frozen-lockfile"],
  ["node_modules/.yarn-state.yml", "RUN yarn workspaces focus --all --production"],
  ["node_modules/.yarn-integrity", "RUN yarn install --production --frozen-lockfile"],
  ["bun.lock", "RUN bun install --production"],
  ["bun.lockb", "RUN bun install --production"],
]

/** The command that installs what runs alone, of the manager that filled the folder. */
const installer = ({ files }: Image, folder: string): string =>
  INSTALLERS.find(([file]) => files.get(join(folder, file)) !== undefined)?.[1] ?? "RUN npm ci --omit=dev"

function* remark(image: Image, { id, says, place, remedy }: Ecosystem, found: Development): Generator<Remark> {
  const { folder, packages } = found
  const byName = new Map<string, number>()
  const byLayer = new Map<number, number>()
  let total = 0
  for (const { name, layer, bytes } of packages) {
    byName.set(name, (byName.get(name) ?? 0) + bytes)
    byLayer.set(layer, (byLayer.get(layer) ?? 0) + bytes)
    total += bytes
  }
  if (total < FLOOR_BYTES) return
  const [[layer] = [0]] = [...byLayer].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
  const largest = [...byName].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const named = largest.slice(0, SHOWN).map(([name, bytes]) => `${show(name)} (${formatBytes(bytes)})`)
  yield {
    message: `${says(count(packages.length, "package"), show(folder))}: ${formatBytes(total)}, ${largest.length > SHOWN ? "the largest " : ""}${list(named)}; most of it from ${describeLayer(image, layer)}.`,
    remedy: remedy(image, folder),
    location: locate(image, { kind: "file", layer, path: place === "" ? folder : join(folder, place) }),
    bytes: total,
    identity: `${id} ${folder}`,
  }
}

export default defineRule({
  id: "build-tools/dev-dependencies",
  title: "No packages for development are shipped",
  severity: "medium",
  why: "Compilers, linters and test runners are often most of what an application depends on. In the image they are code that never runs but is scanned, patched and there for an intruder to use.",
  decides: `npm's own note of what serves development alone (node_modules/.package-lock.json), else what the devDependencies of the application's package.json lead to and its dependencies do not; Composer's list of require-dev; for Python and Ruby, tools known to serve development alone (pytest, mypy, black, rubocop, rspec …) that no other installed package requires. What the container is started with is left alone, and less than ${formatBytes(FLOOR_BYTES)} in one place.`,
  blind:
    "Packages that Python and Ruby projects have for development and that other projects run on; what is bundled into one file; Yarn's Plug'n'Play.",
  remedy:
    "Install without the development group in the stage that ships: `npm ci --omit=dev`, `composer install --no-dev`.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /app/package.json
      {"name": "shop", "version": "1.0.0", "dependencies": {"express": "4"}, "devDependencies": {"typescript": "5"}}
      EOF
      COPY <<EOF /app/node_modules/typescript/package.json
      {"name": "typescript", "version": "5.6.3"}
      EOF
      COPY --size=22MB /app/node_modules/typescript/lib/typescript.js`,
    good: `
      FROM scratch
      COPY <<EOF /app/package.json
      {"name": "shop", "version": "1.0.0", "dependencies": {"express": "4"}, "devDependencies": {"typescript": "5"}}
      EOF
      COPY <<EOF /app/node_modules/express/package.json
      {"name": "express", "version": "4.21.1"}
      EOF
      COPY --size=200kB /app/node_modules/express/index.js`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    // A package that could not be read may be the one that needs another.
    if (!image.complete || image.config.platform.os === "windows" || image.inventory.packages.length === 0) return
    const isStarted = startedNames(image)
    for (const ecosystem of ECOSYSTEMS)
      for (const found of ecosystem.find(image, isStarted)) yield* remark(image, ecosystem, found)
  },
})
