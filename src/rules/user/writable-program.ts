import { defineRule, EntryType, type File, type Image } from "../../model/index.ts"
import { mayAccess, reach } from "../support/access.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand, type CommandStep } from "../support/command.ts"
import { environmentOf } from "../support/environment.ts"
import { clean, parentOf } from "../support/paths.ts"
import { DEFAULT_PATH, findProgram } from "../support/program.ts"
import { runUser } from "../support/run-user.ts"
import { describeLayer, locate } from "../support/step.ts"
import { list, show } from "../support/words.ts"
import { beginWithUser } from "../support/writers.ts"

/** Something that is started, and that the user may change. */
interface Writable {
  /** `the program`, `the script`, `the folder of PATH`. */
  readonly what: string
  /** As it is called. */
  readonly path: string
  readonly file: File
  /** True where it may not write the file itself, but put another in its place. */
  readonly byFolder: boolean
}

const STICKY = 0o1000

/** How a user may change a file that lies at an absolute path; null where it may not, or nobody can tell. */
function change(image: Image, path: string): "write" | "exchange" | null {
  const user = runUser(image)
  if (user === null) return null
  if (mayAccess(image, user, path, "write") === true) return "write"
  const folder = parentOf(path)
  const [file, parent] = [reach(image, path), reach(image, folder)]
  if (file.kind !== "file" || parent.kind !== "file") return null
  const isKept = (parent.file.mode & STICKY) !== 0 && parent.file.uid !== user.uid && file.file.uid !== user.uid
  const maySearch = mayAccess(image, user, folder, "execute") === true
  return !isKept && maySearch && mayAccess(image, user, folder, "write") === true ? "exchange" : null
}

const INTERPRETERS =
  /^(?:node|nodejs|bun|python[\d.]*|ruby[\d.]*|perl[\d.]*|php[\d.]*|java|deno|dotnet|lua[\d.]*|Rscript)$/

/** The file that an interpreter is told to run: its first word that is no option. Options with values lead to no file, and so to silence. */
function scriptIn({ name, argv, where }: CommandStep): string | undefined {
  if (!INTERPRETERS.test(name)) return undefined
  const words = argv.slice(1, 30)
  const jar = words.indexOf("-jar")
  const word = jar >= 0 ? words[jar + 1] : words.find((candidate) => !candidate.startsWith("-") && candidate !== "run")
  if (word === undefined || word === "" || word.includes("$")) return undefined
  if (word.startsWith("/")) return clean(word)
  return where.workdir === null ? undefined : clean(`${where.workdir}/${word}`)
}

function startedFiles(image: Image): { what: string; path: string }[] {
  return startedCommand(image).steps.flatMap((step) => {
    if (step.role === "builtin" || !step.isCertain) return []
    const found = findProgram(image, step.argv[0] ?? "", step.where)
    const program =
      found.kind === "found" && found.file.type === EntryType.file
        ? [{ what: step.role === "script" ? "the script" : "the program", path: clean(found.path) }]
        : []
    const script = scriptIn(step)
    const isFile = script !== undefined && image.files.resolve(script)?.type === EntryType.file
    return isFile ? [...program, { what: "the script", path: script }] : program
  })
}

/** Folders of PATH but those that env/path tells: the system's own, and what comes behind them. */
function pathFolders(image: Image): string[] {
  const entries = (environmentOf(image).get("PATH")?.value ?? DEFAULT_PATH).split(":").slice(0, 200)
  const system = new Set(DEFAULT_PATH.split(":"))
  const last = entries.findLastIndex((entry) => system.has(clean(entry)))
  return entries
    .filter((entry, index) => entry.startsWith("/") && (index >= last || system.has(clean(entry))))
    .map(clean)
}

function* findWritable(image: Image): Generator<Writable> {
  const seen = new Set<string>()
  for (const { what, path } of startedFiles(image)) {
    const file = image.files.resolve(path)
    const how = file === undefined ? null : change(image, path)
    if (file === undefined || how === null || seen.has(path)) continue
    seen.add(path)
    yield { what, path, file, byFolder: how === "exchange" }
  }
  for (const path of pathFolders(image)) {
    const file = image.files.resolve(path)
    if (file?.type !== EntryType.directory || seen.has(file.path)) continue
    seen.add(file.path)
    if (mayAccess(image, runUser(image), path, "write") === true)
      yield { what: "the folder of PATH", path, file, byFolder: false }
  }
}

/** Where every program of the image is looked for; elsewhere only the application itself can be exchanged. */
const SYSTEM = /^\/(?:usr|lib\w{0,3}|s?bin)(?:\/|$)/

const MOST_NAMED = 4

export default defineRule({
  id: "user/writable-program",
  title: "The user may not change the programs that it runs",
  severity: "medium",
  why: "Whoever breaks into a process may do what its user may do. Where that user owns the program and its code, an intruder can change them and stay: until the container is replaced, each restart runs what he left. Code that belongs to root stays as it was built.",
  decides:
    "The user that the container runs as, where it is not root, and what its command starts: each program on the way, the script that an interpreter is given, and system folders of PATH. Told is what the permission bits let that user write, or let it exchange because it may write the folder. Low where that is the application's own code and nothing of the system.",
  blind:
    "Modules that a program loads, and commands that can't be followed. An owner may change the mode of its own file: a program without a write bit counts as safe here.",
  remedy:
    "Copy code as root, without --chown, and give the user only what it must write: `RUN install -d -o 10001 -g 10001 /app/data`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=755 --chown=10001:10001 <<EOF /app/run
      run
      EOF
      USER 10001:10001
      CMD ["/app/run"]`,
    good: `
      FROM scratch
      COPY --chmod=755 <<EOF /app/run
      run
      EOF
      USER 10001:10001
      CMD ["/app/run"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const user = runUser(image)
    if (user === null || user.uid === 0 || !image.complete) return
    const found = [...findWritable(image)]
    const [first] = found
    if (first === undefined) return
    const named = found
      .slice(0, MOST_NAMED)
      .map(({ what, path, byFolder }) => `${what} ${show(path)}${byFolder ? " (by its folder)" : ""}`)
    const rest = found.length > MOST_NAMED ? [`${found.length - MOST_NAMED} more`] : []
    const { layer } = first.file
    const from = layer < 0 ? "" : `, ${found.length === 1 ? "" : "the first "}from ${describeLayer(image, layer)}`
    yield {
      severity: found.some(({ file }) => SYSTEM.test(file.path)) ? "medium" : "low",
      message: `${beginWithUser(image)} may change what it runs: ${list([...named, ...rest])}${from}.`,
      remedy: `Let code belong to root: \`COPY\` without \`--chown\`, no \`chown\` of it, no write bit for others; and give the user only what it must write: \`RUN install -d -o ${user.uid} -g ${user.gid} /app/data\`.`,
      location: locate(image, { kind: "file", layer, path: first.file.path }),
      ...(found.length > 1
        ? {
            places: found
              .slice(1, 20)
              .map(({ file }) => locate(image, { kind: "file", layer: file.layer, path: file.path })),
          }
        : {}),
      identity: found.map(({ path }) => path).join("\n"),
    }
  },
})
