import { type File, type Image, platformText } from "../../../model/index.ts"
import type { CommandStep } from "../command.ts"
import { elfOf, factsOf } from "../facts.ts"
import { listPaths } from "../paths.ts"
import { findProgram } from "../program.ts"
import { describeLayer } from "../step.ts"
import { show } from "../words.ts"
import { interpretersOf } from "./interpreter.ts"
import type { Obstacle } from "./obstacle.ts"

/** Names that other tools write for what OCI names otherwise. */
const ALIASES: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  x86: "386",
  i386: "386",
  i686: "386",
  aarch64: "arm64",
  armhf: "arm",
  armv7: "arm",
  loongarch64: "loong64",
}

/** What a processor runs beside its own: most of them, and one that does not can't be told apart. */
const ALSO_RUNS: Readonly<Record<string, readonly string[]>> = {
  amd64: ["386"],
  arm64: ["arm"],
  mips64: ["mips"],
  mips64le: ["mipsle"],
}

const KNOWN = new Set("386 amd64 arm arm64 loong64 mips mipsle mips64 mips64le ppc64 ppc64le riscv64 s390x".split(" "))

const SYSTEMS = { "mach-o": "macOS", pe: "Windows" } as const

/** What a file is a program for, where the image's platform can't run it; null for all else. */
export function foreignTo(image: Image, file: File): string | null {
  const written = image.config.platform.architecture
  const architecture = ALIASES[written] ?? written
  const foreign = factsOf(image, file).find((fact) => fact.kind === "mach-o" || fact.kind === "pe")
  if (foreign?.kind === "mach-o" || foreign?.kind === "pe") return SYSTEMS[foreign.kind]
  const machine = elfOf(image, file)?.machine
  if (machine === undefined || !KNOWN.has(machine) || !KNOWN.has(architecture) || machine === architecture) return null
  return ALSO_RUNS[architecture]?.includes(machine) === true ? null : machine
}

/** The program, or what its first line starts, is one for another processor or system. */
export function wrongArchitecture(image: Image, step: CommandStep): Obstacle | null {
  const program = findProgram(image, step.argv[0] ?? "", step.where)
  if (program.kind !== "found") return null
  for (const file of [program.file, ...interpretersOf(image, program.file, step.where)]) {
    const machine = foreignTo(image, file)
    if (machine === null) continue
    return {
      because: `${listPaths([file.path])} is a program for ${show(machine)}, and the image is for ${show(platformText(image.config.platform))}; it is from ${describeLayer(image, file.layer)}`,
      remedy: `Build it for the image's platform: \`FROM --platform=$BUILDPLATFORM … AS build\` with \`ARG TARGETOS TARGETARCH\` (\`GOOS=$TARGETOS GOARCH=$TARGETARCH go build\`), or build the image for the other one: \`docker build --platform linux/${KNOWN.has(machine) ? machine : "arm64"} …\`.`,
      identity: file.path,
      file,
    }
  }
  return null
}
