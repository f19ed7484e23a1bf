import { expect, test } from "vitest"
import type { Evidence } from "../../src/model/index.ts"
import { isExample, weigh, zoneOf } from "../../src/secrets/places.ts"

test.each([
  ["/srv/app/config.yml", "own"],
  ["/usr/src/app/.env", "own"],
  ["/usr/share/nginx/html/config.js", "own"],
  ["/usr/share/elasticsearch/config/elasticsearch.yml", "own"],
  ["/usr/local/bin/agent", "own"],
  ["/usr/local/tomcat/conf/tomcat-users.xml", "own"],
  ["/usr/local/lib/app/settings.ini", "own"],
  ["/var/www/html/wp-config.php", "own"],
  ["/library/app.yml", "own"],
  ["/etc/shadow", "own"],
  ["/usr/lib/x86_64-linux-gnu/libgnutls.so.30", "packaged"],
  ["/lib/x86_64-linux-gnu/libc.so.6", "packaged"],
  ["/usr/share/vim/vim90/syntax/sshconfig.vim", "packaged"],
  ["/usr/share/nginx/modules-available/mod.conf", "packaged"],
  ["/usr/src/linux-headers-6.1/x.h", "packaged"],
  ["/var/lib/dpkg/info/openssl.list", "packaged"],
  ["/usr/lib/python3/dist-packages/botocore/auth.py", "vendored"],
  ["/usr/lib/python3.11/test/keycert.pem", "vendored"],
  ["/app/venv/lib/python3.11/site-packages/requests/api.py", "vendored"],
  ["/app/node_modules/ssh2/lib/keys.js", "vendored"],
  ["/usr/local/go/src/crypto/tls/testdata/key.pem", "vendored"],
  ["/root/go/pkg/mod/golang.org/x/crypto@v0.1.0/ssh/keys.go", "vendored"],
  ["/usr/local/bundle/gems/net-ssh-7.0.1/lib/net/ssh.rb", "vendored"],
  ["/app/vendor/phpseclib/Crypt/RSA.php", "vendored"],
  ["/var/www/html/wp-includes/class-smtp.php", "vendored"],
])("%s is %s", (path, zone) => {
  expect(zoneOf(path)).toBe(zone)
  expect(zoneOf(path.slice(1)), "a path as in a listing").toBe(zone)
})

test.each([
  "app/README.md",
  "app/CHANGELOG",
  "app/.env.example",
  "app/config-sample.php",
  "usr/share/doc/openssl/demo.conf",
  "usr/lib/python3/dist-packages/Cryptodome/SelfTest/Protocol/test_KDF.py",
  "usr/lib/python3.11/test/badkey.pem",
  "usr/lib/go/src/crypto/tls/handshake_server_test.go",
  "app/node_modules/zod/src/v4/classic/tests/url.test.ts",
  "app/node_modules/firebase/auth.d.ts",
  "app/dist/main.js.map",
  "usr/share/man/man3/crypt.3.gz",
  "app/src/locales/de.json",
  "usr/lib/python3/dist-packages/ecdsa/test_keys.py",
])("%s is an example", (path) => expect(isExample(path)).toBe(true))

test.each([
  "app/config.yml",
  "app/latest/config.yml",
  "srv/contest/settings.ini",
  "app/attestation.json",
  "app/specials.json",
  "home/doctor/.netrc",
  "app/config/security.yml",
  "app/metadata.json",
  "var/log/app.log.1",
  "etc/mandos/keys",
  "usr/share/nginx/html/static/js/main.8f3a.js",
])("%s is none", (path) => expect(isExample(path)).toBe(false))

const judged = (evidence: Evidence, path: string, owned: boolean | null = null, type = "x"): string =>
  weigh({ evidence, type, value: "v", member: "" }, path, owned)

test.each(["/app/x.yml", "/usr/lib/x/y.so", "/app/node_modules/a/tests/b.js"])(
  "a checksum or a vendor's mark is believed in %s, a wrong checksum claims nothing",
  (path) => {
    expect([judged("proved", path), judged("anchored", path, true), judged("refuted", path)]).toEqual([
      "report",
      "report",
      "info",
    ])
  },
)

test.each([
  // What people put into the image is theirs, tests or not.
  ["structured", "/app/tests/fixtures/server.key", null, "report"],
  ["generic", "/app/settings.py", null, "report"],
  ["generic", "/app/tests/settings.py", null, "silent"],
  ["generic", "/app/docs/setup.html", null, "silent"],
  // Samples and programs of others.
  ["structured", "/app/node_modules/ssh2/test/fixtures/id_rsa", false, "silent"],
  ["structured", "/usr/lib/python3/dist-packages/x/keys.py", true, "silent"],
  ["structured", "/usr/bin/gnutls-cli", true, "silent"],
  ["structured", "/usr/bin/own-command", null, "report"],
  ["structured", "/app/vendor/acme/lib/docker-compose.yml", false, "silent"],
  // Credential files may lie anywhere.
  ["structured", "/app/node_modules/@corp/sdk/.npmrc", false, "report"],
  ["structured", "/app/venv/lib/python3.11/site-packages/corp-1.0.dist-info/direct_url.json", null, "report"],
  ["structured", "/usr/share/app/tls.key", null, "report"],
  ["structured", "/usr/share/app/tls.key", true, "info"],
  ["generic", "/app/node_modules/@corp/sdk/config.json", false, "silent"],
  // The package manager knows better than the path.
  ["generic", "/usr/share/app/settings.ini", null, "silent"],
  ["generic", "/usr/share/app/settings.ini", false, "report"],
  ["generic", "/var/lib/dpkg/info/server.preinst", false, "silent"],
  ["generic", "/opt/vendorapp/settings.ini", null, "report"],
  ["generic", "/opt/vendorapp/settings.ini", true, "silent"],
] as const)("%s in %s, owned %s: %s", (evidence, path, owned, weight) =>
  expect(judged(evidence, path, owned)).toBe(weight),
)

test("a password hash counts where accounts are kept", () => {
  expect(judged("structured", "/etc/shadow", null, "password-hash")).toBe("report")
  expect(judged("structured", "/usr/lib/python3/dist-packages/ansible/hash.yml", null, "password-hash")).toBe("silent")
  expect(judged("structured", "/app/seed.sql", null, "password-hash")).toBe("report")
  expect(judged("structured", "/app/tests/test_login.py", null, "password-hash")).toBe("silent")
})

test("the part of an archive counts as a file of its own", () => {
  const member = "nodejs/node_modules/socks-proxy-agent/README.md"
  const inLayer = { evidence: "structured", type: "url-password", value: "v", member } as const
  expect(weigh(inLayer, "/srv/app/layer.zip", null)).toBe("silent")
  expect(weigh({ ...inLayer, member: "config/prod.yml" }, "/srv/app/layer.zip", null)).toBe("report")
  expect(weigh({ ...inLayer, member: "lib.jar!docs/setup.yml", evidence: "generic" }, "/srv/app.war", null)).toBe(
    "silent",
  )
})
