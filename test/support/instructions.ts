import { FILE } from "./build-tree.ts"
import type { Build } from "./build.ts"
import { type Instruction, options, pairs, words } from "./dockerfile-text.ts"
import { bytesOf, elfOf, machO, pe } from "./programs.ts"
import { runCommand } from "./run-command.ts"

const SHELL = ["/bin/sh", "-c"]
const NANOSECONDS: Readonly<Record<string, number>> = { ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 }

/** What looks like a list and is no JSON is a shell's text. */
function execOrShell(operands: string): string[] {
  try {
    return operands.startsWith("[") ? (JSON.parse(operands) as string[]) : [...SHELL, operands]
  } catch {
    return [...SHELL, operands]
  }
}
const asGo = (list: readonly string[]): string => `[${list.map((word) => JSON.stringify(word)).join(" ")}]`
const listed = (operands: string): string[] =>
  operands.startsWith("[") ? (JSON.parse(operands) as string[]) : words(operands)
const joined = (given: readonly (readonly [string, string])[]): string =>
  given.map(([name, value]) => `${name}=${value}`).join(" ")

function duration(text: string | undefined): number {
  if (text === undefined) return 0
  const [, amount, unit = ""] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? []
  if (amount === undefined) throw new Error(`"${text}" is no duration`)
  return Number(amount) * (NANOSECONDS[unit] ?? 0)
}

function healthcheck(build: Build, operands: string): void {
  const { flags, rest } = options(operands)
  const command = rest.replace(/^CMD\s+/, "")
  const test =
    rest === "NONE" ? ["NONE"] : command.startsWith("[") ? ["CMD", ...execOrShell(command)] : ["CMD-SHELL", command]
  const [interval, timeout, start, retries] = [
    duration(flags.get("interval")),
    duration(flags.get("timeout")),
    duration(flags.get("start-period")),
    Number(flags.get("retries") ?? 0),
  ]
  build.config["Healthcheck"] = {
    Test: test,
    ...(interval > 0 ? { Interval: interval } : {}),
    ...(timeout > 0 ? { Timeout: timeout } : {}),
    ...(start > 0 ? { StartPeriod: start } : {}),
    ...(retries > 0 ? { Retries: retries } : {}),
  }
  const times = [interval, timeout, start, 0].map((time) => `"${time / 1e9}s"`).join(" ")
  build.note(`HEALTHCHECK &{${asGo(test)} ${times} '\\x${retries.toString(16).padStart(2, "0")}'}`)
}

/** Files that are made up from what a flag says: `COPY --size=5MB /path` is its own path over and over. */
const MADE_UP: Readonly<Record<string, (value: string, path: string) => Buffer>> = {
  size: (value, path) => Buffer.alloc(bytesOf(value), `${path}\n`),
  elf: elfOf,
  "mach-o": machO,
  pe,
}

/** Where a source lies after it is copied: a target that is a folder takes it under its own name, that of a tree as `file`. */
function targetOf(build: Build, source: string, target: string): string {
  const name = source.replace(/[/.]+$/, "").slice(source.lastIndexOf("/") + 1) || "file"
  return build.absolute(/(?:^|\/)\.?$/.test(target) ? `${target}/${name}` : target)
}

