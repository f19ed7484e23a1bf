import type { Image } from "../../model/index.ts"

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

/** The first server that the image's command names, also behind an entrypoint script or a shell; undefined where it names none. */
export function knownServer({ config: { run } }: Image): string | undefined {
  const words = [...(run.entrypoint ?? []), ...(run.cmd ?? [])]
    .slice(0, 20)
    .flatMap((word) => word.slice(0, 1000).split(/[\s;&|]+/))
  return words.map((word) => word.slice(word.lastIndexOf("/") + 1)).find((name) => SERVERS.has(name))
}
