import { EntryType, type File, type Image, type ScriptFact } from "../../../model/index.ts"
import { reach } from "../access.ts"
import { hasCarriageReturns, interpreterOf, type CommandStep } from "../command.ts"
import { elfOf, scriptOf } from "../facts.ts"
import { listPaths, nameOf } from "../paths.ts"
import { findProgram, type Surroundings } from "../program.ts"
import { describeLayer } from "../step.ts"
import { show } from "../words.ts"
import { installLine } from "./absent.ts"
import type { Obstacle } from "./obstacle.ts"

/** Linux follows so many first lines from one script to the next. */
const MOST_SCRIPTS = 4

/** Files that the first line of a script starts, one after the other; what can't be found ends them. */
export function interpretersOf(image: Image, file: File, where: Surroundings): File[] {
  const found: File[] = []
  let current: File | undefined = file
  while (current !== undefined && found.length < MOST_SCRIPTS) {
    const script = scriptOf(image, current)
    const program: ReturnType<typeof findProgram> | undefined =
      script === undefined ? undefined : findProgram(image, interpreterOf(script), where)
    current = program?.kind === "found" && program.file.type === EntryType.file ? program.file : undefined
    if (current !== undefined) found.push(current)
  }
  return found
}

const isAbsent = (image: Image, path: string): boolean => path.startsWith("/") && reach(image, path).kind === "absent"

/** What a program's first line or header asks to be started with is not in the image. */
export function missingInterpreter(image: Image, step: CommandStep): Obstacle | null {
  if (!step.isExecuted) return withCarriageReturns(image, step)
  const program = findProgram(image, step.argv[0] ?? "", step.where)
  if (program.kind !== "found" || program.file.type !== EntryType.file) return null
  for (const file of [program.file, ...interpretersOf(image, program.file, step.where)]) {
    const script = scriptOf(image, file)
    const found = script === undefined ? loader(image, file) : firstLine(image, file, script, step.where)
    if (found !== null) return { ...found, identity: file.path, file }
  }
  return withoutFirstLine(image, program.file, step)
}

const unixLines = (file: File): string =>
  `Save the file with Unix line ends: \`${nameOf(file.path)} text eol=lf\` in .gitattributes, then \`git add --renormalize .\`; or in the Dockerfile: \`RUN sed -i 's/\\r$//' ${listPaths([file.path])}\`.`

/** A shell is told to read a script with Windows line ends. */
function withCarriageReturns(image: Image, { argv: [path = ""], where, text }: CommandStep): Obstacle | null {
  if (text === null || !hasCarriageReturns(text)) return null
  const script = findProgram(image, path.includes("/") ? path : `./${path}`, where)
  if (script.kind !== "found") return null
  const { file } = script
  return {
    because: `the lines of ${listPaths([file.path])} from ${describeLayer(image, file.layer)} end in carriage returns, which the shell takes for a part of the last word of each`,
    remedy: unixLines(file),
    identity: file.path,
    file,
  }
}

type Found = Pick<Obstacle, "because" | "remedy">

function firstLine(image: Image, file: File, script: ScriptFact, where: Surroundings): Found | null {
  const { interpreter, endsInCr } = script
  const named = `${listPaths([file.path])} from ${describeLayer(image, file.layer)}`
  if (endsInCr && !isThere(image, `${interpreter}\r`))
    return {
      because: `the first line of ${named} ends in a carriage return, which becomes a part of ${script.argument === "" ? "the interpreter's name" : "what the interpreter is given"}`,
      remedy: unixLines(file),
    }
  if (interpreter !== "" && isAbsent(image, interpreter))
    return {
      because: `${named} begins with \`#!${show(interpreter)}\`, which is not in the image`,
      remedy: remedyFor(image, interpreter, where),
    }
  if (nameOf(interpreter) !== "env") return null
  const name = interpreterOf(script)
  const program = findProgram(image, name, where)
  if (name === "" || program.kind !== "absent" || program.skipped.length > 0) return null
  return {
    because: `${named} begins with \`#!${show(interpreter)} ${show(script.argument)}\`, and \`${show(name)}\` is in no folder of PATH`,
    remedy: remedyFor(image, name, where),
  }
}

