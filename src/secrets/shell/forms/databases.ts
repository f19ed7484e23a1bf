import { row, type Form } from "./form.ts"

export const DATABASES: readonly Form[] = [
  row(
    "mysql mysqladmin mysqldump mysqlimport mysqlshow mysqlcheck mysqlslap mysqlpump mysqlsh mysql_upgrade mysqlbinlog",
    {
      glued: "-p",
    },
  ),
  row("mariadb mariadb-admin mariadb-dump mariadb-import mariadb-check mariadb-upgrade mycli", { glued: "-p" }),
  row("mysqladmin mariadb-admin", { places: ["password $secret", "* password $secret"] }),
  row("mydumper myloader xtrabackup mariabackup innobackupex", { options: "-p" }),
  row("mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat mongotop mongofiles", { options: "-p" }),
  row("redis-cli valkey-cli keydb-cli", { options: "-a --pass", places: ["* auth $secret", "auth $secret"] }),
  row("redis-server valkey-server redis-sentinel", { options: "--requirepass --masterauth" }),
  row("sqlcmd bcp osql isql tsql", { options: "-P" }),
  row("sqlplus rman expdp impdp exp imp sqlldr tnsping", { places: ["$oracle", "* $oracle"] }),
  row("cqlsh cypher-shell clickhouse-client clickhouse beeline trino presto", { options: "-p" }),
  row("vsql", { options: "-w" }),
  row("influx", { options: "-password -t -p" }),
  row("db2", { places: ["connect to * user * using $secret"] }),
  row("neo4j-admin", { places: ["set-initial-password $secret", "dbms set-initial-password $secret"] }),
  row("gsec isql-fb fbsql", { options: "-password -pass -pw" }),
  row("rabbitmqctl", {
    places: ["add_user * $secret", "change_password * $secret", "authenticate_user * $secret"],
  }),
  row("rabbitmqadmin", { options: "-p" }),
  row("mosquitto_pub mosquitto_sub mosquitto_rr", { options: "-P" }),
  row("mosquitto_passwd", { when: "-b", places: ["* * $secret"] }),
  row("elasticsearch-users", { options: "-p" }),
  row("elasticsearch-keystore opensearch-keystore logstash-keystore kibana-keystore", { reads: "add" }),
]
