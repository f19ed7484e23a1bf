import { expect, test } from "vitest"
import runtimeEol from "../../../src/rules/base/runtime-eol.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const BY = "by lifecycle data of 2026-11-21"
const today = new Date("2026-11-21T12:00:00Z")
const program = (path: string): string => `COPY --chmod=755 <<EOF ${path}\nEOF`
const header = (major: number, minor: number, patch: number): string =>
  `COPY <<EOF /usr/local/include/node/node_version.h\n#define NODE_MAJOR_VERSION ${major}\n#define NODE_MINOR_VERSION ${minor}\n#define NODE_PATCH_VERSION ${patch}\nEOF`

testRule(
  runtimeEol,
  {
    catches: {
      [`ENV NODE_VERSION=18.20.4\n${program("/usr/local/bin/node")}`]: `Node.js 18.20.4 (/usr/local/bin/node, from layer 0 (COPY --chmod=755 <<EOF /usr/local/bin/node)) has had no security updates since 2025-04-30, ${BY}.`,
      // The header counts more than a variable that somebody forgot to change.
      [`ENV NODE_VERSION=22.1.0\n${program("/usr/local/bin/node")}\n${header(16, 20, 2)}`]: `Node.js 16.20.2 (/usr/local/bin/node, from layer 0 (COPY --chmod=755 <<EOF /usr/local/bin/node)) has had no security updates since 2023-09-11, ${BY}.`,
      [`ENV PYTHON_VERSION=3.9.19\n${program("/usr/local/bin/python3.9")}`]: `Python 3.9.19 (/usr/local/bin/python3.9, from layer 0 (COPY --chmod=755 <<EOF /usr/local/bin/python3.9)) has had no security updates since 2025-10-31, ${BY}.`,
      [`ENV PHP_VERSION=8.2.27\n${program("/usr/local/sbin/php-fpm")}`]: `PHP 8.2.27 (/usr/local/sbin/php-fpm, from layer 0 (COPY --chmod=755 <<EOF /usr/local/sbin/php-fpm)) gets security updates only until 2026-12-31, ${BY}.`,
      [`ENV JAVA_VERSION=jdk-23.0.1+11\n${program("/opt/java/openjdk/bin/java")}`]: `Java jdk-23.0.1+11 (/opt/java/openjdk/bin/java, from layer 0 (COPY --chmod=755 <<EOF /opt/java/openjdk/bin/java)) has had no security updates since 2025-03-31, ${BY}.`,
      [program("/usr/share/dotnet/shared/Microsoft.NETCore.App/6.0.36/System.dll")]:
        `.NET 6.0.36 (/usr/share/dotnet/shared/Microsoft.NETCore.App/6.0.36, from layer 0 (COPY --chmod=755 <<EOF …)) has had no security updates since 2024-11-12, ${BY}.`,
      [`ENV PG_VERSION=13.4-1.pgdg110+1\n${program("/usr/lib/postgresql/13/bin/postgres")}`]: `PostgreSQL 13.4-1.pgdg110+1 (/usr/lib/postgresql/13/bin/postgres, from layer 0 (COPY --chmod=755 <<EOF /usr/lib/postgresql/13/bin/postgres)) has had no security updates since 2025-11-13, ${BY}.`,
      [`ENV MARIADB_VERSION=1:10.5.9+maria~focal\n${program("/usr/sbin/mysqld")}`]: `MariaDB 1:10.5.9+maria~focal (/usr/sbin/mysqld, from layer 0 (COPY --chmod=755 <<EOF /usr/sbin/mysqld)) has had no security updates since 2025-06-24, ${BY}.`,
      [`ENV GOLANG_VERSION=1.26.1\n${program("/usr/local/go/bin/go")}\nCOPY <<EOF /usr/local/go/VERSION\ngo1.20.3\ntime 2023\nEOF`]: `Go 1.20.3 (/usr/local/go/bin/go, from layer 0 (COPY --chmod=755 <<EOF /usr/local/go/bin/go)) has had no security updates since 2024-02-06, ${BY}.`,
    },
    ignores: [
      "FROM scratch",
      // Nothing shows that the program is there.
      "ENV NODE_VERSION=16.20.2",
      `ENV NODE_VERSION=16.20.2\n${program("/usr/local/bin/node")}\nRUN rm /usr/local/bin/node`,
      `ENV PYTHON_VERSION=3.9.19\n${program("/usr/local/bin/python3.12")}`,
      `ENV PG_VERSION=13.4\n${program("/usr/lib/postgresql/17/bin/postgres")}`,
      `ENV NODE_VERSION=24.1.0\n${program("/usr/local/bin/node")}`,
      `ENV NODE_VERSION=16.20.2\n${program("/usr/local/bin/node")}\n${header(24, 1, 0)}`,
      `ENV NODE_VERSION=latest\n${program("/usr/local/bin/node")}`,
      `ENV NODE_VERSION=99.0.0\n${program("/usr/local/bin/node")}`,
      // A long term line: each maker ends it on another day.
      `ENV JAVA_VERSION=8u342\n${program("/usr/local/openjdk-8/bin/java")}`,
      program("/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0/System.dll"),
      `FROM --platform=windows/amd64 scratch\nENV NODE_VERSION=16.20.2\n${program("/usr/local/bin/node")}`,
    ],
  },
  { today },
)

const setTo = (ranges: Record<string, string>) => ({ today, rules: new Map([["base/runtime-eol", { ranges }]]) })
const node = (version: string): string => `ENV NODE_VERSION=${version}\n${program("/usr/local/bin/node")}`

test.each([
  [">=22", "24.1.0", []],
  ["22 || 24", "24.1.0", []],
  [
    ">=26",
    "24.1.0",
    [
      "Node.js 24.1.0 (/usr/local/bin/node, from layer 0 (COPY --chmod=755 <<EOF /usr/local/bin/node)) is outside of the range >=26 that the settings allow.",
    ],
  ],
  [
    "no range",
    "24.1.0",
    ["The range no range for node can't be held against anything: it is no range that SemVer knows."],
  ],
])("holds the range %s against Node.js %s", async (range, version, messages) => {
  const findings = await findingsOf(runtimeEol, node(version), setTo({ node: range }))
  expect(findings.map(({ message }) => message)).toEqual(messages)
})

test("says which runtimes a range may be for", async () => {
  const [finding] = await findingsOf(runtimeEol, node("24.1.0"), setTo({ nodejs: ">=22" }))
  expect(finding?.message).toBe(
    "The range >=22 for nodejs can't be held against anything: it is none of dotnet, go, java, mariadb, mysql, nginx, node, php, postgres, python, redis, ruby.",
  )
})

test("an ended runtime is high, one that ends soon is medium, and both keep their fingerprint", async () => {
  const [ending] = await findingsOf(runtimeEol, node("18.20.4"), { today: new Date("2025-04-01T00:00:00Z") })
  const [ended] = await findingsOf(runtimeEol, node("18.20.8"), { today: new Date("2025-05-01T00:00:00Z") })
  expect([ending?.severity, ended?.severity]).toEqual(["medium", "high"])
  expect(ending?.fingerprint).toBe(ended?.fingerprint)
  expect(ended?.remedy).toMatch(/such as Node\.js \d\d:/)
})
