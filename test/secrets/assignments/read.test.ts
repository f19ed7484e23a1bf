import { describe, expect, test } from "vitest"
import { readAssignment } from "../../../src/secrets/assignments/index.ts"

const KEYWORD = /pass|pwd|secret|token|key|auth|cred/gi

/** What is read at each keyword of a text, once for each value. */
function read(text: string): [name: string, value: string][] {
  const found = new Map<number, [string, string]>()
  for (const { index } of text.matchAll(KEYWORD)) {
    const assignment = readAssignment(text, index)
    if (assignment !== null) found.set(assignment.index, [assignment.name, assignment.value])
  }
  return [...found.values()]
}

const VALUE = "Zk3vW9qLx7TbY2mR"

describe("a name and its value", () => {
  test.each([
    // Shells, Dockerfiles, settings
    [`DB_PASSWORD=${VALUE}`, "DB_PASSWORD"],
    [`export DB_PASSWORD=${VALUE}   # the old one`, "DB_PASSWORD"],
    [`export DB_PASSWORD='${VALUE}'`, "DB_PASSWORD"],
    [`REM SET SLACK_TOKEN=${VALUE}`, "SLACK_TOKEN"],
    [`ENV API_TOKEN ${VALUE}`, "API_TOKEN"],
    [`ENV API_TOKEN=${VALUE} NODE_ENV=production`, "API_TOKEN"],
    [`# API_TOKEN=${VALUE}`, "API_TOKEN"],
    [`tool --db-password ${VALUE} --verbose`, "--db-password"],
    [`tool --db-password=${VALUE} --verbose`, "--db-password"],
    [`token: ${VALUE}`, "token"],
    [`db:\n  token: |\n    ${VALUE}\n  host: x`, "token"],
    [`token: >-\r\n  ${VALUE}\r\n`, "token"],
    [`CREATE USER app WITH PASSWORD '${VALUE}'`, "PASSWORD"],
    [`- name: DB_PASSWORD\n  value: ${VALUE}`, "DB_PASSWORD"],
    [`- name: DB_PASSWORD\n  value: "${VALUE}"`, "DB_PASSWORD"],
    [`{"name": "DB_PASSWORD", "value": "${VALUE}"}`, "DB_PASSWORD"],
    [`[vendor]\nsecret = ${VALUE}`, "secret"],
    [`spring.datasource.password=${VALUE}`, "spring.datasource.password"],
    [`BUNDLE_GEMS__AUTH__COM: ${VALUE}`, "BUNDLE_GEMS__AUTH__COM"],
    [`//npm.example.org/:_authToken=${VALUE}`, "_authToken"],
    [`requirepass ${VALUE}`, "requirepass"],
    // Programs
    [`#define API_TOKEN "${VALUE}"`, "API_TOKEN"],
    [`(def api-token "${VALUE}")`, "api-token"],
    [`const apiKey = "${VALUE}"`, "apiKey"],
    [`const apiKey =\n    "${VALUE}"`, "apiKey"],
    [`var dbToken string = "${VALUE}"`, "dbToken"],
    [`dbToken := \`${VALUE}\``, "dbToken"],
    [`String dbToken = "${VALUE}";`, "dbToken"],
    [`const char *password = "${VALUE}";`, "password"],
    [`char password[] = "${VALUE}";`, "password"],
    [`let token: &str = "${VALUE}";`, "token"],
    [`token: str = "${VALUE}"`, "token"],
    [`self.password = b'${VALUE}'`, "self.password"],
    [`$this->password = '${VALUE}';`, "password"],
    [`$dbToken .= "${VALUE}"`, "dbToken"],
    [`  "dbToken" => "${VALUE}"`, "dbToken"],
    [`:password => '${VALUE}',`, "password"],
    [`'password': '${VALUE}',`, "password"],
    [`config["password"] = "${VALUE}"`, "password"],
    [`DB_TOKEN ?= "${VALUE}"`, "DB_TOKEN"],
    [`1password_TOKEN :::= "${VALUE}"`, "1password_TOKEN"],
    [`System.setProperty("DB_TOKEN", "${VALUE}")`, "DB_TOKEN"],
    [`define( 'DB_PASSWORD', '${VALUE}' );`, "DB_PASSWORD"],
    [`os.getenv("DB_TOKEN", "${VALUE}")`, "DB_TOKEN"],
    [`process.env.DB_TOKEN || "${VALUE}"`, "process.env.DB_TOKEN"],
    [`SecretStr secret = new SecretStr("${VALUE}")`, "secret"],
    [`login(user="a", password="${VALUE}")`, "password"],
    [`  password "${VALUE}"`, "password"],
    // Markup
    [`<password>${VALUE}</password>`, "password"],
    [`<dbToken>\n    ${VALUE}\n</dbToken>`, "dbToken"],
    [`<entry key="password">${VALUE}</entry>`, "password"],
    [`<name>fs.s3a.secret.key</name>\n  <value>${VALUE}</value>`, "fs.s3a.secret.key"],
    [`<key>apiToken</key>\n<string>${VALUE}</string>`, "apiToken"],
    [`<add key="ClearTextPassword" value="${VALUE}" />`, "ClearTextPassword"],
    [`<property name="password" type="x" value='${VALUE}'/>`, "password"],
    [`<server password="${VALUE}"/>`, "password"],
    // Within other things
    [`{\\"password\\":\\"${VALUE}\\"}`, "password"],
    [`"a\\npassword=${VALUE}\\nb"`, "password"],
    [`"Server=db;User ID=sa;Password=${VALUE};Encrypt=True;"`, "Password"],
    [`https://api.example.org/v1?api_key=${VALUE}&limit=1`, "api_key"],
    [`-H "X-Api-Key: ${VALUE}" https://example.org`, "X-Api-Key"],
    [`Authorization: Bearer ${VALUE}`, "Authorization"],
    [`{"authorization": "Bearer ${VALUE}"}`, "authorization"],
    [`\textraheader = AUTHORIZATION: basic ${VALUE}`, "AUTHORIZATION"],
    [`|| die; TOKEN='${VALUE}' make`, "TOKEN"],
  ])("%s", (text, name) => expect(read(text)).toContainEqual([name, VALUE]))

  test.each([
    [`password = "a\\"b\\\\c/d"`, String.raw`a"b\c/d`],
    [`"password": "a\\u0026b"`, "a&b"],
    [`<db password="a&amp;b&lt;c"/>`, "a&b<c"],
    [`<password>a&amp;b</password>`, "a&b"],
    [`DB_PASSWORD=a#b;c&d`, "a#b;c&d"],
    [`x;Password=a&b,c;Encrypt=1`, "a&b,c"],
    ['password = """a b"""', "a b"],
  ])("%s means what it says", (text, value) => expect(read(text).map((pair) => pair[1])).toContain(value))

  test("is where it stands", () => {
    const text = `x\n  "password" : "${VALUE}"`
    const assignment = readAssignment(text, text.indexOf("pass"))
    expect(text.slice(assignment?.index).startsWith(`${VALUE}"`)).toBe(true)
    expect(assignment?.quoted).toBe(true)
    expect(readAssignment(`TOKEN=${VALUE}`, 0)?.quoted).toBe(false)
  })
})

