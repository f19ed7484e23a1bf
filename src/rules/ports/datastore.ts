import { defineRule } from "../../model/index.ts"
import { exposedPorts, locatePort } from "../support/ports.ts"
import { list } from "../support/words.ts"

/** Port, what listens there, and words in a command or a name that say the image is just that. */
const DATASTORES: readonly (readonly [port: number, name: string, itself: RegExp])[] = [
  [1433, "Microsoft SQL Server", /sqlservr|mssql/],
  [1521, "Oracle Database", /oracle/],
  [3306, "MySQL", /mysql|mariadb|percona/],
  [5432, "PostgreSQL", /postgres|pg_|timescale|patroni|pgbouncer|pgpool/],
  [5984, "CouchDB", /couch/],
  [6379, "Redis", /redis|valkey|keydb|dragonfly/],
  [7687, "Neo4j", /neo4j|memgraph/],
  [8086, "InfluxDB", /influx/],
  [9042, "Cassandra", /cassandra|scylla/],
  [9200, "Elasticsearch", /elastic|opensearch|es-docker|eswrapper/],
  [11211, "Memcached", /memcache/],
  [26257, "CockroachDB", /cockroach/],
  [27017, "MongoDB", /mongo|ferretdb/],
]
const MOST_CHARACTERS = 2000

export default defineRule({
  id: "ports/datastore",
  title: "An application's image exposes no port of a data store",
  severity: "info",
  why: "EXPOSE says where a container listens, not where it connects to. A data store's port on an application's image is a misunderstanding, or a second service in the container; and `docker run -P` opens it to everybody.",
  decides:
    "Well-known ports of data stores in `ExposedPorts`, where neither the command nor the image's name speaks of that data store.",
  blind: "A data store that was given another port, and a program of your own that happens to use such a port.",
  remedy:
    "Remove the port from EXPOSE: a program needs none to connect to a data store. Run the data store in a container of its own.",
  examples: {
    bad: `
      FROM scratch
      EXPOSE 8080 5432
      CMD ["/app"]`,
    good: `
      FROM scratch
      EXPOSE 5432
      CMD ["postgres"]`,
  },
  references: [],

  *check(image) {
    const { run } = image.config
    const said = [
      ...(run.entrypoint ?? []),
      ...(run.cmd ?? []),
      ...image.names,
      run.labels.get("org.opencontainers.image.title") ?? "",
    ]
      .map((text) => text.slice(0, MOST_CHARACTERS).toLowerCase())
      .join("\n")
    const ports = exposedPorts(image)
    const found = DATASTORES.flatMap(([number, name, itself]) => {
      const port = ports.find((exposed) => exposed.port === number && exposed.protocol === "tcp")
      return port === undefined || itself.test(said) ? [] : [{ port, name }]
    })
    const [first, ...others] = found
    if (first === undefined) return
    yield {
      message: `The image exposes ${list(found.map(({ port, name }) => `${port.port}, ${name}'s port`))}, and starts no such data store that is known.`,
      remedy:
        "Remove it from EXPOSE, which says where the container listens: a program needs none to connect to a data store.",
      location: locatePort(image, first.port),
      ...(others.length > 0 ? { places: others.map(({ port }) => locatePort(image, port)) } : {}),
      identity: found.map(({ port }) => port.port).join(" "),
    }
  },
})
