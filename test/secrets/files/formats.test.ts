import { expect, test } from "vitest"
import { code } from "../../../src/secrets/files/formats/code.ts"
import { dotenv } from "../../../src/secrets/files/formats/dotenv.ts"
import type { Format } from "../../../src/secrets/files/formats/entry.ts"
import { ini } from "../../../src/secrets/files/formats/ini.ts"
import { hcl, json, toml } from "../../../src/secrets/files/formats/nested.ts"
import { properties } from "../../../src/secrets/files/formats/properties.ts"
import {
  credentialFileAt,
  readCredentialFile,
  readKubernetesSecret,
  sensitiveFileOf,
} from "../../../src/secrets/files/index.ts"
import { xml } from "../../../src/secrets/files/formats/xml.ts"
import { yaml } from "../../../src/secrets/files/formats/yaml.ts"

const entries = (format: Format, text: string): string[] =>
  Array.from(format(text), ({ path, value, line }) => `${line} ${path.join("/")}=${JSON.stringify(value).slice(1, -1)}`)

test.each<[string, Format, string, string[]]>([
  [
    "ini",
    ini,
    '[a "b"]\n\tkey = "x y"\n; no\nlist =\n   https://x?a=b\nk=v=w\r\n',
    ['2 a "b"/key=x y', '5 a "b"/list=https://x?a=b', '6 a "b"/k=v=w'].map((line) => line.replaceAll('"', '"')),
  ],
  ["properties", properties, "a.b = c\\\n  d\n! no\nx\\:y z\nu=\\u0041\\=\n", ["1 a/b=c   d", "4 x:y=z", "5 u=A="]],
  [
    "dotenv",
    dotenv,
    'A=1 # one\nexport B=\'x # y\'\nC="a\nb"\n\n# D=1\nE: "z"\nF=`q`\nG=\'open\nH=x#y',
    ["1 A=1", "2 B=x # y", "3 C=a\\nb", "7 E=z", "8 F=q", "9 G='open", "10 H=x#y"],
  ],
  [
    "json",
    json,
    '{"a": [1, {"b": "c\\u0041"}], // x\n"d" : /* y */ true,\n"e": "", "f": "//z",}',
    ["1 a=1", "1 a/b=cA", "2 d=true", "3 f=//z"],
  ],
  [
    "toml",
    toml,
    '[a.b]\nk = \'v\' # c\n"x.y" = 1\nt = { u = "w" }\n[[c]]\nm = """\nl1\nl2"""\nd.e=1',
    ["2 a/b/k=v", "3 a/b/x.y=1", "4 a/b/t/u=w", "6 c/m=l1\\nl2", "9 c/d/e=1"],
  ],
  [
    "hcl",
    hcl,
    'credentials "app.io" {\n token = "x"\n}\nk = <<-EOT\n  y\n  EOT\nl = ["a", "b"]',
    ["2 credentials.app.io/token=x", "4 k=y", "7 l=a", "7 l=b"],
  ],
  [
    "yaml",
    yaml,
    'a:\n  b: \'it\'\'s\' # c\n  l:\n  - K=V\n  - name: n\n    value: "x\\"y"\nblock: |\n  one\n   two\nnext: !t &x plain text # c\nflow: {u: v, w: [1]}\nurl: http://x\n---\n"q": z\nlong: "a\n  b"\n',
    [
      "2 a/b=it's",
      "4 a/l=K=V",
      "5 a/l/name=n",
      '6 a/l/value=x\\"y',
      "8 block=one\\ntwo",
      "10 next=plain text",
      "11 flow/u=v",
      "11 flow/w=1",
      "12 url=http://x",
      "14 q=z",
      "15 long=a b",
    ],
  ],
  [
    "xml",
    xml,
    "<?xml version='1.0'?>\n<a b=\"c&lt;\"><!-- <d>e</d> -->\n<f>g &#65;</f><h/>\n<i><![CDATA[<j>]]></i><add name='k' value='l'/></a>",
    ["2 a/b=c<", "3 a/f=g A", "4 a/i=<j>", "4 a/add/name=k", "4 a/add/k=l"],
  ],
  [
    "code",
    code,
    "<?php\n/* $a = 'no'; */ $b['c'] = 'd'; // $e = 'no';\n'f' => \"g\\\"\", define('h', 'i'); $j = 'k' . $l; if ($m == 'n') {}\n",
    ["2 c=d", '3 f=g\\"', "3 h=i"],
  ],
  [
    "code",
    code,
    "A = 'b'  # c's\nD: str = \"e\"\n\"\"\"doc's F = 'g'\"\"\"\nH = {'i': 'j'}\nk = 'l' % m\n",
    ["1 A=b", "2 D=e", "4 i=j"],
  ],
])("%s: names, values and lines", (_, format, text, expected) => expect(entries(format, text)).toEqual(expected))

