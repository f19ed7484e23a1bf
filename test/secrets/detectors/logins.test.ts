import { describe, expect, it } from "vitest"
import { BASE62, draw, seen, values } from "./seen.ts"

const encode = (text: string): string => Buffer.from(text).toString("base64")
const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url")

describe("passwords in URLs", () => {
  it.each([
    ["postgres://shop:Tr0ub4dor@db:5432/x", "Tr0ub4dor"],
    ["DATABASE_URL=mongodb+srv://svc:p4ss@w0rd!@cluster0.corp.net/x", "p4ss@w0rd!"],
    ["jdbc:mysql://root:9fKq2LmX@10.0.0.4/app", "9fKq2LmX"],
    ["redis://:s0m3-R4nd0m@cache:6379/0", "s0m3-R4nd0m"],
    ["amqp://ci:a%2Fb%21c9@mq.corp.io", "a%2Fb%21c9"],
    ['git config url."https://oauth2:8dJ3kPq0zW@git.corp.io/".insteadOf x', "8dJ3kPq0zW"],
  ])("are seen in %s", (text, password) => {
    expect(values(text)).toContain(password)
    expect(seen(text)).toEqual(["url-password structured"])
  })

  it.each([
    "https://user:password@host.corp.io",
    "mysql://mysql:mysql@localhost/x",
    "postgres://postgres:postgres@db/x",
    "https://${USER}:${PASS}@corp.io",
    "https://$USER:$PASS@corp.io",
    "https://{user}:{pass}@corp.io",
    "https://<user>:<password>@corp.io",
    "https://user:***@corp.io",
    `https://${draw("0123456789abcdef", 32)}@o123456.ingest.us.sentry.io/4505`,
    "https://user:xxxxxxxx@corp.io",
    "mysql://admin:REPLACE_WITH_PASSWORD@mysql.corp.io/x",
    "http://john:S3nsit1ve@my.example.com",
    "(http|https|ftp)://[user[:pass]]@host.domain[:port]/path",
    "oracle://scott:tiger@dsn",
    "http://localhost:8080?mail=a@b.io",
    "http://corp.io:8080/@scope/name",
    "https://cdn.corp.io/npm/@scope/name@1.2.3:x",
    "ssh://git@github.com:22/a",
    "http://%s:%s@%s/",
  ])("are not seen in %s", (text) => {
    expect(seen(text)).toEqual([])
  })

  it("may be a token without a user", () => {
    expect(seen(`https://${draw(BASE62, 40)}@git.corp.io/x.git`)).toEqual(["url-token structured"])
    expect(seen(`https://${draw(BASE62, 40)}:x-oauth-basic@git.corp.io/x.git`)).toEqual(["url-token structured"])
    expect(seen("https://a-rather-long-name-of-a-user@git.corp.io/x.git")).toEqual([])
  })
})

describe("headers and options", () => {
  it("hold what is sent to log in", () => {
    expect(seen(`AUTHORIZATION: basic ${encode("ci:9fKq2LmX0z")}`)).toEqual(["basic-auth structured"])
    expect(seen(`-H "Authorization: Bearer ${draw(BASE62, 40)}"`)).toEqual(["bearer-token structured"])
    expect(values("curl -sS -u deploy:9fKq2LmX0z https://x.corp.io")).toEqual(["9fKq2LmX0z"])
    expect(values('curl --user "a@b.io:9fKq2LmX0z" https://x.corp.io')).toEqual(["9fKq2LmX0z"])
  })

  it.each([
    "Basic authentication and basic understanding",
    `Authorization: Basic ${encode("client:")}`,
    `Authorization: Basic ${encode("Aladdin:open sesame")}`,
    `Authorization: Basic ${encode("username:password")}`,
    "Authorization: Bearer XXXXXXXXXXXXXXXXXXXXXXXX",
    "Authorization: Bearer ${ACCESS_TOKEN_OF_THE_DAY}",
    "Bearer token_that_was_given_to_you",
    'curl -u "$USER:$PASS" https://x.corp.io',
    "curl -u test:test https://x.corp.io",
    "curl -u <user:password> https://x.corp.io",
  ])("hold nothing in %s", (text) => {
    expect(seen(text)).toEqual([])
  })
})

describe("hashes of passwords", () => {
  const digits = `./${BASE62}`
  it.each([
    `$1$${draw(digits, 8)}$${draw(digits, 22, 2)}`,
    `$apr1$${draw(digits, 8)}$${draw(digits, 22, 2)}`,
    `$5$rounds=5000$${draw(digits, 16)}$${draw(digits, 43, 2)}`,
    `$6$${draw(digits, 16)}$${draw(digits, 86, 2)}`,
    `$y$j9T$${draw(digits, 22)}$${draw(digits, 43, 2)}`,
    `$2b$12$${draw(digits, 53)}`,
    `$argon2id$v=19$m=65536,t=3,p=4$${draw(BASE62, 22)}$${draw(BASE62, 43, 2)}`,
  ])("are seen: %s", (hash) => {
    expect(seen(`app:${hash}:19000:0:99999:7:::`)).toEqual(["password-hash structured"])
  })

  it("are none where nobody is let in, nor in a script's variables", () => {
    expect(seen("daemon:*:19000:0:99999:7:::\nx:!$6$:19000::::::")).toEqual([])
    expect(seen('echo "$1$2" "$6$7" "$2a$b"')).toEqual([])
  })
})

describe("secure strings of PowerShell", () => {
  it("are passwords where they are written down", () => {
    expect(values("ConvertTo-SecureString 'v8K-e2Qx7!mZ' -AsPlainText -Force")).toEqual(["v8K-e2Qx7!mZ"])
    expect(values('$p = ConvertTo-SecureString -String "v8K-e2Qx7!mZ" -AsPlainText -Force')).toEqual(["v8K-e2Qx7!mZ"])
  })

  it("are none where they come from elsewhere", () => {
    expect(
      seen('ConvertTo-SecureString $env:PASSWORD -AsPlainText -Force; ConvertTo-SecureString "$x" -Force'),
    ).toEqual([])
    expect(seen('ConvertTo-SecureString "password" -AsPlainText -Force')).toEqual([])
  })
})

const token = (claims: unknown, signature = draw(BASE62, 43)): string =>
  `${json({ alg: "HS256", typ: "JWT" })}.${json(claims)}.${signature}`

describe("JSON web tokens", () => {
  it("are seen, also in base64 once more, and say whose they are", () => {
    expect(seen(`Cookie: s=${token({ sub: "7", exp: 1_900_000_000 })}`)).toEqual(["json-web-token structured"])
    expect(seen(encode(token({ sub: "7" })).replace(/=+$/, ""))).toContain("json-web-token structured")
    expect(seen(token({ iss: "kubernetes/serviceaccount", sub: "x" }))).toContain(
      "kubernetes-service-account-token anchored",
    )
  })

  it("are none when printed everywhere or meant for browsers", () => {
    expect(seen(token({ sub: "1234567890", name: "John Doe", iat: 1_516_239_022 }))).toEqual([])
    expect(seen(token({ iss: "supabase", role: "anon" }))).toEqual([])
    expect(seen("eyJhbGciOiJub3BlIn0.eyJub3QiOiJvbmUifQ")).toEqual([])
  })
})
