import { ini } from "../formats/ini.ts"
import { linesOf } from "../formats/lines.ts"
import type { Read } from "../found.ts"
import { isLiteral } from "../judge.ts"
import { type Kind, nothing } from "../kind.ts"
import { all, announced, fields, urls, words } from "../readers.ts"

const DATABASE = { type: "database-password", severity: "high", advice: "settings" } as const

/** `host:port:database:user:password`, a colon or backslash written `\:` and `\\`. */
const pgpass: Read = function* (text) {
  for (const { text: line, line: number } of linesOf(text)) {
    if (line.startsWith("#") || line.length > 4096) continue
    const parts = splitAtColons(line)
    const [host = "", , , user = "", password = ""] = parts
    if (parts.length >= 5 && isLiteral(password))
      yield { givenTo: user === "*" ? host : user, value: password, line: number }
  }
}

function splitAtColons(line: string): string[] {
  const parts = [""]
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at)
    if (char === ":") parts.push("")
    else parts.push((parts.pop() ?? "") + (char === "\\" ? line.charAt(++at) : char))
  }
  return parts
}

/** Passwords in SQL and in the commands of other shells; `\040` is how some histories write a blank. */
const STATEMENTS =
  /\b(?:identified\s{1,5}by|password|passwd|requirepass|masterauth|pwd|auth)\s{0,5}(?:[=:(,]\s{0,5}){0,2}(?:"([^"\n]{4,200})"|'([^'\n]{4,200})')/gi
const REDIS =
  /^\s{0,20}(?:auth(?:\s{1,5}\w{1,60})?|config\s{1,5}set\s{1,5}(?:requirepass|masterauth)|acl\s{1,5}setuser\s.{0,200}\s>)\s{0,5}([^\s"']{4,200})\s{0,20}$/i

const statements: Read = function* (text) {
  for (const { text: line, line: number } of linesOf(text)) {
    const plain = line.replaceAll("\\040", " ").replaceAll("\\012", " ")
    for (const match of plain.matchAll(STATEMENTS)) {
      const value = match[1] ?? match[2] ?? ""
      if (isLiteral(value)) yield { givenTo: match[0].split(/[^A-Za-z]/, 1)[0] ?? "", value, line: number }
    }
    const value = REDIS.exec(plain)?.[1] ?? ""
    if (isLiteral(value)) yield { givenTo: "auth", value, line: number }
  }
}

export const DATABASES: readonly Kind[] = [
  { ...DATABASE, kind: "pgpass", name: "a .pgpass with a password", at: [".pgpass", "pgpass.conf"], read: pgpass },
  {
    ...DATABASE,
    kind: "pg-service",
    name: "a PostgreSQL service file with a password",
    at: [".pg_service.conf", "pg_service.conf"],
    read: fields(ini, "password"),
  },
  {
    ...DATABASE,
    kind: "mysql-config",
    name: "a MySQL configuration with a password",
    at: [
      ".my.cnf",
      "my.cnf",
      "mysql/debian.cnf",
      "conf.d/*.cnf",
      "mysql.conf.d/*.cnf",
      "my.cnf.d/*.cnf",
      "mariadb.conf.d/*.cnf",
      "my.ini",
      ".mysql.cnf",
    ],
    read: fields(ini, "password mysqlpassword"),
  },
  {
    ...DATABASE,
    kind: "mysql-login-path",
    name: "a MySQL login path",
    at: [".mylogin.cnf"],
    read: nothing,
    // Four unused bytes, then the key that all of it is encrypted with.
    isStore: (bytes) => bytes.length > 24 && bytes.readUInt32LE(0) === 0,
  },
  {
    ...DATABASE,
    kind: "redis-config",
    name: "a Redis configuration with a password",
    at: ["redis.conf", "redis*.conf", "sentinel.conf", "valkey.conf", "users.acl"],
    read: all(words("requirepass masterauth"), function* (text) {
      for (const { text: line, line: number } of linesOf(text)) {
        const [, user = "", value = ""] =
          /^\s{0,20}(?:user\s{1,5}(\S{1,100})\s[^>\n]{0,400}>|sentinel\s{1,5}auth-pass\s{1,5}\S{1,100}\s{1,5})(\S{4,300})/i.exec(
            line,
          ) ?? []
        if (isLiteral(value)) yield { givenTo: user === "" ? "auth-pass" : user, value, line: number }
      }
    }),
  },
  {
    ...DATABASE,
    kind: "mongo-config",
    name: "a database tool's configuration with a password",
    at: [
      ".mongorc.js",
      ".mongoshrc.js",
      ".dbshell",
      "pgbouncer.ini",
      "pgpool.conf",
      "pool_passwd",
      "cqlshrc",
      ".cassandra/credentials",
      ".clickhouse-client/config.xml",
      "recovery.conf",
      "postgresql.auto.conf",
    ],
    read: all(announced(ini), urls(), statements),
  },
  {
    ...DATABASE,
    kind: "pgbouncer-users",
    name: "pgbouncer's users with their passwords",
    at: ["userlist.txt"],
    read: function* (text) {
      for (const { text: line, line: number } of linesOf(text)) {
        const [, user = "", value = ""] = /^"([^"]{1,200})"\s{1,20}"([^"]{4,500})"/.exec(line) ?? []
        if (isLiteral(value)) yield { givenTo: user, value, line: number }
      }
    },
  },
  {
    ...DATABASE,
    kind: "database-history",
    name: "a database shell's history with a password",
    at: [
      ".mysql_history",
      ".mariadb_history",
      ".psql_history",
      ".rediscli_history",
      ".sqlite_history",
      ".mongo_history",
      "mongosh_repl_history",
      "mongosh/*_log",
      ".influx_history",
      ".cassandra/cqlsh_history",
      ".clickhouse-client-history",
    ],
    read: all(statements, urls(/^$/)),
    advice: "history",
  },
  {
    ...DATABASE,
    kind: "database-seed",
    name: "a script with a password that a database runs when it is first started",
    at: ["docker-entrypoint-initdb.d/*.sql", "docker-entrypoint-initdb.d/*.js"],
    read: all(statements, urls(/^\s{0,20}(?:--|\/\/)/)),
  },
]
