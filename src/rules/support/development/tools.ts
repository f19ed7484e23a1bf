import type { Image, Package } from "../../../model/index.ts"
import { groupBy, SYSTEM_TYPES } from "../../../model/index.ts"
import { parentOf } from "../paths.ts"
import type { Development } from "./packages.ts"

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/**
 * Programs and libraries that test, check and format code, by the kind of package: neither pip nor RubyGems notes which
 * group a package was installed for. Only what no application calls at run time is here.
 */
const TOOLS: Readonly<Record<string, ReadonlySet<string>>> = {
  pypi: new Set(
    words(`
      autopep8 bandit black codespell coverage coveralls doc8 factory-boy flake8 hypothesis interrogate ipdb ipython isort
      mypy nox pre-commit pudb pycodestyle pydocstyle pyflakes pylint pyright pytest pytest-asyncio pytest-benchmark
      pytest-cov pytest-django pytest-env pytest-flask pytest-forked pytest-httpx pytest-html pytest-mock pytest-randomly
      pytest-rerunfailures pytest-sugar pytest-timeout pytest-xdist requests-mock responses ruff safety sphinx tox twine
      vcrpy vulture yapf`),
  ),
  gem: new Set(
    words(`
      better_errors binding_of_caller brakeman bundler-audit byebug capybara factory_bot_rails guard guard-rspec
      letter_opener overcommit pry-byebug reek rspec rspec-core rspec-expectations rspec-mocks rspec-rails rubocop
      rubocop-ast rubocop-performance rubocop-rails rubocop-rspec selenium-webdriver shoulda-matchers simplecov solargraph
      standard vcr web-console webmock`),
  ),
}

/** Names of PyPI are one however they are written: PEP 503. */
const normal = (type: string, name: string): string =>
  type === "pypi" ? name.toLowerCase().replace(/[-_.]+/g, "-") : name

/** Where packages of one Python or Ruby lie: the folder that holds their metadata's. */
const environmentOf = ({ path, type }: Package): string =>
  type === "pypi"
    ? path.replace(/(?:\/[^/]+\.egg)?\/[^/]+\/(?:METADATA|PKG-INFO)$|\/[^/]+\.egg-info$/, "")
    : parentOf(parentOf(path))

/** Tools for development that nothing but each other needs, by environment. The distribution's own are left out. */
export function developmentTools(
  { inventory }: Image,
  type: "pypi" | "gem",
  isStarted: (name: string) => boolean,
): Development[] {
  const all = inventory.packages.filter((each) => each.type === type)
  const isTool = ({ name, path }: Package): boolean =>
    TOOLS[type]?.has(normal(type, name)) === true &&
    !isStarted(name) &&
    !SYSTEM_TYPES.has(inventory.ownerOf(path)?.type ?? "")
  const tools = new Set(all.filter(isTool))
  // Whatever else needs one needs what that one needs, too.
  const needed = new Set(
    all.filter((each) => !tools.has(each)).flatMap(({ requires }) => requires.map((name) => normal(type, name))),
  )
  for (let size = -1; size !== needed.size;) {
    size = needed.size
    for (const tool of tools)
      if (needed.has(normal(type, tool.name)) && tools.delete(tool))
        for (const name of tool.requires) needed.add(normal(type, name))
  }
  return [...groupBy([...tools], environmentOf)].map(([folder, packages]) => ({ folder, packages }))
}
