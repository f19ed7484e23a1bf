import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { foundIn } from "./support.ts"

const DRAWN = "aB3xY9zQ1mN7pL5k"

/** What a name may be given a value by; NAME and VALUE stand for themselves. */
const WRITTEN = [
  "NAME=VALUE",
  "NAME = VALUE",
  "NAME: VALUE",
  "NAME:VALUE",
  'NAME="VALUE"',
  "NAME = 'VALUE'",
  "NAME := `VALUE`",
  'NAME ::= "VALUE"',
  'NAME :::= "VALUE"',
  'NAME ?= "VALUE"',
  '$NAME .= "VALUE"',
  'NAME += "VALUE"',
  '"NAME": "VALUE"',
  '{"NAME" : "VALUE"}',
  '{\\"NAME\\":\\"VALUE\\"}',
  `'NAME' => 'VALUE',`,
  ':NAME => "VALUE"',
  `cfg['NAME'] = 'VALUE'`,
  `cfg["NAME"]="VALUE"`,
  `define('NAME', 'VALUE')`,
  'System.setProperty("NAME", "VALUE")',
  'setNAME("VALUE")',
  'var NAME string = "VALUE"',
  'const char *NAME = "VALUE";',
  'char NAME[] = "VALUE";',
  'let NAME: &str = "VALUE";',
  'val NAME: String = "VALUE"',
  "private NAME: string = 'VALUE'",
  'NAME = b"VALUE"',
  "NAME = rb'VALUE'",
  'NAME = @"VALUE"',
  'NAME = """VALUE"""',
  'NAME =\n    "VALUE"',
  "NAME: >-\n    VALUE",
  "NAME: |\n    VALUE",
  "- NAME: VALUE",
  "<NAME>VALUE</NAME>",
  "<NAME>\n    VALUE\n</NAME>",
  '<string name="NAME">VALUE</string>',
  '<add key="NAME" value="VALUE" />',
  '<property name="NAME"\n  value="VALUE"/>',
  '{"name": "NAME", "value": "VALUE"}',
  "- name: NAME\n  value: VALUE",
  "- name: NAME\n  value: 'VALUE'",
  "--NAME VALUE",
  "--NAME=VALUE",
  "-NAME 'VALUE'",
  "--NAME \\\n  VALUE",
  "ENV NAME VALUE",
  "aws configure set NAME VALUE",
  "machine h login u NAME VALUE",
  `WITH NAME 'VALUE'`,
  'NAME "VALUE"',
  'if (NAME == "VALUE")',
  `env.NAME || "VALUE"`,
  `env.NAME ?? "VALUE"`,
  `getenv("NAME", "VALUE")`,
  "${NAME:-VALUE}",
  'NAME <- "VALUE"',
  "https://h/?NAME=VALUE&x=y",
  "NAME%3DVALUE",
  "NAME%22%3A%22VALUE",
  "**NAME:** VALUE",
  "**NAME**: VALUE",
  "jdbc:x:y;NAME=VALUE;",
]
const write = (form: string, name: string, value: string): string =>
  form.replaceAll("NAME", () => name).replaceAll("VALUE", () => value)

const NAMES = [
  "password",
  "PASSWORD",
  "DB_PASSWORD",
  "dbPassword",
  "PGPASSWORD",
  "pass",
  "db_pass",
  "rootpwd",
  "passphrase",
  "client_secret",
  "SECRET_KEY_BASE",
]
const DRAWN_NAMES = [
  "token",
  "NPM_TOKEN",
  "githubToken",
  "apiKey",
  "api_key",
  "APIKEY",
  "x-api-key",
  "aws_access_key_id",
  "keys",
  "basic_auth",
  "credentials",
]
const around = fc.constantFrom("", "\n", " ", "x = 1\n", "\t", "\0", "\xff ", "/* ", "a".repeat(61) + " ")

describe("what is given to a name", () => {
  it.each(WRITTEN)("is found in any language: %s", (form) => {
    for (const name of [...NAMES, ...DRAWN_NAMES]) expect(foundIn(write(form, name, DRAWN)), name).not.toEqual([])
  })

  it("is found whatever it is, where the name is a password's", () => {
    const value = fc.stringMatching(/^[A-Za-z0-9!#%&*+./:=?@^_~-]{8,40}$/).filter((text) => !/^[%]/.test(text))
    const quoted = WRITTEN.filter((form) => /['"`]VALUE/.test(form))
    fc.assert(
      fc.property(
        around,
        fc.constantFrom(...quoted),
        fc.constantFrom(...NAMES),
        value,
        around,
        (before, form, name, text, after) => {
          expect(foundIn(before + write(form, name, text) + after)).not.toEqual([])
        },
      ),
      { numRuns: 3000 },
    )
  })

  it("may hold brackets and commas, where the name is a password's", () => {
    expect(foundIn("secret = a1]b2,c3(d4")).toEqual(["secret"])
    expect(foundIn("password: x{y}z")).toEqual(["password"])
  })

  it("is found where it looks drawn, for other names", () => {
    const value = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{6,20}[0-9][A-Za-z0-9]{4,20}$/)
    fc.assert(
      fc.property(
        around,
        fc.constantFrom(...WRITTEN),
        fc.constantFrom(...DRAWN_NAMES),
        value,
        around,
        (before, form, name, text, after) => {
          expect(foundIn(before + write(form, name, text) + after)).not.toEqual([])
        },
      ),
      { numRuns: 3000 },
    )
  })

  it("is found behind the word for the scheme of an authorization", () => {
    for (const text of [
      `Authorization: Bearer ${DRAWN}`,
      `"authorization": "Basic ${DRAWN}"`,
      `AUTHORIZATION: basic ${DRAWN}`,
      `auth = Token ${DRAWN}`,
    ])
      expect(foundIn(text), text).not.toEqual([])
  })

  it("may have blanks in quotes, where the name is a password's", () => {
    expect(foundIn('passphrase = "correct horse battery staple"')).toEqual(["passphrase"])
    expect(foundIn('PASSWORD="my pw is x"')).toEqual(["password"])
  })
})

describe("nothing is given", () => {
  it.each([
    "password = getPassword()",
    "password = $PASSWORD",
    'password = "${PASSWORD}"',
    'password: "{{ vault }}"',
    "password: <secret>",
    "password == other",
    "password => hash(password)",
    'password = ""',
    "password = ''\nuser = 5",
    "function f(token, password) {",
    "setPassword(value)",
    "Enter your password to go on.",
    "key: value",
    "token: Token",
    "const token = nextToken();",
    "token = scanner.getToken()",
    "if (key === other.key) {",
    "for (const key of keys) {",
    'key: "some-identifier"',
    "keyboard: 0123456789abcdef",
    "author: 0123456789abcdef",
    "tokenizer.next(); x = 5",
    "return token ? 1 : 2",
    "pass  # 12345678 things",
    "password = abc",
  ])("by %s", (text) => {
    expect(foundIn(text)).toEqual([])
  })
})