/** Texts that make a careless reader walk over the same text again and again. */
const HOSTILE = [
  "[",
  "{",
  '{"a":',
  "<a",
  "<",
  "<a b='",
  '<a b="',
  "<!--",
  "<![CDATA[",
  '"',
  "'",
  'A="\n',
  "A='\nB=\"\n",
  "- ",
  "-\n",
  "a:\n ",
  ":",
  ": ",
  "=",
  "a=\\\n",
  "\\",
  "|\n",
  "a: |\n",
  "a: '",
  'a: "\n',
  "#",
  "//",
  "/*",
  "k = <<E\n",
  '"""',
  "://",
  "://a:",
  "a://b:c@",
  "\n",
  "\0",
  " ",
  "machine ",
  'password "',
  ";password=",
  "--",
  "{{",
  "<?php $a = '",
  "kind: Secret\n",
  "PRIVATE KEY-----",
  "-----BEGIN PRIVATE KEY-----\n",
  "/t/abcdefg1",
]
const FORMATS: Readonly<Record<string, Format>> = { ini, properties, dotenv, json, toml, hcl, yaml, xml, code }

test.each(Object.entries(FORMATS))(
  "%s reads hostile text in linear time and throws nothing",
  (_, format) => {
    const size = 32 * 1024
    const slow = HOSTILE.filter((piece) => {
      const start = performance.now()
      let count = 0
      for (const _entry of format(piece.repeat(size / piece.length))) count++
      return count < 0 || performance.now() - start > 1000
    })
    expect(slow).toEqual([])
  },
  60_000,
)

/** Files whose readers do more than their format. */
const PATHS =
  "root/.npmrc root/.netrc root/.git-credentials root/.git/config root/.docker/config.json root/.kube/config root/.condarc root/.pgpass root/.mysql_history etc/redis/redis.conf etc/shadow etc/nginx/.htpasswd etc/postfix/sasl_passwd root/.msmtprc etc/ppp/chap-secrets x/user-data root/anaconda-ks.cfg etc/openvpn/a.conf x/credentials.xml x/a.tfstate x/.env x/docker-compose.yml etc/systemd/system/a.service etc/apt/sources.list etc/ssh/ssh_host_rsa_key root/.ssh/id_rsa x/a.ppk etc/ipsec.secrets x/squid.conf"

test.each(PATHS.split(" "))(
  "%s of hostile text is read in linear time",
  (path) => {
    const slow = HOSTILE.filter((piece) => {
      const start = performance.now()
      const file = credentialFileAt(path)
      const bytes = Buffer.from(piece.repeat(32_768 / piece.length))
      if (file !== null) readCredentialFile(file, bytes, path)
      sensitiveFileOf(path, bytes)
      return file === null || performance.now() - start > 1000
    })
    expect(slow).toEqual([])
  },
  60_000,
)

test("a manifest of hostile text is read in linear time", () => {
  for (const piece of HOSTILE) readKubernetesSecret(`kind: Secret\ndata:\n  ${piece.repeat(32_768 / piece.length)}`)
  expect(readKubernetesSecret("kind: Secret\n---\n".repeat(5000))).toEqual([])
}, 60_000)