test.each([
  "reset your password now",
  "arn:aws:secretsmanager:eu-west-1:1:secret:db-a1b2c3",
  "the token is read",
  "password",
  "password = ",
  'if (password) return "x"',
  "token = isValid(x) ? _token : 'y'",
  "login(password=getpass(prompt))",
  "echo 'password = '.$config['x'].\"\\n\";",
  '"//host/:_password = "+encode("x")',
  "tool --password --verbose",
])("nothing is given in %s", (text) => {
  expect(read(text).filter(([, value]) => /^[\w"'.$+]/.test(value) && !value.startsWith("isValid"))).toEqual([])
})

describe("stays linear", () => {
  const units = [
    "password",
    "password=",
    'password="',
    "password: ",
    "password\\",
    "<password",
    "<password>",
    'key="password" ',
    "name: password\n",
    "token ",
    "token = '",
    '\\"token\\":\\"',
    "token[]",
    "token,'",
    "a.token-",
    "token: |\n  ",
    "user a password ",
  ]

  test.each(units)("on windows of %j", (unit) => {
    const text = unit.repeat(Math.ceil(4400 / unit.length))
    const blank = `${unit}${" ".repeat(4300)}`
    const start = performance.now()
    for (let at = 0; at < 400; at++) readAssignment(text, (at * 11) % 4096)
    for (let at = 0; at < 400; at++) readAssignment(blank, at % unit.length)
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
