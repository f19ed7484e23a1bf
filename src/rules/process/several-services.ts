import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand, type CommandStep } from "../support/command.ts"
import { SERVERS } from "../support/servers.ts"
import { parseShell } from "../support/shell/index.ts"
import { locateStep } from "../support/start/obstacle.ts"
import { list, show } from "../support/words.ts"

/** What starts and watches services. */
const SUPERVISORS: ReadonlyMap<string, string> = new Map([
  ["supervisord", "supervisord"],
  ["s6-svscan", "s6"],
  ["runsvdir", "runit"],
  ["runsvdir-start", "runit"],
  ["systemd", "systemd"],
  ["circusd", "Circus"],
  ["monit", "Monit"],
  ["foreman", "Foreman"],
  ["honcho", "Honcho"],
  ["my_init", "phusion's my_init"],
  ["concurrently", "concurrently"],
  ["npm-run-all", "npm-run-all"],
])

/** Servers that are started beside another program, under names that `SERVERS` has not. */
const DAEMONS = new Set(["cron", "crond", "rsyslogd", "syslogd", "dockerd", "postmaster"])

/** What a script has in the background for its own sake. */
const HELPERS = new Set(["tail", "sleep", "cat", "tee", "echo", "inotifywait", "wait", "curl", "wget", "kill"])

const isDaemon = (name: string): boolean => SERVERS.has(name) || DAEMONS.has(name)

/** What is started as a supervisor; undefined where nothing is. */
function supervisor(image: Image, { name, argv }: CommandStep): string | undefined {
  const path = argv[0] ?? ""
  if (path === "/init" && image.files.resolve("/package/admin/s6-overlay") !== undefined) return "s6-overlay"
  if (/^\/(?:usr\/)?(?:sbin|lib)\/(?:init|systemd\/systemd)$/.test(path) && argv.length === 1)
    return image.files.resolve("/lib/systemd/systemd") === undefined ? undefined : "systemd"
  return SUPERVISORS.get(name)
}

/** What a shell's text starts for good: servers, services of the distribution, and what goes on in the background. */
function services(text: string): ReadonlyMap<string, "server" | "background"> {
  const found = new Map<string, "server" | "background">()
  for (const { name, words, isInBackground, isConditional, nesting } of parseShell(text).commands) {
    if (isConditional || nesting.includes("function") || nesting.includes("substitution")) continue
    const [, second, third] = words.map(({ value }) => value ?? "")
    const service = name === "service" && third === "start" ? (second ?? "") : name
    if (!/^[\w.@-]{1,40}$/.test(service) || HELPERS.has(service)) continue
    if (service !== name || isDaemon(name)) found.set(service, "server")
    else if (isInBackground && !found.has(name)) found.set(name, "background")
  }
  return found
}

export default defineRule({
  id: "process/several-services",
  title: "The container runs one service",
  severity: "low",
  why: "Services in one container fail, scale and are updated together. When one of them ends, the container goes on as if nothing had happened, its log mixes with the others', and the health check speaks for one of them. Containers of their own, side by side, are each watched by the runtime.",
  decides:
    "Entrypoint and Cmd start a supervisor (supervisord, s6, runit, systemd …), or a shell text or entrypoint script starts servers beside the last program.",
  blind: "What a supervisor is told to start: it may be one program.",
  remedy: "Make an image for each service, and start them together: compose.yaml, a pod.",
  examples: {
    bad: `
      FROM scratch
      CMD ["supervisord", "-n"]`,
    good: `
      FROM scratch
      CMD ["nginx", "-g", "daemon off;"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const { steps, others, final } = startedCommand(image)
    for (const step of [...steps, ...others]) {
      const what = supervisor(image, step)
      const found = what === undefined && step.text !== null ? services(step.text) : new Map<string, string>()
      const names = new Set(found.keys())
      if (final?.role === "program" && !HELPERS.has(final.name)) names.add(final.name)
      // A program in the background and a shell that waits for it are one service.
      if (what === undefined && (names.size < 2 || ![...found.values()].includes("server"))) continue
      yield {
        message:
          what === undefined
            ? `The command starts several services: ${list([...names].slice(0, 5).map(show))}.`
            : `The command starts a supervisor of services, ${what}.`,
        remedy:
          "Make an image for each service, and start them side by side: services in compose.yaml, containers in a pod.",
        location: locateStep(image, step),
        identity: what ?? "several",
      }
      return
    }
  },
})
