import { EntryType, type Image } from "../../../model/index.ts"
import type { CommandStep } from "../command.ts"
import { join, listPaths, nameOf } from "../paths.ts"
import { DEFAULT_PATH, findProgram, type Surroundings } from "../program.ts"
import { isShellName } from "../shell/index.ts"
import { show } from "../words.ts"
import type { Obstacle } from "./obstacle.ts"

/** Commands of busybox, which its shell may run though no file has their name. */
const APPLETS = new Set(
  (
    "awk basename cat chmod chown chroot cmp cp crond cut date dd df diff dirname dmesg du env expr find flock free ftpget " +
    "fuser getopt grep gunzip gzip head hexdump hostname httpd id ifconfig init install ip kill killall less ln logger login " +
    "ls lsof md5sum mkdir mkfifo mknod mktemp more mount mv nc netstat nice nohup nproc nslookup od paste patch pgrep pidof " +
    "ping pkill ps pwd readlink realpath renice reset rm rmdir route sed seq setsid sh sha256sum sleep sort split start-stop-daemon " +
    "stat stty su sync sysctl syslogd tac tail tar tee telnet tftp time timeout top touch tr traceroute true tty umount uname " +
    "uniq unlink unzip uptime usleep vi watch wc wget which who whoami xargs xz yes zcat"
  ).split(" "),
)

/** Names that the same program goes by. */
const TWINS: Readonly<Record<string, readonly string[]>> = {
  python: ["python3"],
  python3: ["python"],
  pip: ["pip3"],
  node: ["nodejs"],
  nodejs: ["node"],
  bash: ["sh"],
  ash: ["sh"],
  "docker-compose": ["docker"],
}

/** What an image brings its programs with, by a program that it then has. */
const INSTALLERS: readonly (readonly [program: string, command: string])[] = [
  ["/sbin/apk", "apk add --no-cache"],
  ["/usr/bin/apt-get", "apt-get update && apt-get install -y --no-install-recommends"],
  ["/usr/bin/dnf", "dnf install -y"],
  ["/usr/bin/microdnf", "microdnf install -y"],
  ["/usr/bin/zypper", "zypper --non-interactive install"],
]

/** The line that installs packages in terms of the image's distribution; null where it has no package manager. */
export const installLine = ({ files }: Image, packages: string): string | null => {
  const found = INSTALLERS.find(([program]) => files.resolve(program) !== undefined)
  return found === undefined ? null : `RUN ${found[1]} ${packages}`
}

/** A program of this name elsewhere: in the working directory, on PATH, or in the root. */
function elsewhere(image: Image, name: string, { workdir, path }: Surroundings): string | undefined {
  const base = nameOf(name)
  const folders = [workdir ?? "/", ...(path ?? DEFAULT_PATH).split(":"), "/", "/app", "/usr/src/app"]
  const candidates = folders.filter((folder) => folder.startsWith("/")).map((folder) => join(folder, base))
  return base === "" ? undefined : candidates.find((place) => image.files.resolve(place)?.type === EntryType.file)
}

const json = (words: readonly string[]): string => show(`[${words.map((word) => JSON.stringify(word)).join(", ")}]`)

/** Where a name has no slash, a folder that is not on PATH may still have it; then what is absent is the path. */
function remedyFor(image: Image, { argv, text, where, startedBy }: CommandStep): string {
  const [name = ""] = argv
  if (startedBy === "runtime" && /\s/.test(name))
    return `In exec form each word stands alone: \`${json(name.trim().split(/\s+/))}\`.`
  const other = elsewhere(image, name, where)
  if (other !== undefined && other !== name)
    return `The image has ${show(other)}: call that, as in \`CMD ${json([other, ...argv.slice(1)])}\`.`
  const twin = TWINS[name]?.find((candidate) => findProgram(image, candidate, where).kind === "found")
  if (twin !== undefined)
    return isShellName(name)
      ? `The image has \`${twin}\` and no \`${name}\`: write for \`${twin}\`${installed(image, name)}.`
      : `The image has it as \`${twin}\`: \`CMD ${json([twin, ...argv.slice(1)])}\`.`
  if (isShellName(nameOf(name)))
    return text === null
      ? 'The image has no shell: set the program as the command: `CMD ["/app"]`.'
      : 'The image has no shell: use the exec form, which needs none: `CMD ["/app", "--port", "8080"]`.'
  const install = name.includes("/") ? null : installLine(image, nameOf(name))
  const copy = `\`COPY --from=build /out/${show(nameOf(name))} ${name.startsWith("/") ? show(name) : `/usr/local/bin/${show(name)}`}\``
  return `Bring it into the final stage: ${copy}${install === null ? "" : `, or install the package that has it: \`${install}\``}; or correct the name.`
}

const installed = (image: Image, name: string): string => {
  const line = installLine(image, name)
  return line === null ? "" : `, or install it: \`${line}\``
}

/** Single quotes make no JSON, so the builder took the list for a shell's text. */
const QUOTED_LIST = /^\s*\[\s*['‘’“”]?[\w./-]/

/** The program that a step names is not there. */
export function absent(image: Image, step: CommandStep): Obstacle | null {
  const { argv, text, where, role } = step
  const [name = ""] = argv
  if (role === "shell" && text !== null && QUOTED_LIST.test(text) && /\]\s*$/.test(text))
    return {
      because: `${show(text)} is no JSON, so that a shell is given it as a command`,
      remedy: 'Use straight double quotes, and commas between the words: `CMD ["node", "server.js"]`.',
      identity: name,
      file: null,
    }
  if (name.endsWith("\r"))
    return {
      because: `a carriage return follows ${listPaths([name.trimEnd()])}, and becomes a part of the name`,
      remedy:
        "Save the script with Unix line ends: `*.sh text eol=lf` in .gitattributes, then `git add --renormalize .`.",
      identity: name.trimEnd(),
      file: null,
    }
  const called = step.isExecuted || name.includes("/") ? name : `./${name}`
  const program = findProgram(image, called, where)
  if (program.kind === "unknown") return literalVariable(image, step)
  if (program.kind === "found" || program.skipped.length > 0) return null
  if (step.shell.startsWith("busybox") && APPLETS.has(name)) return null
  return { because: clause(program.searched, name, step), remedy: remedyFor(image, step), identity: name, file: null }
}

function clause(searched: readonly string[], name: string, { where, role, text }: CommandStep): string {
  if (searched.length > 0)
    return `\`${show(name)}\` is in no folder of PATH (${listPaths(searched.map((folder) => show(folder)))})`
  const place = name.startsWith("/") ? "the image" : `${show(where.workdir ?? "/")}, the working directory`
  const why = role === "shell" && text !== null ? ", and the command in shell form needs it" : ""
  return `${listPaths([name])} is not in ${place}${why}`
}

/** Nothing but a shell puts values in the place of variables: the name is taken as written. */
function literalVariable(image: Image, { argv: [name = ""], startedBy }: CommandStep): Obstacle | null {
  const isLiteral = startedBy === "runtime" && image.complete && /\$\{?[A-Za-z_]/.test(name)
  if (!isLiteral || image.files.resolve(name.startsWith("/") ? name : `/${name}`) !== undefined) return null
  return {
    because: `${show(name)} has a variable in it, and the exec form puts no values in`,
    remedy:
      'Write the path out, or let a shell put the value in: `CMD ["/bin/sh", "-c", "exec \\"$APP_HOME/bin/server\\""]`.',
    identity: name,
    file: null,
  }
}
