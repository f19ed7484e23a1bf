import type { Image } from "../../model/index.ts"
import { startedCommand, type CommandStep } from "./command.ts"
import { nameOf } from "./paths.ts"

/** Programs that serve until they are stopped. Interpreters are none: a script may as well be a job. */
export const SERVERS: ReadonlySet<string> = new Set(
  (
    "apache2 apache2-foreground apache2ctl caddy catalina.sh cockroach consul couchdb daphne dnsmasq dovecot elasticsearch envoy etcd " +
    "exim fluentd grafana-server gunicorn h2o haproxy httpd httpd-foreground hypercorn influxd kafka-server-start.sh keycloak kibana lighttpd " +
    "mariadbd memcached minio mongod mosquitto mysqld named nats-server nginx openresty opensearch php-fpm postfix postgres prometheus " +
    "proftpd puma rabbitmq-server redis-server slapd solr squid sshd supervisord tomcat traefik unbound unicorn unitd uvicorn uwsgi " +
    "valkey-server varnishd vault vsftpd"
  ).split(" "),
)

/** What runs the program that it is given, by the word that comes before it. */
const RUNNERS: Readonly<Record<string, string>> = {
  bundle: "exec",
  pipenv: "run",
  poetry: "run",
  uv: "run",
  python: "-m",
  python3: "-m",
}

function programOf({ name, argv }: CommandStep): string {
  const [, first, ...words] = argv
  return first !== undefined && RUNNERS[name] === first ? (words.find((word) => !word.startsWith("-")) ?? name) : name
}

const HANDS_ON = /entrypoint|[.]sh$/

/** The server that a container starts: it is seen to, or an entrypoint script is given its name. Rules that use this `reads` ACCOUNT_FILES. */
export function startedServer(image: Image): string | undefined {
  const { steps, others } = startedCommand(image)
  const seen = [...steps, ...others].map(programOf).find((name) => SERVERS.has(name))
  const { entrypoint, cmd } = image.config.run
  const last = steps.at(-1)
  const isGiven = (entrypoint?.length ?? 0) > 0 && (last?.role === "script" || HANDS_ON.test(last?.name ?? ""))
  const given = nameOf(cmd?.[0] ?? "")
  return seen ?? (isGiven && SERVERS.has(given) ? given : undefined)
}
