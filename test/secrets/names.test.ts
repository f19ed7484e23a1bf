import { describe, expect, test } from "vitest"
import { findAssignments, isPlaceholder, isSecretValue, looksSecretName } from "../../src/secrets/index.ts"
import { random } from "../support/made-up.ts"

test.each(
  "DB_PASSWORD db-password dbPassword MYSQL_ROOT_PASSWORD PGPASSWORD PASSWD API_KEY apiKey GITHUBTOKEN NPM_TOKEN TF_TOKEN_app_terraform_io SECRET_KEY_BASE AWS_SECRET_ACCESS_KEY PRIVATE_KEY DB_PASS GIT_CREDENTIALS ENCRYPTION_KEY --password _authToken".split(
    " ",
  ),
)("%s announces a credential", (name) => expect(looksSecretName(name)).toBe(true))

test.each(
  "MONKEY COMPASS_HOME KEYCLOAK_VERSION GPG_KEY PHP_SHA256 PYTHON_GET_PIP_SHA256 PUBLIC_KEY libcrypto3 access.log PWD OLDPWD PASSWORD_FILE TOKEN_TTL SECRET_NAME KEY_PREFIX PASSWORD_HASHER API_KEY_HEADER BYPASS KEYRING SSH_PUBLIC_KEY NEXT_PUBLIC_API_TOKEN GPG_SIGNING_KEY TOKEN_SHA256_HEX --password-stdin TOKENIZERS_PARALLELISM KEY AUTHOR".split(
    " ",
  ),
)("%s announces none", (name) => expect(looksSecretName(name)).toBe(false))

test.each([
  "",
  "   ",
  "abc",
  "changeme",
  "CHANGE_ME",
  "change-me-please",
  "password",
  "your-api-key-here",
  "<token>",
  "${TOKEN}",
  "$TOKEN",
  "$(cat /run/x)",
  "{{ secret }}",
  "%(ENV_KEY)s",
  "%TOKEN%",
  "xxxxxxxx",
  "********",
  "12345678",
  "3.1.4",
  "v1.2",
  "true",
  "Disabled",
  "/run/secrets/token",
  "./key.pem",
  "C:\\keys\\a",
  "https://vault.example/v1",
  "arn:aws:secretsmanager:x",
  "op://vault/item",
  "ENC[AES256,x]",
  "sha256:00ff",
  "pk_live_abcdefgh",
  "ssh-ed25519 AAAAC3",
  "REPLACE_WITH_TOKEN",
  "dummy-value-1",
  "not-a-real-secret",
])("%j is a placeholder", (value) => expect(isPlaceholder(value)).toBe(true))

test.each([
  "hunter2",
  "tr0ub4dor&3",
  "correct horse battery",
  random(40),
  `/${random(39)}`,
  "6Rbsj-4acMIw%S",
  "P@ssw0rd!",
])("%j is none", (value) => expect(isPlaceholder(value)).toBe(false))

test("a token needs more than words, a password does not", () => {
  expect(isSecretValue("THEME_API_KEY", "keycloak.v2.login-theme")).toBe(false)
  expect(isSecretValue("DB_PASSWORD", "sommerzeit")).toBe(true)
  expect(isSecretValue("DB_HOST", random(20))).toBe(false)
})

const found = (line: string) => findAssignments(line).map((assignment) => [assignment.name, assignment.value])

describe("assignments in a line of a build", () => {
  const value = random(14)

  test.each([
    [`ENV DB_PASSWORD=${value}`, "DB_PASSWORD", value],
    [`ENV A=1 DB_PASSWORD=${value} two words B=2`, "DB_PASSWORD", `${value} two words`],
    [`/bin/sh -c #(nop)  ENV DB_PASSWORD=${value}`, "DB_PASSWORD", value],
    [`LABEL deploy.password=${value}`, "deploy.password", value],
    [`|2 A=x y DB_PASSWORD=${value} z /bin/sh -c make`, "DB_PASSWORD", `${value} z`],
    [`RUN |1 DB_PASSWORD=${value} /bin/bash -euo pipefail -c make # buildkit`, "DB_PASSWORD", value],
    [`|1 DB_PASSWORD=${value} cmd /S /C build`, "DB_PASSWORD", value],
    [`RUN /bin/sh -c export DB_PASSWORD="${value} b" && make`, "DB_PASSWORD", `${value} b`],
    [`RUN /bin/sh -c DB_PASSWORD='${value}=' make`, "DB_PASSWORD", `${value}=`],
    [`RUN /bin/sh -c tool --db-password=${value}`, "--db-password", value],
    [`RUN /bin/sh -c tool --db-password ${value}`, "--db-password", value],
    [`RUN /bin/sh -c mysql -uroot -p${value} app`, "mysql -p", value],
    [`RUN /bin/sh -c sshpass -p '${value}' ssh a@b`, "sshpass -p", value],
    [`RUN /bin/sh -c redis-cli -h x -a ${value} ping`, "redis-cli -a", value],
    [`RUN /bin/sh -c curl -sSL -u admin:${value} https://x`, "curl --user", value],
    [`RUN /bin/sh -c echo "root:${value}" | chpasswd`, "chpasswd", value],
    [`RUN /bin/sh -c useradd -m -p ${value} bob`, "useradd -p", value],
    [`RUN /bin/sh -c psql -c "ALTER USER a WITH PASSWORD '${value}'"`, "SQL password", value],
    [`RUN /bin/sh -c sqlplus app/${value}@db:1521/XE`, "sqlplus", value],
    [`RUN /bin/sh -c curl -H "Authorization: Bearer ${value}" https://x`, "Authorization header", value],
    [`RUN /bin/sh -c npm config set //registry.example/:_authToken ${value}`, "config set", value],
  ])("%s", (line, name, secret) => expect(found(line)).toContainEqual([name, secret]))

  test.each([
    "RUN /bin/sh -c mkdir -p /srv/a && cp -pr a b",
    "RUN /bin/sh -c docker login -u $USER -p $PASSWORD",
    "RUN /bin/sh -c tool --password --verbose",
    "RUN /bin/sh -c aws configure set aws_secret_access_key $KEY",
    'CMD ["node" "server.js"]',
    "ARG NPM_TOKEN",
  ])("nothing in %s", (line) => expect(found(line)).toEqual([]))

  test.each(["|1 A", "a=", "mysql ", "--a ", "x/", "login -p "])("stays linear on a megabyte of %j", (unit) => {
    const start = performance.now()
    findAssignments(unit.repeat(1_000_000 / unit.length))
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