const isThere = (image: Image, path: string): boolean => image.files.resolve(path) !== undefined

function remedyFor(image: Image, interpreter: string, where: Surroundings): string {
  const name = nameOf(interpreter)
  const other = findProgram(image, name, where)
  if (/^python|^ruby|^perl|^node/.test(name) && interpreter.startsWith("/") && !/^\/usr\/|^\/bin\//.test(interpreter))
    return `A virtual environment works only where it was made: copy it to the same path (\`COPY --from=build ${show(interpreter.slice(0, interpreter.lastIndexOf("/bin/")))} …\`), and have the same interpreter there.`
  if (other.kind === "found" && interpreter.startsWith("/"))
    return `The image has ${show(other.path)}: begin the script with \`#!${show(other.path)}\`, or with \`#!/usr/bin/env ${show(name)}\`.`
  const line = installLine(image, name)
  if (line === null) return `Build on an image that has ${show(name)}, or copy a program that needs no interpreter.`
  const hasShell = name === "bash" && isThere(image, "/bin/sh")
  return hasShell ? `Write the script for \`#!/bin/sh\`, or install it: \`${line}\`.` : `Install it: \`${line}\`.`
}

/** `PT_INTERP`, which loads a dynamic program. */
function loader(image: Image, file: File): Found | null {
  const interpreter = elfOf(image, file)?.interpreter ?? null
  if (interpreter === null || !isAbsent(image, interpreter)) return null
  const isMusl = hasMusl(image)
  const [what, remedy] = /\/ld-musl-/.test(interpreter)
    ? [
        "a program linked with musl, in an image without it",
        "Build it where it will run, or without the C library: in a Debian stage instead of an Alpine one, or with `CGO_ENABLED=0` (Go).",
      ]
    : isMusl
      ? [
          "a program linked with glibc, in an image whose C library is musl, as Alpine's is",
          "Build it in a stage on Alpine (`FROM golang:alpine AS build`), without the C library (`CGO_ENABLED=0` for Go, the target x86_64-unknown-linux-musl for Rust), or run it on a Debian base.",
        ]
      : [
          "a dynamic program, in an image without the loader that it needs",
          "Link it statically (`CGO_ENABLED=0 go build`, the target x86_64-unknown-linux-musl for Rust), or run it on a base that has the C library: `FROM gcr.io/distroless/base-debian12`.",
        ]
  return {
    because: `${listPaths([file.path])} from ${describeLayer(image, file.layer)} needs the loader ${show(interpreter)}, which is not in the image: it is ${what}`,
    remedy,
  }
}

/** True where the image's C library is musl. */
export const hasMusl = ({ files }: Image): boolean =>
  (files.list("/lib") ?? []).some((name) => name.startsWith("ld-musl-"))

/** Names that are scripts' and nobody else's. */
const SCRIPT_NAME = /[.](?:sh|bash|py|rb|pl)$/

/** The kernel starts a text only by its first line; a shell would read it as a script all the same. */
function withoutFirstLine(image: Image, file: File, step: CommandStep): Obstacle | null {
  // Launchers use execvp(3), which has a shell read what the kernel does not take.
  const isStarted = step.startedBy === "runtime"
  const facts = image.layers[file.layer]?.facts.get(file.row)
  if (!isStarted || facts !== undefined || file.size === 0 || !SCRIPT_NAME.test(file.path)) return null
  return {
    because: `${listPaths([file.path])} from ${describeLayer(image, file.layer)} does not begin with \`#!\`, so that the kernel takes it for no program (exec format error)`,
    remedy:
      "Begin the file with the interpreter that reads it, on the first line and without a blank before: `#!/bin/sh`.",
    identity: file.path,
    file,
  }
}
