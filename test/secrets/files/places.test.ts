import { expect, test } from "vitest"
import {
  commandsOf,
  credentialFileAt,
  readCredentialFile,
  readKubernetesSecret,
  sensitiveFileOf,
} from "../../../src/secrets/files/index.ts"
import { random } from "../../support/made-up.ts"

test.each([
  ["root/.npmrc", "npm-config"],
  ["app/node_modules/@corp/sdk/.npmrc", "npm-config"],
  ["srv/.env.production", "env-file"],
  [".env", "env-file"],
  ["srv/prod.env", "env-file"],
  ["app/Web.Config", "dotnet-config"],
  ["home/a/.ssh/id_ed25519", "ssh-key"],
  ["home/a/.ssh/deploy", "ssh-key"],
  ["etc/ssh/ssh_host_rsa_key", "ssh-host-key"],
  ["root/.bash_history", "shell-history"],
  ["srv/Dockerfile.prod", "dockerfile"],
  ["rootfs/etc/shadow", "shadow"],
  ["etc/ssl/private/site.key", "private-key"],
  ["run/secrets/a/b.json", "mounted-secret"],
  ["a/infra-prod.tfstate.backup", "terraform-state"],
])("%s is read as %s", (path, kind) => expect(credentialFileAt(path)?.kind).toBe(kind))

test.each([
  ".env.example",
  "app/.env.sample",
  "app/.env.dist",
  "home/a/.ssh/id_rsa.pub",
  "home/a/.ssh/known_hosts",
  "home/a/.ssh/authorized_keys",
  "usr/share/doc/shadow",
  "etc/ssh/ssh_host_rsa_key.pub",
  "app/aws/credentials",
  "wp-config-sample.php",
  "usr/lib/python3/netrc.py",
  "app/package.json",
  "app/tenv",
  "etc/ssl/private/ssl-cert-snakeoil.pem",
  "",
  "/",
  "a/",
])("nobody reads %s whole", (path) => expect(credentialFileAt(path)).toBeNull())

test("a million paths take no time to speak of", () => {
  const paths = [
    "usr/lib/python3/dist-packages/a/b/module.py",
    "app/node_modules/x/package.json",
    "app/node_modules/x/index.d.ts",
    "usr/share/doc/x/copyright",
  ]
  const start = performance.now()
  for (let count = 0; count < 100_000; count++) for (const path of paths) credentialFileAt(path)
  expect(performance.now() - start).toBeLessThan(4000)
})

const store = (path: string, hex: string): string | undefined =>
  sensitiveFileOf(path, Buffer.from(hex.replaceAll(" ", ""), "hex"))?.kind
const text = (value: string): string => Buffer.from(value).toString("hex")
/** A count, then a text as Java writes it. */
const utf = (value: string): string => value.length.toString(16).padStart(4, "0") + text(value)
const KEY_BAG = "060b2a864886f70d010c0a0102"

test.each([
  ["app/a.p12", `3082 0020 020103 3018 ${KEY_BAG} 00`, "pkcs12"],
  ["app/a.jks", `feedfeed 00000002 00000001 00000001 ${utf("key")}`, "java-keystore"],
  ["app/a.keystore", `cececece 00000002 00000001 00000003 ${utf("key")}`, "java-keystore"],
  [
    "app/a.jks",
    `feedfeed 00000002 00000002 00000002 ${utf("ca")} 0000000000000000 ${utf("X.509")} 00000002 ffff 00000001 ${utf("k")}`,
    "java-keystore",
  ],
  ["app/a.bks", `00000002 00000014 ${"ab".repeat(20)} 00000400 04 ${utf("key")} 0000000000`, "java-keystore"],
  ["app/a.kdbx", "03d9a29a 67fb4bb5 00000400", "keepass"],
  ["app/a.ppk", text("PuTTY-User-Key-File-2: ssh-rsa\r\n"), "putty-key"],
  ["root/.gnupg/private-keys-v1.d/AB.key", text("(21:protected-private-key(3:rsa"), "gnupg-key"],
  ["app/a.p8", "30820008 020100 300002 0500", "der-key"],
  ["run/secrets/x", text("x"), "mounted-secret"],
  ["a/terraform.tfstate", text('{"resources": [\n  {"type": "x"}]}'), "terraform-state"],
  ["root/.config/gcloud/credentials.db", text("SQLite format 3\0 refresh_token"), "gcloud-store"],
])("%s is a store of secrets", (path, hex, kind) => expect(store(path, hex)).toBe(kind))

