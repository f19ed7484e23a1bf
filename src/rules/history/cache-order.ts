import type { HistoryStep } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { locateStep, ownRuns, ownSteps, showCommand } from "../support/build-steps.ts"
import { readCopy } from "../support/copies.ts"
import { type Command, optionsOf } from "../support/shell/index.ts"
import { quote } from "../support/step.ts"

/** A command that installs dependencies from the files that name them. */
interface Installer {
  readonly name: RegExp
  /** Its first operands; all operands where the command takes no package names. */
  readonly operands: readonly string[]
  /** One of these must be there. */
  readonly flags?: readonly string[]
  /** Files to copy before it. */
  readonly manifests: string
}

const INSTALLERS: readonly Installer[] = [
  { name: /^npm$/, operands: ["ci", "install", "i", "clean-install"], manifests: "package.json package-lock.json" },
  { name: /^yarn$/, operands: ["", "install"], manifests: "package.json yarn.lock" },
  { name: /^pnpm$/, operands: ["install", "i", "fetch"], manifests: "package.json pnpm-lock.yaml" },
  { name: /^bun$/, operands: ["install"], manifests: "package.json bun.lock" },
  { name: /^pip[0-9.]{0,6}$/, operands: ["install"], flags: ["-r", "--requirement"], manifests: "requirements.txt" },
  { name: /^poetry$/, operands: ["install"], flags: ["--no-root"], manifests: "pyproject.toml poetry.lock" },
  { name: /^uv$/, operands: ["sync"], flags: ["--no-install-project"], manifests: "pyproject.toml uv.lock" },
  { name: /^pipenv$/, operands: ["install", "sync"], manifests: "Pipfile Pipfile.lock" },
  { name: /^bundle$/, operands: ["", "install"], manifests: "Gemfile Gemfile.lock" },
  { name: /^composer$/, operands: ["install"], manifests: "composer.json composer.lock" },
  { name: /^go$/, operands: ["mod download"], manifests: "go.mod go.sum" },
  { name: /^cargo$/, operands: ["fetch"], manifests: "Cargo.toml Cargo.lock" },
]

const VALUED = new Set([
  "-r",
  "--requirement",
  "-c",
  "--constraint",
  "--prefix",
  "-C",
  "--cwd",
  "-w",
  "--jobs",
  "-j",
  "--retry",
  "--registry",
  "--omit",
  "--include",
])

function installerOf(command: Command): Installer | undefined {
  return INSTALLERS.find(({ name, operands, flags }) => {
    if (!name.test(command.name)) return false
    const options = optionsOf(command, VALUED)
    const given = options.operands.map(({ loose }) => loose).join(" ")
    const isAbout = options.has("-g", "--global", "--version", "-v", "--help")
    return operands.includes(given) && !isAbout && (flags === undefined || options.has(...flags))
  })
}

/** The whole build context. What is copied from another stage has no path of its own there. */
const isWholeTree = (step: HistoryStep): boolean =>
  readCopy(step)?.sources.some((source) => source === "." || source === "./") === true

export default defineRule({
  id: "history/cache-order",
  title: "Dependencies are installed before the whole tree is copied",
  severity: "info",
  why: "The build cache ends at the first line whose files changed. Where `COPY . .` stands before the install, a change of any file installs everything anew, and every deploy ships a new layer of the same dependencies.",
  decides:
    "The order of steps in the history: a COPY or ADD of `.` before the first install of an ecosystem's dependencies from its manifest (npm, yarn, pnpm, bun, pip, poetry, uv, pipenv, bundler, composer, go, cargo).",
  blind: "Build stages that are not shipped, and Docker's classic builder, which keeps no sources of a COPY.",
  remedy: "Copy the manifest and the lock file first, install, then copy the rest.",
  examples: {
    bad: `
      FROM scratch
      COPY . /app/
      RUN npm ci --omit=dev`,
    good: `
      FROM scratch
      COPY package.json /app/
      RUN npm ci --omit=dev
      COPY . /app/`,
  },
  references: [],
  *check(image) {
    const trees = ownSteps(image).filter((step) => isWholeTree(step))
    if (trees.length === 0) return
    const seen = new Set<Installer>()
    const blamed = new Map<HistoryStep, { readonly command: Command; readonly installer: Installer }[]>()
    for (const { step, shell } of ownRuns(image))
      for (const command of shell.commands) {
        const installer = installerOf(command)
        if (installer === undefined || seen.has(installer)) continue
        seen.add(installer)
        const tree = trees.find(({ index }) => index < step.index)
        if (tree !== undefined) blamed.set(tree, [...(blamed.get(tree) ?? []), { command, installer }])
      }
    for (const [tree, installs] of blamed) {
      const [{ command, installer }] = installs as [(typeof installs)[0]]
      yield {
        message: `${quote(tree)} stands before ${installs.map((one) => showCommand(one.command)).join(" and ")}: a change of any file installs all dependencies anew.`,
        remedy: `Copy what the install reads first: \`COPY ${installer.manifests} ./\`, \`RUN ${showCommand(command)}\`, and then \`${quote(tree)}\`.`,
        location: locateStep(tree),
        identity: installs.map((one) => one.installer.manifests).join(" "),
      }
    }
  },
})
