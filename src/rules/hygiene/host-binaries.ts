import type { Image, Remark } from "../../model/index.ts"
import { count, defineRule, groupBy } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand } from "../support/command.ts"
import { foreignFiles, type ForeignFile } from "../support/foreign-files.ts"
import { foreignPackages, type ForeignPackage } from "../support/native-modules.ts"
import { listPaths, nameOf, parentOf } from "../support/paths.ts"
import { describeLayer, isCopy, locate, stepOf } from "../support/step.ts"
import { list, show } from "../support/words.ts"

const MOST_NAMED = 5
const MOST_PLACES = 20

/** How the packages of a manager get into an image for its own system. */
const REMEDIES: Readonly<Record<ForeignPackage["manager"], string>> = {
  npm: "Add `node_modules` to .dockerignore and install in the image: `COPY package.json package-lock.json ./` and `RUN npm ci --omit=dev`.",
  pip: "Add the virtual environment to .dockerignore and install in the image: `COPY requirements.txt ./` and `RUN pip install --no-cache-dir -r requirements.txt`.",
  gem: "Add `vendor/bundle` to .dockerignore, add the platform to the lock (`bundle lock --add-platform x86_64-linux`) and install in the image: `RUN bundle install`.",
}

const platformOf = ({ config: { platform } }: Image): string =>
  show([platform.os, platform.architecture].filter(Boolean).join("/"))

function* packages(image: Image): Generator<Remark> {
  for (const group of groupBy(foreignPackages(image), ({ root }) => root).values()) {
    const { root, manager, file } = group[0]!
    const systems = [...new Set(group.map((each) => each.file.system))].toSorted()
    const names = [...new Set(group.map(({ name }) => show(name)))]
    const shown =
      names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`] : names
    const step = stepOf(image, file.layer)
    const others = new Set(group.map((each) => each.file.layer)).size - 1
    const bringers = describeLayer(image, file.layer) + (others > 0 ? ` and ${count(others, "other layer")}` : "")
    yield {
      message: `Native modules in ${listPaths([root])} are for ${list(systems)} alone and can't be loaded on ${platformOf(image)}: ${list(shown)}, brought by ${bringers}.`,
      remedy:
        isCopy(step) && systems.some((system) => system === "macOS" || system === "Windows")
          ? REMEDIES[manager]
          : `Install for the image's platform, ${platformOf(image)}: in a stage without \`FROM --platform=$BUILDPLATFORM\`, and with no option of the installer that names another platform.`,
      location: locate(image, { kind: "file", layer: file.layer, path: file.path }),
      places: group
        .slice(0, MOST_PLACES)
        .map((each) => locate(image, { kind: "file", layer: each.file.layer, path: each.file.path })),
      identity: root,
    }
  }
}

/** Names of what is made for several systems, and is somebody's download. */
const NAMES_A_SYSTEM =
  /darwin|macos|osx|apple|windows|win32|win64|linux|arm|aarch|x86|amd64|i[36]86|mips|ppc|s390|riscv|^qemu-/i
const FOLDERS = new Set(["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"])

/** A program of macOS or of another processor among the commands, where nothing in its name says so. */
function isBrokenCommand(image: Image, { path, mode, system }: ForeignFile): boolean {
  const name = nameOf(path)
  if (system === "Windows" || (mode & 0o111) === 0 || !FOLDERS.has(parentOf(path)) || NAMES_A_SYSTEM.test(name))
    return false
  return image.inventory.ownerOf(path) === undefined && !startedCommand(image).steps.some((step) => step.name === name)
}

function* commands(image: Image): Generator<Remark> {
  const broken = foreignFiles(image).foreign.filter((file) => isBrokenCommand(image, file))
  for (const group of groupBy(broken, ({ layer, system }) => `${layer} ${system}`).values()) {
    const { layer, system } = group[0]!
    const paths = group.map(({ path }) => path).toSorted()
    yield {
      message: `${listPaths(paths)} ${paths.length === 1 ? "is a program" : `are ${count(paths.length, "program")}`} for ${system} and can't run on ${platformOf(image)}, brought by ${describeLayer(image, layer)}.`,
      remedy: `Build or fetch for the image's platform in a build stage: \`ARG TARGETOS TARGETARCH\` and \`RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build …\`, or a download whose name has \`$TARGETARCH\` in it.`,
      location: locate(image, { kind: "file", layer, path: paths[0] ?? "/" }),
      places: paths.slice(0, MOST_PLACES).map((path) => locate(image, { kind: "file", layer, path })),
      identity: paths[0] ?? "",
    }
  }
}

export default defineRule({
  id: "hygiene/host-binaries",
  title: "Native modules and commands are built for the image's platform",
  severity: "high",
  why: "A node_modules folder or virtual environment that is copied from a laptop holds modules for the laptop's system. The build succeeds, and the container fails when the first of them is loaded: `invalid ELF header`, `Exec format error`.",
  decides:
    "Native modules in node_modules, site-packages and gems, and programs in /usr/local/bin, /usr/bin and the like, by the system and processor in their first bytes. A package is named where none of its modules fits the platform of the image config, and they lie where an installer puts what it built or fetched for the machine it ran on.",
  blind:
    "Modules that fit the processor but not the C library (musl or glibc). Packages that bring modules for all systems and choose at run time are left alone, and so is what the base image brought. An image that could not be read whole is not judged. What the container starts is told by process/wrong-architecture.",
  remedy: "Add node_modules and virtual environments to .dockerignore, and install in the image.",
  examples: {
    bad: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /usr/local/bin/node
      COPY --mach-o=arm64 /app/node_modules/bcrypt/lib/binding/napi-v3/bcrypt_lib.node`,
    good: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /usr/local/bin/node
      COPY --mach-o=arm64 /app/node_modules/bufferutil/prebuilds/darwin-arm64/node.napi.node
      COPY --elf=amd64,type=shared /app/node_modules/bufferutil/prebuilds/linux-x64/node.napi.node`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    if (image.config.platform.os !== "linux" || !image.complete) return
    yield* packages(image)
    yield* commands(image)
  },
})