test.each([
  ["app/a.p12", "3082 0010 020103 3008 060b2a864886f70d010c0a0103 00"],
  ["app/a.p12", text("nothing of the kind")],
  ["app/a.jks", `feedfeed 00000002 00000001 00000002 ${utf("ca")} 0000000000000000 ${utf("X.509")} 00000002 ffff`],
  ["app/a.jks", "feedfeed"],
  [
    "app/a.bks",
    `00000002 00000014 ${"ab".repeat(20)} 00000400 01 ${utf("ca")} 0000000000000000 00000000 ${utf("X.509")} 00000001 ff 00`,
  ],
  ["app/a.kdbx", "00"],
  ["etc/ssl/private/a.pem", text("-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----\n")],
  ["root/.ssh/id_rsa", text("-----BEGIN RSA PRIVATE KEY-----\n...\n")],
  ["root/.gnupg/private-keys-v1.d/AB.key", text("(20:shadowed-private-key(3:rsa")],
  ["run/secrets/x", ""],
  ["app/a.key", "30820008 020101 300002 0500"],
  ["a/terraform.tfstate", text('{"resources": []}')],
  ["app/a.txt", "feedfeed"],
])("%s holds none", (path, hex) => expect(store(path, hex)).toBeUndefined())

test("what is too large to be read is told by its path, where that says enough", () => {
  expect(sensitiveFileOf("a/big.pfx", null)?.kind).toBe("pkcs12")
  expect(sensitiveFileOf("a/big.pem", null)).toBeNull()
})

const a = random(20)
const manifest = (data: string): string => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n${data}`
const base64 = (value: string): string => Buffer.from(value).toString("base64")
const secrets = (yaml: string): string[] =>
  readKubernetesSecret(yaml).map(({ line, givenTo, value }) => `${line} ${givenTo} ${value}`)

test.each([
  [manifest(`data:\n  username: ${base64("app")}\n  password: ${base64(a)}\n`), `7 password ${a}`],
  [manifest(`stringData:\n  api-token: "${a}"\n`), `6 api-token ${a}`],
  [
    `kind: ConfigMap\ndata:\n  password: zzzzzz1x\n---\n${manifest(`data:\n  p.password: ${base64(a)}\n`)}`,
    `10 p.password ${a}`,
  ],
  [`{"kind": "Secret",\n"data": {"password": "${base64(a)}"}}`, `2 password ${a}`],
  [
    manifest(`data:\n  .dockerconfigjson: ${base64(`{"auths": {"x.io": {"auth": "${base64(`ci:${a}`)}"}}}`)}\n`),
    `6 x.io ${a}`,
  ],
  [manifest(`stringData:\n  url: postgres://app:${a}@db/x\n`), `6 url ${a}`],
])("a Secret's values are read: %#", (yaml, expected) => expect(secrets(yaml)).toEqual([expected]))

test.each([
  `kind: SealedSecret\nspec:\n  encryptedData:\n    password: ${base64(a)}\n`,
  `kind: ExternalSecret\ndata:\n  password: ${base64(a)}\n`,
  manifest("data:\n  password: {{ .Values.password | b64enc }}\n"),
  manifest("data: {}\n"),
  manifest(`data:\n  tls.crt: ${base64("-----BEGIN CERTIFICATE-----\nMIIB")}\n`),
  `kind: ConfigMap\ndata:\n  password: ${base64(a)}\n`,
])("no Secret with a value: %#", (yaml) => expect(secrets(yaml)).toEqual([]))

const commands = (path: string, content: string): string[] => {
  const file = credentialFileAt(path)
  return file === null
    ? []
    : commandsOf(file, Buffer.from(content)).map(({ line, text: command }) => `${line} ${command}`)
}

test("a history's commands come without times, joined where they go on", () => {
  expect(commands("root/.zsh_history", ": 1700000000:0;ls \\\n -l\n\n: 1700000001:0;pwd\n")).toEqual([
    "1 ls   -l",
    "4 pwd",
  ])
  expect(commands("root/.bash_history", "#1700000000\nls\n")).toEqual(["2 ls"])
  expect(commands("root/.local/share/fish/fish_history", "- cmd: ls\n  when: 1700000000\n")).toEqual(["1 ls"])
  expect(commands("srv/Dockerfile", "# x\nFROM a\nRUN b \\\n# c\n  d\n")).toEqual(["2 FROM a", "3 RUN b    d"])
  expect(commands("root/.npmrc", "x")).toEqual([])
})

test("UTF-16 and a byte order mark are read through", () => {
  const file = credentialFileAt("app/.env")
  if (file === null) throw new Error("nobody reads it")
  const line = `DB_PASSWORD=${a}\n`
  expect(readCredentialFile(file, Buffer.from(`\ufeff${line}`, "utf16le"), "app/.env")).toMatchObject([
    { value: a, encoding: "UTF-16", line: 1 },
  ])
  expect(readCredentialFile(file, Buffer.from(`\ufeff${line}`), "app/.env")).toMatchObject([
    { value: a, encoding: "", line: 1 },
  ])
  expect(readCredentialFile(file, Buffer.from([0xfe, 0xff, 0]), "app/.env")).toEqual([])
})
