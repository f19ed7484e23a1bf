import type { Image } from "../../model/index.ts"
import { defineRule, formatBytes } from "../../model/index.ts"
import { clean, isVendored, join, listPaths, nameOf } from "../support/paths.ts"
import { asFarAsRead, copyTarget, describeLayer, locate } from "../support/step.ts"
import { measure } from "../support/tree.ts"

/** What a repository's top folder holds for its developers and their machines. */
const CONTEXT_FILE = new RegExp(
  `^(?:${[
    "Dockerfile(?:[.].+)?",
    ".+[.]Dockerfile",
    "Containerfile(?:[.].+)?",
    "(?:docker-)?compose(?:[.].+)?[.]ya?ml",
    "[.](?:dockerignore|containerignore)",
    "[.]gitlab-ci[.]ya?ml",
    "[.]travis[.]ya?ml",
    "[.]drone[.]ya?ml",
    "[.]appveyor[.]ya?ml",
    "azure-pipelines[.]ya?ml",
    "bitbucket-pipelines[.]ya?ml",
    "cloudbuild[.]ya?ml",
    "Jenkinsfile",
    "[.](?:github|gitlab|circleci|buildkite|vscode|idea|devcontainer)",
    "(?:GNU)?[Mm]akefile",
  ].join("|")})$`,
)
const LONGEST_NAME = 100
const MOST_NAMED = 8

const USUAL_ROOTS = ["/app", "/srv", "/src", "/code", "/usr/src/app", "/workspace"]

/** Folders that an application's own files were copied to. */
function appRoots({ config, files }: Image): string[] {
  const copied: string[] = []
  let workdir = "/"
  for (const step of config.history) {
    if (step.instruction === "WORKDIR") workdir = clean(from(workdir, step.text.replace(/^WORKDIR\s+/, "").trim()))
    const target = copyTarget(step)
    if (target !== null) copied.push(clean(from(workdir, target)))
  }
  const seen = new Set<string>()
  for (const root of [clean(config.run.workdir), ...copied, ...USUAL_ROOTS, "/"]) {
    const path = root === "/" ? "/" : files.resolve(root)?.path
    if (path !== undefined && !seen.has(path) && !isVendored(`${path}/`) && files.list(path) !== undefined)
      seen.add(path)
  }
  return [...seen]
}

const from = (folder: string, path: string): string => (path.startsWith("/") ? path : `${folder}/${path}`)

export default defineRule({
  id: "hygiene/build-context",
  title: "The application's folder holds nothing of its repository's tooling",
  severity: "low",
  why: "A Dockerfile or a CI configuration in the image shows that the whole build context was copied. Then secrets, histories and local settings come along as easily, and every change of a comment there rebuilds the layer.",
  decides:
    "Dockerfiles, compose files, .dockerignore, CI configurations, .vscode, .idea and Makefiles directly in the working directory, a target of COPY or ADD, /, /app, /srv, /src, /code, /workspace or /usr/src/app.",
  blind: "Files deeper in the tree, and everything in node_modules, site-packages and vendor folders.",
  remedy: "List them in .dockerignore, or copy only what the image needs: `COPY package.json src ./`.",
  examples: {
    bad: `
      FROM scratch
      WORKDIR /app
      COPY <<EOF /app/Dockerfile
      FROM scratch
      EOF`,
    good: `
      FROM scratch
      WORKDIR /app
      COPY <<EOF /app/node_modules/express/Makefile
      test:
      EOF`,
  },
  references: ["dockle DKL-LI-0003"],

  *check(image) {
    for (const root of appRoots(image)) {
      const names = (image.files.list(root) ?? []).filter(
        (name) => name.length <= LONGEST_NAME && CONTEXT_FILE.test(name),
      )
      const paths = names.map((name) => join(root, name))
      const { bytes, files, layer } = measure(image.files, paths)
      if (files === 0) continue
      const shown = paths.filter((path) => measure(image.files, [path]).files > 0)
      yield {
        message: `${listPaths(shown)} ${shown.length === 1 ? "is" : "are"} shipped, ${formatBytes(bytes)} that only the build needs, brought by ${describeLayer(image, layer)}${asFarAsRead(image)}.`,
        remedy: `Add to .dockerignore: ${shown
          .slice(0, MOST_NAMED)
          .map((path) => `\`${nameOf(path)}\``)
          .join(", ")}; or copy only what the image needs, such as \`COPY package.json src ./\`.`,
        location: locate(image, { kind: "file", layer, path: shown[0] ?? root }),
        bytes,
        identity: root,
      }
    }
  },
})
