import { nameOf } from "./paths.ts"

/** A program that starts the command it is given. */
interface Launcher {
  /** `init`: waits for what it started and passes signals on. `wrapper`: everything else. */
  readonly role: "init" | "wrapper"
  /** True where it becomes what it starts: the process keeps its number. */
  readonly replaces: boolean
  /** Options that take the next word as their value. */
  readonly valued?: readonly string[]
  /** Words between its options and the command. */
  readonly operands?: number
  /** True where the command runs as somebody else. */
  readonly switchesUser?: boolean
  /** What must be its first word: `run` of `doppler run -- app`. */
  readonly subcommand?: string
}

const init = (...valued: string[]): Launcher => ({ role: "init", replaces: false, valued })
const replacing = (...valued: string[]): Launcher => ({ role: "wrapper", replaces: true, valued })
const switching = (replaces: boolean, operands: number, ...valued: string[]): Launcher => ({
  role: "wrapper",
  replaces,
  operands,
  switchesUser: true,
  valued,
})

const SETPRIV = [
  ..."--reuid --regid --groups --inh-caps --ambient-caps --bounding-set --securebits --pdeathsig".split(" "),
  ..."--ruid --euid --rgid --egid --selinux-label --apparmor-profile".split(" "),
]

const LAUNCHERS: ReadonlyMap<string, Launcher> = new Map([
  ["tini", init("-p", "-e")],
  ["tini-static", init("-p", "-e")],
  ["docker-init", init("-p", "-e")],
  ["dumb-init", init("-r", "--rewrite")],
  ["catatonit", init()],
  ["my_init", init()],
  ["gosu", switching(true, 1)],
  ["su-exec", switching(true, 1)],
  ["s6-setuidgid", switching(true, 1)],
  ["setuidgid", switching(true, 1)],
  ["setpriv", switching(true, 0, ...SETPRIV)],
  ["chpst", switching(true, 0, ..."-u -U -b -/ -n -l -L -m -d -o -p -f -c -r -t -e".split(" "))],
  ["sudo", switching(false, 0, ..."-u -g -h -p -C -D -R -T -U -r -t --user --group --host --chdir".split(" "))],
  ["env", replacing("-u", "--unset", "-C", "--chdir")],
  ["nice", replacing("-n", "--adjustment")],
  ["ionice", replacing("-c", "-n", "--class", "--classdata")],
  ["nohup", replacing()],
  ["stdbuf", replacing("-i", "-o", "-e", "--input", "--output", "--error")],
  ["chrt", { role: "wrapper", replaces: true, operands: 1 }],
  ["taskset", { role: "wrapper", replaces: true, operands: 1 }],
  ["ddtrace-run", replacing()],
  ["newrelic-admin", { role: "wrapper", replaces: true, subcommand: "run-program" }],
  ["doppler", { role: "wrapper", replaces: false, subcommand: "run", valued: ["-p", "-c", "--project", "--config"] }],
  ["timeout", { role: "wrapper", replaces: false, operands: 1, valued: ["-s", "-k", "--signal", "--kill-after"] }],
])

/** What a launcher was asked to start. */
export interface Launch {
  readonly launcher: Launcher
  readonly command: readonly string[]
  /** Variables that it sets. */
  readonly env: ReadonlyMap<string, string>
  /** True where it changes what programs are looked up with in a way that is not followed. */
  readonly isOpaque: boolean
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=([^]*)$/

/** Takes one launcher off the front of a command; null where there is none, or it starts nothing. */
export function launch(argv: readonly string[]): Launch | null {
  const name = nameOf(argv[0] ?? "")
  const launcher = LAUNCHERS.get(name)
  if (launcher === undefined) return null
  const env = new Map<string, string>()
  let isOpaque = false
  let at = 1
  if (launcher.subcommand !== undefined && argv[at++] !== launcher.subcommand) return null
  for (; at < argv.length; at++) {
    const word = argv[at]!
    const assigned = name === "env" || name === "sudo" ? ASSIGNMENT.exec(word) : null
    if (assigned !== null) env.set(assigned[1]!, assigned[2]!)
    else if (word === "--") {
      at++
      break
    } else if (!word.startsWith("-")) break
    else {
      // `env -i` and `env -C` change PATH and the folder, `env -S` splits a word into several.
      if (name === "env" || name === "sudo") isOpaque = true
      if (launcher.valued?.includes(word) === true) at++
    }
  }
  const command = argv.slice(at + (launcher.operands ?? 0))
  return command.length === 0 ? null : { launcher, command, env, isOpaque }
}
