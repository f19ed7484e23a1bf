import { describe, expect, test } from "vitest"
import { ALONE, ASSIGNED, judgePair, kindOfName, whereOf, type Where } from "../../../src/secrets/assignments/index.ts"
import { random } from "../../support/made-up.ts"

const hex = (length: number): string => Buffer.from(random(length)).toString("hex").slice(-length)
const basic = (text: string): string => Buffer.from(text).toString("base64")
const uuid = (): string => hex(32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5")
const typeOf = (name: string, value: string, where: Where = "config"): string | undefined =>
  judgePair(name, value, where)?.type

describe("names", () => {
  test.each(
    "DB_PASSWORD db-password dbPassword MYSQL_ROOT_PASSWORD PGPASSWORD PASSWD DB_PASS DBPASS SECRET_KEY_BASE APP_SECRET clientSecret requirepass".split(
      " ",
    ),
  )("%s takes any literal", (name) => expect(kindOfName(name)).toBe("any"))

  test.each(
    "API_KEY apiKey apikey GITHUBTOKEN NPM_TOKEN TF_TOKEN_app_terraform_io PRIVATE_KEY GIT_CREDENTIALS ENCRYPTION_KEY _authToken _auth AUTHORIZATION X-Api-Key token2 PASSWORD_HELP".split(
      " ",
    ),
  )("%s takes what was drawn", (name) => expect(kindOfName(name)).toBe("drawn"))

  test.each(
    (
      "MONKEY COMPASS_HOME KEYCLOAK_VERSION GPG_KEY PHP_SHA256 PYTHON_GET_PIP_SHA256 PUBLIC_KEY libcrypto3 access.log PWD OLDPWD " +
      "PASSWORD_FILE TOKEN_TTL SECRET_NAME KEY_PREFIX PASSWORD_HASHER API_KEY_HEADER BYPASS KEYRING SSH_PUBLIC_KEY " +
      "NEXT_PUBLIC_API_TOKEN GPG_SIGNING_KEY TOKEN_SHA256_HEX --password-stdin TOKENIZERS_PARALLELISM KEY AUTHOR tokenizer " +
      "keyboard keyCode primaryKey sortKey cacheKey csrf_token authenticity_token credentialsId passwordVariable " +
      "UserSecretsId nextToken ClientRequestToken clientToken kms_key_id publicKeyToken continuationToken tokenType keyword author compass"
    ).split(" "),
  )("%s takes none", (name) => expect(kindOfName(name)).toBe(null))
})

describe("values", () => {
  const values = {
    password: "6Rbsj-4acMIw%S",
    chosen: "tr0ub4dor&3",
    weak: "sommerzeit",
    base62: random(32),
    hex: hex(40),
    uuid: uuid(),
  }

  test.each<[keyof typeof values, string, readonly Where[]]>([
    ["password", "DB_PASSWORD", ["metadata", "credential-file", "config", "code"]],
    ["chosen", "DB_PASSWORD", ["metadata", "credential-file", "config"]],
    ["weak", "DB_PASSWORD", ["metadata", "credential-file"]],
    ["weak", "API_TOKEN", []],
    ["base62", "DB_PASSWORD", ["metadata", "credential-file", "config", "code"]],
    ["base62", "API_TOKEN", ["metadata", "credential-file", "config", "code"]],
    ["base62", "WIDGET_KEY", ["metadata", "credential-file", "config"]],
    ["base62", "DB_HOST", []],
    ["hex", "API_TOKEN", ["metadata", "credential-file", "config", "code"]],
    ["hex", "WIDGET_KEY", []],
    ["hex", "GPG_KEY", []],
    ["uuid", "API_TOKEN", ["metadata", "credential-file", "config", "code"]],
    ["uuid", "CLIENT_ID", []],
  ])("a %s under %s is a secret in %j", (kind, name, places) => {
    const found = (["metadata", "credential-file", "config", "code"] as const).filter(
      (where) => judgePair(name, values[kind], where) !== null,
    )
    expect(found).toEqual(places)
  })

  test.each([
    "",
    "abc",
    "changeme",
    "your-api-key-here",
    "<token>",
    "${TOKEN}",
    "$(cat /run/x)",
    "{{ secret }}",
    "%TOKEN%",
    "xxxxxxxxxxxxxxxx",
    "********",
    "12345678",
    "2024.11.21",
    "/run/secrets/token",
    "https://vault.example/v1",
    "arn:aws:secretsmanager:x",
    "op://vault/item",
    "ENC[AES256,x]",
    "sha256:00ff",
    "pk_live_abcdefgh",
    "-----BEGIN PRIVATE KEY-----",
    "somebody@example.net",
    "550e8400-e29b-41d4-a716-446655440001",
    "REPLACE_WITH_TOKEN",
    "SplxlOBeZQQYbYS6WxSbIA",
    "token.cb3d32dbed3f36166156.js",
    `AgBy${random(60).repeat(12)}`,
  ])("%j is none anywhere", (value) => {
    expect(judgePair("DB_PASSWORD", value, "metadata")).toBe(null)
    expect(judgePair("DB_PASSWORD", value, "config")).toBe(null)
  })

  test.each([
    "process.env.DB_PASSWORD",
    "self.password",
    "getpass()",
    "config.get('x')",
    "req.body.password",
    "Wrong password, try again",
    "auth/wrong-password",
    "forgotPasswordEmailTemplate2",
    "aws_secret_access_key",
    "ContraseÃ±a",
    "Password123",
    "usertoken123",
    "bm90IG15IHJlYWwgcGFzc3dvcmQ=",
    "string.escape",
    "sha2-nistp256",
    "undefined",
    "PasswordCredentialsGrantHandler",
    "VERYLONGSECRETeyJraWQiOiJrZXktMTU2",
    "kv-prod-westeurope",
    "abcdefghijklmnop",
    "1234567890abcdef1234567890abcdef",
  ])("%j is none in code", (value) => {
    for (const name of ["password", "apiToken"])
      for (const quoted of [true, false]) expect(judgePair(name, value, "code", { quoted })).toBe(null)
  })

  test("in code, a made-up name silences, and what is unquoted must look more like a key", () => {
    expect(judgePair("testToken", random(32), "code")).toBe(null)
    expect(judgePair("mockApiKey", random(32), "code")).toBe(null)
    expect(judgePair("apiToken", "t0jnp4t2la0tol", "code", { quoted: true })).not.toBe(null)
    expect(judgePair("apiToken", "t0jnp4t2la0tol", "code", { quoted: false })).toBe(null)
  })

  test("what pages publish to search with is none", () => {
    const value = hex(32)
    expect(judgePair("apiKey", value, "code", { isProperty: true })).toBe(null)
    expect(judgePair("apiKey", value, "code", { isProperty: false })).not.toBe(null)
  })

  test("a header's scheme is no part of its secret", () => {
    const value = random(30)
    expect(judgePair("Authorization", `Bearer ${value}`, "config")?.value).toBe(value)
    const login = basic(`deploy:${value}`)
    expect(judgePair("Authorization", `Basic ${login}`, "code")).toMatchObject({ evidence: "structured", value: login })
    expect(judgePair("_auth", login, "code")?.type).toBe("basic-auth")
    expect(judgePair("Authorization", `Basic ${basic("client:")}`, "code")).toBe(null)
    expect(judgePair("Authorization", `Basic ${basic("user:password")}`, "code")).toBe(null)
  })
})

describe("families", () => {
  test.each([
    ["AWS_SECRET_ACCESS_KEY", `${random(38)}/+`, "aws-secret-key"],
    ["awsSecretAccessKey", `${random(38)}/+`, "aws-secret-key"],
    ["DD_API_KEY", hex(32), "datadog-key"],
    ["sonar.login", hex(40), "sonar-token"],
    ["datadogAppKey", hex(40), "datadog-key"],
    ["TWILIO_AUTH_TOKEN", hex(32), "twilio-auth-token"],
    ["HEROKU_API_KEY", uuid(), "heroku-key"],
    ["SNYK_TOKEN", uuid(), "snyk-token"],
    ["WANDB_API_KEY", hex(40), "wandb-key"],
    ["new-relic_token", `${hex(36)}NRAL`, "new-relic-key"],
    ["NEWRELIC_LICENSE_KEY", `${hex(36)}NRAL`, "new-relic-key"],
    ["AIRFLOW__CORE__FERNET_KEY", `${random(43)}=`, "airflow-fernet-key"],
    ["SECRET_KEY_BASE", hex(128), "rails-secret-key-base"],
    ["APP_KEY", `base64:${random(43)}=`, "laravel-key"],
    ["postmark", uuid(), "postmark-token"],
    ["lob", `live_${hex(35)}`, "lob-key"],
    ["adobe", hex(32), "adobe-key"],
    ["oktaKey", `00${random(40)}`, "okta-token"],
  ])("%s says whose its value is", (name, value, type) => {
    expect(judgePair(name, value, "config")).toMatchObject({ type, evidence: "structured" })
  })

  test("a vendor's word is not enough for another shape, nor for what is about a secret", () => {
    expect(typeOf("postmark", random(20))).toBe(undefined)
    expect(typeOf("HEROKU_APP_ID", uuid())).toBe(undefined)
    expect(typeOf("AWS_REGION", random(40))).toBe(undefined)
    expect(typeOf("DD_API_KEY", random(24))).toBe("named-value")
    expect(typeOf("CLOUDFLARE_ZONE_ID", hex(32))).toBe(undefined)
    expect(typeOf("sentry_key", hex(32))).toBe(undefined)
    expect(typeOf("KMS_KEY", uuid())).toBe(undefined)
    expect(typeOf("sonar.login", "admin-of-sonar", "metadata")).toBe(undefined)
    expect(typeOf("oktaKey", `${"0".repeat(33)}TUVWXYZ`)).toBe(undefined)
  })

  test("may fill its tokens with zeros, which in base64 are the letter A", () => {
    expect(typeOf("dropboxToken", `${random(11)}${"A".repeat(10)}${random(43)}`)).toBe("named-value")
    expect(typeOf("twitterToken", `${"A".repeat(21)}${random(60)}`)).toBe("named-value")
    expect(typeOf("twitterToken", "A".repeat(60))).toBe(undefined)
  })

  test("each has a type of its own, words in capitals and an anchored shape", () => {
    expect(new Set(ASSIGNED.map(({ type }) => type)).size).toBe(ASSIGNED.length)
    for (const { type, words, shape, revoke, name } of ASSIGNED) {
      expect(type).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/)
      expect(words).toMatch(/^[A-Z0-9]+(?: [A-Z0-9]+)*$/)
      expect(shape.source).toMatch(/^\^.*\$$/)
      expect(revoke).toMatch(/\.$/)
      expect(name).toMatch(/^an? /)
    }
    expect(ALONE).toContain("postmark")
    expect(ALONE.every((word) => /^[a-z0-9]{3,}$/.test(word))).toBe(true)
  })
})

test.each([
  ["app/src/main.py", true, "code"],
  ["README.md", true, "code"],
  ["app/package-lock.json", true, "code"],
  ["usr/bin/agent", false, "code"],
  ["app/config.yml", true, "config"],
  ["srv/settings.txt", true, "config"],
  ["app/.env.production", true, "credential-file"],
  ["app/.env.example", true, "config"],
] as const)("%s is %s text: %s", (path, isText, where) => expect(whereOf(path, isText)).toBe(where))

test("stays linear on a megabyte", () => {
  const start = performance.now()
  for (const unit of ["a", "A1", "token", "-_", "x.y", "%", "{a", "x(", "password1"]) {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
    judgePair("password", text, "config")
    judgePair(text, "x1y2z3", "config")
    judgePair("token", text.slice(0, 4096), "code", { quoted: false })
  }
  expect(performance.now() - start).toBeLessThan(1500)
})
