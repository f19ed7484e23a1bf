import type { Image } from "../../model/index.ts"
import { count, defineRule, formatBytes } from "../../model/index.ts"
import { debugFiles, type DebugFile } from "../support/debug-symbols.ts"
import { commonFolder, listPaths } from "../support/paths.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"

const FLOOR_BYTES = 1_000_000
const MOST_PLACES = 20

/** How each kind is called, and left out. */
const KINDS: Readonly<Record<DebugFile["kind"], { readonly what: string; readonly remedy: string }>> = {
  go: {
    what: "Debug information of Go programs is",
    remedy: "Link without it: `go build -ldflags='-s -w' -trimpath`; stack traces of panics stay as they are.",
  },
  program: {
    what: "Debug information and symbols of programs are",
    remedy:
      "Strip in the build stage: `RUN strip --strip-unneeded …`, `strip = true` under `[profile.release]` in Cargo.toml; keep the unstripped file beside the release for crash reports.",
  },
  pdb: {
    what: "Debug symbols of .NET are",
    remedy:
      "Publish without them: `dotnet publish -c Release -p:DebugType=none -p:DebugSymbols=false`, and keep them beside the release.",
  },
  map: {
    what: "Source maps are",
    remedy:
      "Give them to the error tracker and leave them out: `RUN find dist -name '*.map' -delete` in the build stage, or a build without source maps.",
  },
}

/** Node reads source maps at run time where it is told to. */
function readsSourceMaps({ config: { run }, files }: Image): boolean {
  const words = [...(run.entrypoint ?? []), ...(run.cmd ?? []), ...run.env.map(({ value }) => value)]
  const modules = ["/app", run.workdir, "/usr/src/app"].map((root) => `${root}/node_modules/source-map-support`)
  return words.some((word) => word.includes("source-map")) || modules.some((path) => files.get(path) !== undefined)
}

export default defineRule({
  id: "size/debug-symbols",
  title: "Programs are shipped without their debug information",
  severity: "low",
  why: "Debug sections, symbol files and source maps are often half of a program. A container never reads them, and every pull carries them. Source maps of a front end also hand out its sources.",
  decides: `The debug sections and symbol tables of ELF files, .pdb files beside the .dll or .exe of their name, and the source maps of JavaScript and CSS; per layer and kind, from ${formatBytes(FLOOR_BYTES)} on.`,
  blind:
    "What packages brought, in node_modules and site-packages as elsewhere, and what the base image brought. Source maps are left alone where Node is told to read them. Debug information of programs for other systems.",
  remedy: "Link or strip without debug information in the build stage, and keep it beside the release.",
  examples: {
    bad: `
      FROM scratch
      COPY --elf=amd64,debug=4MB --chmod=755 /srv/app`,
    good: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /srv/app`,
  },
  references: [],
  options: {
    minimum: { default: FLOOR_BYTES, help: "bytes of one kind in one layer from which they are reported" },
  },

  *check(image, { options: { minimum } }) {
    if (image.config.platform.os === "windows") return
    const groups = new Map<string, DebugFile[]>()
    for (const file of debugFiles(image)) {
      const key = `${file.layer} ${file.kind}`
      const group = groups.get(key)
      if (group) group.push(file)
      else groups.set(key, [file])
    }
    for (const [, group] of [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const { layer, kind } = group[0]!
      const bytes = group.reduce((sum, file) => sum + file.bytes, 0)
      if (bytes < minimum || (kind === "map" && readsSourceMaps(image))) continue
      const paths = group.toSorted((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1)).map(({ path }) => path)
      yield {
        message: `${KINDS[kind].what} shipped: ${formatBytes(bytes)} in ${count(paths.length, "file")}, brought by ${describeLayer(image, layer)}: ${listPaths(paths)}${asFarAsRead(image)}.`,
        remedy: KINDS[kind].remedy,
        location: locate(image, { kind: "file", layer, path: paths[0] ?? "/" }),
        places: paths.slice(0, MOST_PLACES).map((path) => locate(image, { kind: "file", layer, path })),
        bytes,
        identity: `${kind} ${commonFolder(paths)}`,
      }
    }
  },
})
