import type { HistoryStep, Image } from "../../model/index.ts"
import { argumentOf, lastStep } from "./last-step.ts"
import { findProgram } from "./program.ts"

/** The HEALTHCHECK line that the builder was given and did not keep: the config has no check, the history has one that was not switched off. */
export function droppedHealthcheck(image: Image): HistoryStep | undefined {
  if (image.config.run.healthcheck !== null) return undefined
  const step = lastStep(image, "HEALTHCHECK")
  return step === undefined || /^NONE\b/i.test(argumentOf(step)) ? undefined : step
}

/** Options of HEALTHCHECK that suit most programs. */
const TIMES = "--interval=30s --timeout=3s --start-period=10s"

/** How a server is asked, by its name and the program that comes with it. From each one's manual. */
const OF_SERVERS: Readonly<Record<string, readonly [program: string, command: string]>> = {
  postgres: ["pg_isready", "CMD pg_isready -q || exit 1"],
  "redis-server": ["redis-cli", "CMD redis-cli ping | grep -q PONG"],
  "valkey-server": ["valkey-cli", "CMD valkey-cli ping | grep -q PONG"],
  mysqld: ["mysqladmin", "CMD mysqladmin ping -h 127.0.0.1 --silent"],
  mariadbd: ["mariadb-admin", "CMD mariadb-admin ping -h 127.0.0.1 --silent"],
  mongod: ["mongosh", 'CMD ["mongosh", "--quiet", "--eval", "db.runCommand({ ping: 1 })"]'],
  "rabbitmq-server": ["rabbitmq-diagnostics", 'CMD ["rabbitmq-diagnostics", "-q", "ping"]'],
}

/** Servers that speak no HTTP. */
const NO_HTTP = new Set(
  "dnsmasq dovecot exim memcached mosquitto named nats-server php-fpm postfix proftpd slapd sshd unbound vsftpd".split(
    " ",
  ),
)

/** Programs that ask an HTTP server at an address. */
const ASKERS: readonly (readonly [program: string, command: (address: string) => string])[] = [
  ["wget", (address) => `CMD wget -q -O /dev/null ${address} || exit 1`],
  ["curl", (address) => `CMD curl -fsS -o /dev/null ${address} || exit 1`],
  [
    "node",
    (address) =>
      `CMD ["node", "-e", "fetch('${address}').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]`,
  ],
  ["python3", (address) => `CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('${address}')"]`],
]

/** The exposed port that most probably speaks HTTP. */
function httpPort({ config: { run } }: Image): number {
  const ports = run.exposedPorts.flatMap((written) => /^(\d{1,5})(?:[/]tcp)?$/.exec(written)?.[1] ?? [])
  return Number(ports.find((port) => !port.endsWith("443") && port !== "22") ?? 8080)
}

/** A HEALTHCHECK line that works with what the image has, `server` being what it starts; null where it has nothing to ask with. */
export function proposedCheck(image: Image, server?: string): string | null {
  if (NO_HTTP.has(server ?? "")) return null
  const has = (program: string): boolean => findProgram(image, program).kind === "found"
  const canRun = (command: string): boolean => command.startsWith("CMD [") || has("/bin/sh")
  const own = OF_SERVERS[server ?? ""]
  const address = `http://127.0.0.1:${httpPort(image)}/`
  const offered = own === undefined ? ASKERS.map(([program, make]) => [program, make(address)] as const) : [own]
  const command = offered.find(([program, text]) => has(program) && canRun(text))?.[1]
  return command === undefined ? null : `HEALTHCHECK ${TIMES} ${command}`
}

/** For programs that nothing in the image can ask. */
export const SELF_CHECK = `HEALTHCHECK ${TIMES} CMD ["/app", "healthcheck"]`
