import type { File, Image, Remark, VirtualEnvironmentFact } from "../../model/index.ts"
import { defineRule, EntryType } from "../../model/index.ts"
import { factsOf } from "../support/facts.ts"
import { originOf } from "../support/origin.ts"
import { clean, isVendored, join, parentOf } from "../support/paths.ts"
import { describeLayer, isCopy, locate, stepOf } from "../support/step.ts"
import { show } from "../support/words.ts"

const PYTHON = /^(?:python|pypy)(?:[23](?:\.\d{1,2})?)?$/

/** True where one of the names that Python goes by leads to a file in this folder. */
const hasPython = ({ files }: Image, folder: string): boolean =>
  (files.list(folder) ?? []).some(
    (name) => PYTHON.test(name) && files.resolve(join(folder, name))?.type === EntryType.file,
  )

/** Every visible pyvenv.cfg that says where its Python lies. */
function* environments(image: Image): Generator<{ readonly file: File; readonly fact: VirtualEnvironmentFact }> {
  for (const { index, listing, facts } of image.layers)
    for (const [row, said] of facts) {
      if (!said.some(({ kind }) => kind === "venv")) continue
      const file = image.files.get(`/${listing?.paths[row] ?? ""}`)
      if (file?.layer !== index || file.row !== row || isVendored(file.path)) continue
      for (const fact of factsOf(image, file)) if (fact.kind === "venv") yield { file, fact }
    }
}

function remarkOn(image: Image, file: File, { home, version }: VirtualEnvironmentFact): Remark | undefined {
  const folder = parentOf(file.path)
  if (hasPython(image, join(folder, "bin"))) return undefined
  const isUnix = home.startsWith("/") && !home.includes("\0")
  if (isUnix && hasPython(image, clean(home))) return undefined
  const layer = originOf(image.files, file)
  const isThere = isUnix && image.files.resolve(clean(home)) !== undefined
  const lacks = isThere ? "holds no Python in this image" : "this image does not have"
  const made = `Python ${version}`.trim()
  return {
    message: `${folder} is a virtual environment of ${made} in ${show(home)}, which ${lacks}: its programs can't start; brought by ${describeLayer(image, layer)}.`,
    remedy: isCopy(stepOf(image, layer))
      ? `Keep the environment of the machine out by .dockerignore (\`**/.venv\`, \`**/venv\`) and make one in the image: \`RUN python -m venv ${folder} && ${folder}/bin/pip install --no-cache-dir -r requirements.txt\`; one of a build stage needs the same Python at the same place in the final stage.`
      : "Make the environment with the Python that the final stage has, at the place where it lies there.",
    location: locate(image, { kind: "file", layer, path: folder }),
  }
}

export default defineRule({
  id: "hygiene/virtualenv",
  title: "Every virtual environment finds its Python",
  severity: "low",
  why: "A virtual environment holds links to the Python that it was made with, and no Python of its own. Copied from another machine or from a stage with another Python it can't start, and what stands in its packages was made for that other one.",
  decides:
    "Each pyvenv.cfg that a container sees: neither the folder that its `home` names nor the environment's own bin leads to a Python in the image.",
  blind:
    "Whether the packages fit a Python that is there; whether another Python is told to look in the environment by PYTHONPATH.",
  remedy: "Keep `.venv` out of the build context by .dockerignore, and make the environment in the image.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /app/.venv/pyvenv.cfg
      home = /Users/dana/.pyenv/versions/3.12.4/bin
      version = 3.12.4
      EOF`,
    good: `
      FROM scratch
      COPY --size=10kB --chmod=755 /usr/local/bin/python3.12
      COPY <<EOF /venv/pyvenv.cfg
      home = /usr/local/bin
      version = 3.12.4
      EOF`,
  },
  references: [],

  *check(image) {
    if (!image.complete || image.config.platform.os === "windows") return
    for (const { file, fact } of environments(image)) {
      const remark = remarkOn(image, file, fact)
      if (remark) yield remark
    }
  },
})