/** `COPY <<EOF /path`, and with a flag of `MADE_UP` in place of the heredoc. All take --chmod and --chown. `COPY a.js /app/` is a file of one line. */
function copy(build: Build, { keyword, operands, heredoc }: Instruction): void {
  const { flags, rest } = options(operands)
  const unknown = [...flags.keys()].find((flag) => !["chmod", "chown"].includes(flag) && !(flag in MADE_UP))
  if (unknown !== undefined) throw new Error(`COPY --${unknown} is not known here`)
  const contents = [...flags].filter(([flag]) => flag in MADE_UP)
  const named = heredoc === null && words(rest).length === 2 ? words(rest)[0] : undefined
  if (contents.length === 0 && named !== undefined) contents.push(["size", "1kB"])
  if (contents.length + Number(heredoc !== null) !== 1)
    throw new Error(`COPY takes a heredoc or one of --${Object.keys(MADE_UP).join(", --")} here: COPY ${operands}`)
  const target = words(rest).at(-1) ?? ""
  const source =
    named ??
    (heredoc === null ? target.slice(target.lastIndexOf("/") + 1) : (/<<-?["']?\w+["']?/.exec(rest)?.[0] ?? ""))
  const path = named === undefined ? build.absolute(target) : targetOf(build, named, target)
  const [uid = 0, gid = uid] = (flags.get("chown") ?? "0:0").split(":").map(Number)
  const mode = Number.parseInt(flags.get("chmod") ?? "644", 8)
  const [[kind, value] = ["", ""]] = contents
  const content = heredoc === null ? MADE_UP[kind]!(value, path) : Buffer.from(heredoc)
  build.tree.put(path, { ...FILE, content, mode, uid, gid })
  const shown = ["chown", "chmod"].flatMap((flag) => (flags.has(flag) ? [`--${flag}=${flags.get(flag)}`] : []))
  build.layer(`${keyword} ${[...shown, source, target].join(" ")} # buildkit`)
}

function run(build: Build, { operands, heredoc }: Instruction): void {
  const { rest } = options(operands)
  const command = rest.startsWith("[") ? (JSON.parse(rest) as string[]).join(" ") : `${SHELL.join(" ")} ${rest}`
  for (const part of rest.split("&&")) runCommand(build.tree, part.trim(), (path) => build.absolute(path))
  const given = build.args.length > 0 ? `|${build.args.length} ${build.args.join(" ")} ` : ""
  build.layer(`RUN ${given}${command}${heredoc === null ? "" : `\n${heredoc}EOF`} # buildkit`)
}

/** What each instruction does: to the config, to the files, and to the history in BuildKit's words. */
export const INSTRUCTIONS: Readonly<Record<string, (build: Build, instruction: Instruction) => void>> = {
  FROM: (build, { operands }) => {
    const { flags, rest } = options(operands)
    if (rest !== "scratch" || build.history.length > 0)
      throw new Error(`only one FROM scratch is known here: FROM ${operands}`)
    build.os = flags.get("platform")?.split("/")[0] ?? "linux"
  },
  "#created": (build, { operands }) => void (build.created = operands),
  "#mtime": (build, { operands }) => void (build.tree.mtime = new Date(operands)),
  // A line as another builder wrote it.
  "#history": (build, { operands }) =>
    void build.history.push({ created: build.created, created_by: operands, empty_layer: true }),
  "#layer": (build, { operands }) => {
    const [createdBy = "", comment] = operands.split(/(?:^|\s+)##\s*/)
    for (const part of createdBy.replace(/^\S*sh -c /, "").split("&&"))
      runCommand(build.tree, part.trim(), (path) => build.absolute(path))
    build.layer(createdBy, comment ?? "")
  },
  ADD: copy,
  ENV: (build, { operands }) => {
    const given = pairs(operands)
    const names = new Set(given.map(([name]) => name))
    const kept = (build.config["Env"] as string[]).filter((entry) => !names.has(entry.split("=", 1)[0] ?? ""))
    build.config["Env"] = [...kept, ...given.map(([name, value]) => `${name}=${value}`)]
    build.note(`ENV ${joined(given)}`)
  },
  LABEL: (build, { operands }) => {
    const given = pairs(operands)
    Object.assign(build.section("Labels"), Object.fromEntries(given))
    build.note(`LABEL ${joined(given)}`)
  },
  ARG: (build, { operands }) => {
    const [name = "", value] = operands.split(/=(.*)/s)
    if (value !== undefined) build.args.push(`${name}=${words(value).join(" ")}`)
    build.note(`ARG ${value === undefined ? name : `${name}=${words(value).join(" ")}`}`)
  },
  MAINTAINER: (build, { operands }) => {
    build.author = operands
    build.note(`MAINTAINER ${operands}`)
  },
  USER: (build, { operands }) => {
    build.config["User"] = operands
    build.note(`USER ${operands}`)
  },
  EXPOSE: (build, { operands }) => {
    const ports = words(operands).map((port) => (port.includes("/") ? port : `${port}/tcp`))
    for (const port of ports) build.section("ExposedPorts")[port] = {}
    build.note(`EXPOSE map[${ports.map((port) => `${port}:{}`).join(" ")}]`)
  },
  VOLUME: (build, { operands }) => {
    for (const path of listed(operands)) build.section("Volumes")[path] = {}
    build.note(`VOLUME [${listed(operands).join(" ")}]`)
  },
  WORKDIR: (build, { operands }) => {
    build.workdir = build.absolute(operands)
    build.config["WorkingDir"] = build.workdir
    build.tree.directory(build.workdir)
    build.layer(`WORKDIR ${operands}`)
  },
  STOPSIGNAL: (build, { operands }) => {
    build.config["StopSignal"] = operands
    build.note(`STOPSIGNAL ${operands}`)
  },
  CMD: (build, { operands }) => {
    build.config["Cmd"] = execOrShell(operands)
    build.note(`CMD ${asGo(execOrShell(operands))}`)
  },
  ENTRYPOINT: (build, { operands }) => {
    build.config["Entrypoint"] = execOrShell(operands)
    build.note(`ENTRYPOINT ${asGo(execOrShell(operands))}`)
  },
  // BuildKit keeps no line of it.
  ONBUILD: (build, { operands }) =>
    void (build.config["OnBuild"] = [...((build.config["OnBuild"] as string[] | undefined) ?? []), operands]),
  HEALTHCHECK: (build, { operands }) => healthcheck(build, operands),
  COPY: copy,
  RUN: run,
}
