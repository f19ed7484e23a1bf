import type { File, Image, Remark, Severity } from "../../model/index.ts"
import { count, defineRule, formatBytes } from "../../model/index.ts"
import { originOf } from "../support/origin.ts"
import { isVendored, isWithin, nameOf, parentOf } from "../support/paths.ts"
import { asFarAsRead, describeLayer, locate, stepOf } from "../support/step.ts"
import { survey } from "../support/survey.ts"
import { measure } from "../support/tree.ts"

/** Version managers and shells that install themselves by a clone: public code, not this project's history. */
const TOOL_CHECKOUT = /\/[.](?:nvm|pyenv|rbenv|nodenv|goenv|asdf|oh-my-zsh|cargo|cache|vim|emacs[.]d|local|sdkman)\//

/** What a repository can't be without, beside the file that was found. */
const BESIDE: Record<string, readonly string[]> = {
  ".git": ["objects"],
  ".hg": ["store", "data"],
  ".svn": ["pristine", "text-base", "wc.db"],
}

/** `/app/.git` for `/app/.git/objects/4b/…`; undefined outside such a folder. */
function repositoryOf(path: string): string | undefined {
  const found = /\/[.](?:git|hg|svn)\//.exec(path)
  return found ? path.slice(0, found.index + found[0].length - 1) : undefined
}

const remedyFor = (image: Image, layer: number, path: string): string => {
  const step = stepOf(image, layer)
  return step?.instruction === "RUN"
    ? `Take the history away in the RUN that clones: \`RUN git clone --depth 1 … && rm -rf ${path}\`, or let the builder fetch: \`ADD https://git.example.com/project.git#v1.2.3 ${parentOf(path)}\`.`
    : `Add a line \`${nameOf(path)}\` (and \`**/${nameOf(path)}\`) to .dockerignore, rebuild, and renew every credential that the history ever held.`
}

/** High where the build context brought it: that is the project's own history. A clone of somebody's code is not. */
function severityOf(image: Image, layer: number, path: string): Severity {
  if (TOOL_CHECKOUT.test(path)) return "low"
  return stepOf(image, layer)?.instruction === "RUN" ? "medium" : "high"
}

function* visible(image: Image): Generator<Remark> {
  let last = "\0"
  for (const mark of survey(image).repositoryMarks) {
    if (isVendored(mark.path)) continue
    if (nameOf(mark.path) === ".git") {
      yield pointer(image, mark)
      continue
    }
    const path = parentOf(mark.path)
    if (isWithin(path, last)) continue
    const names = image.files.list(path) ?? []
    if (!BESIDE[nameOf(path)]?.some((name) => names.includes(name))) continue
    last = path
    const { bytes, files } = measure(image.files, [path])
    const layer = originOf(image.files, mark)
    yield {
      message: `${path} is shipped: the whole history of its project, ${formatBytes(bytes)} in ${count(files, "file")}, brought by ${describeLayer(image, layer)}${asFarAsRead(image)}.`,
      remedy: remedyFor(image, layer, path),
      severity: severityOf(image, layer, path),
      location: locate(image, { kind: "file", layer, path }),
      bytes,
    }
  }
}

function pointer(image: Image, file: File): Remark {
  const { path, size } = file
  const layer = originOf(image.files, file)
  return {
    message: `${path} is shipped: the file by which a submodule or worktree finds its history, brought by ${describeLayer(image, layer)}.`,
    remedy: "Add a line `**/.git` to .dockerignore and rebuild.",
    severity: "low",
    location: locate(image, { kind: "file", layer, path }),
    bytes: size,
  }
}

/** What one layer holds of a repository that no container sees. */
interface Hidden {
  readonly fromLayer: number
  bytes: number
  files: number
  isProved: boolean
}

/** Hidden repositories by path: what each layer holds of them, and the last layer that hid some of it. */
function hiddenRepositories({ files: { waste } }: Image): Map<string, { by: number; layers: Map<number, Hidden> }> {
  const found = new Map<string, { by: number; layers: Map<number, Hidden> }>()
  for (const { cause, path: file, fromLayer, byLayer, bytes } of waste) {
    const path = cause === "duplicate" ? undefined : repositoryOf(file)
    if (path === undefined || isVendored(path)) continue
    const repository = found.get(path) ?? { by: -1, layers: new Map<number, Hidden>() }
    found.set(path, repository)
    repository.by = Math.max(repository.by, byLayer ?? -1)
    const layer = repository.layers.get(fromLayer) ?? { fromLayer, bytes: 0, files: 0, isProved: false }
    repository.layers.set(fromLayer, layer)
    layer.bytes += bytes
    layer.files++
    layer.isProved ||= /\/(?:HEAD|requires|00changelog[.]i|wc[.]db|entries)$/.test(file)
  }
  return found
}

function* hidden(image: Image): Generator<Remark> {
  for (const [path, { by, layers }] of hiddenRepositories(image)) {
    if ((image.files.list(path)?.length ?? 0) > 0) continue
    // A chown stores all of it once more: it is one history, and the first that brought it is to blame.
    const [first] = [...layers.values()]
      .filter(({ isProved }) => isProved)
      .toSorted((a, b) => a.fromLayer - b.fromLayer)
    if (first === undefined) continue
    const { fromLayer, bytes, files } = first
    yield {
      message: `${path} is deleted by ${describeLayer(image, by)} but still in ${describeLayer(image, fromLayer)}: ${formatBytes(bytes)} in ${count(files, "file")} of a project's history that everybody who has the image can read${asFarAsRead(image)}.`,
      remedy: remedyFor(image, fromLayer, path),
      severity: severityOf(image, fromLayer, path),
      location: locate(image, { kind: "file", layer: fromLayer, path, visible: false }),
      bytes,
    }
  }
}

export default defineRule({
  id: "hygiene/vcs-directory",
  title: "No version control directory is shipped",
  severity: "high",
  why: "A .git directory holds the whole history of a project: every source file, every branch name and author, and every credential that was ever committed, also those that a later commit removed. Its config often holds a token in the remote's address.",
  decides:
    "Directories .git with HEAD and objects, .hg and .svn with their stores, that a container sees or that a later layer deleted. High where COPY or ADD brought them, medium where a RUN cloned them, low for the checkouts of version managers and for a submodule's .git file.",
  blind:
    "Bare repositories under other names. Those in node_modules, site-packages, vendor folders and test fixtures are left alone.",
  remedy: "Add `.git` to .dockerignore, or copy only what the image needs.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /app/.git/HEAD
      ref: refs/heads/main
      EOF
      COPY <<EOF /app/.git/objects/info/packs
      P pack-0.pack
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /app/server.js
      listen(8080)
      EOF`,
  },
  references: ["dockle DKL-LI-0003"],
  *check(image) {
    yield* visible(image)
    yield* hidden(image)
  },
})
