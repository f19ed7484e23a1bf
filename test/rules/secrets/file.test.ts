import { gzipSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import rule from "../../../src/rules/secrets/file.ts"
import { githubToken, npmToken, random } from "../../support/made-up.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { dir, ent, sym } from "../../support/tar.ts"
import { zip, zipMember } from "../../support/zip.ts"
import { file, privateKey, remedyOf, secretsInLayers, secretsOf, told } from "./planted.ts"

const token = githubToken()
const key = privateKey()
const shown = "a GitHub token: ghp_****…**** (40 characters)"

const messagesOf = async (name: string, body: Buffer): Promise<string[]> =>
  (await secretsInLayers([ent(name, body)])).map(({ message }) => message.replace(/ It comes .*$/s, ""))

const worst = async (dockerfile: string): Promise<string[]> =>
  (await findingsOf(rule, dockerfile)).map(({ severity }) => severity)

const remedyFor = async (history: string, path: string): Promise<string | undefined> =>
  (await remedyOf(history, path, token))?.replace(/\. Revoke.*$/s, ".")

testRule(rule, {
  catches: {
    [file("/app/notes", token)]: `/app/notes:1 holds ${shown}. It comes with layer 0 (COPY <<EOF /app/notes).`,
    [file("/app/main.js", "// a", `const githubToken = "${token}"`)]:
      "/app/main.js:2 holds a GitHub token (githubToken): ghp_****…**** (40 characters). It comes with layer 0 (COPY <<EOF /app/main.js).",
    [file("/app/settings.yml", `url: postgres://app:${random(14)}@db/app`)]:
      "/app/settings.yml:1 holds a password in a URL (url): ****…**** (14 characters). It comes with layer 0 (COPY <<EOF /app/settings.yml).",
    // A changed owner or another name is no other secret; the line that brought it is the one to mend.
    [`${file("/srv/k", key)}RUN chown 5:5 /srv/k`]:
      "/srv/k:1 holds a private key: ****…**** (118 characters). It comes with layer 0 (COPY <<EOF /srv/k).",
    [`${file("/srv/k", key)}RUN mv /srv/k /srv/l`]:
      "/srv/l:1 holds a private key: ****…**** (118 characters). It comes with layer 0 (COPY <<EOF /srv/k), as /srv/k.",
    // A vendor's form is believed wherever it stands.
    [file("/app/node_modules/x/test/a.js", token)]:
      `/app/node_modules/x/test/a.js:1 holds ${shown}. It comes with layer 0 (COPY <<EOF /app/node_modules/x/test/a.js).`,
  },
  ignores: [
    "FROM scratch",
    // Test keys and samples of packages, and what looks like a credential in documentation.
    file("/app/node_modules/ssh2/test/fixtures/id_rsa", key),
    file("/app/README.md", `password: "${random(20)}"`),
    // Debian's list of ports, which every image with a network client has.
    file("/etc/services", "ldap\t\t389/udp\nkpasswd\t\t464/tcp\nkpasswd\t\t464/udp"),
    file("/app/.env.example", "DB_PASSWORD=changeme"),
    file("/app/settings.yml", "password: ${DB_PASSWORD}"),
    file("/app/index.js", `const checksum = "${"0a1b".repeat(16)}"`, `const id = "${random(24)}"`),
    // Announced by a place that shows it too: another rule tells of it, with this place.
    `ENV A=${token}\n${file("/app/notes", token)}`,
  ],
})

describe("one secret is one finding", () => {
  test("in the environment, the history, a file and a deleted one", async () =>
    expect(
      told(await secretsOf(`ENV A=${token}\nRUN echo ${token} > x\n${file("/a", token)}${file("/b", token)}RUN rm /b`)),
    ).toEqual([["secrets/env", "env A", "step 0", "step 1", "/a in layer 1", "/b in layer 2, hidden"]]))

  test("in five copies of a key, however its lines are broken", async () => {
    const forms = [key, `${key}\n`, key.replaceAll("\n", "\\n"), Buffer.from(key).toString("base64")]
    const files = forms.map((form, index) => file(`/srv/k${index}`, form))
    expect(told(await secretsOf(`${files.join("")}ENV KEY="${key.replaceAll("\n", "\\n")}"`))).toEqual([
      ["secrets/env", "env KEY", "step 4", ...forms.map((_, index) => `/srv/k${index} in layer ${index}`)],
    ])
  })

  test("but two keys at the same path are two", async () =>
    expect(told(await secretsOf(`${file("/srv/k", key)}${file("/srv/k", privateKey())}`))).toEqual([
      ["secrets/deleted-file", "/srv/k in layer 0, hidden"],
      ["secrets/file", "/srv/k in layer 1"],
    ]))

  test("under two names of one file, as long as a container sees one", async () =>
    expect(told(await secretsOf(`${file("/srv/k", key)}RUN ln /srv/k /srv/l\nRUN rm /srv/k`))).toEqual([
      ["secrets/file", "/srv/k in layer 1", "/srv/k in layer 0, hidden"],
    ]))
})

describe("content that is not plain text", () => {
  test.each<readonly [string, Buffer, string]>([
    ["app.jar", zip(zipMember("BOOT-INF/a.txt", token)), `/app.jar (BOOT-INF/a.txt:1) holds ${shown}.`],
    ["dump.sql.gz", gzipSync(`-- ${token}\n`), `/dump.sql.gz:1 holds ${shown}.`],
    ["a.bin", Buffer.from(`\0\x01${token}\0`, "latin1"), `/a.bin holds ${shown}.`],
    [
      "app.ini",
      Buffer.from(`\ufeffx=1\r\ntoken=${token}\r\n`, "utf16le"),
      "/app.ini:2 holds a GitHub token (token, in UTF-16): ghp_****…**** (40 characters).",
    ],
    [
      "app.env",
      Buffer.from(`CONFIG_TOKEN=${Buffer.from(`{"t":"${token}"}`).toString("base64")}\n`),
      "/app.env:1 holds a GitHub token (CONFIG_TOKEN, in base64): ghp_****…**** (40 characters).",
    ],
  ])("%s", async (name, body, message) => expect(await messagesOf(name, body)).toEqual([message]))

  test("names of files and what links lead to", async () => {
    const findings = await secretsInLayers([dir("b"), ent(`b/${token}.txt`, ""), sym("link", `/x/${npmToken()}`)])
    expect(
      findings.map(({ message, location, remedy }) => [message.replace(/ It comes .*$/s, ""), location.path, remedy]),
    ).toEqual([
      [
        `The name of /b/ghp_****…**** (40 characters).txt holds ${shown}.`,
        "/b/ghp_****…**** (40 characters).txt",
        expect.stringMatching(/^Give the file a name that everybody may know\. Revoke/),
      ],
      [
        "The target of the link /link holds an npm token: npm_****…**** (40 characters).",
        "/link",
        expect.stringMatching(/^Give the file a name/),
      ],
    ])
  })
})

describe("severity", () => {
  test.each([
    ["a token of a vendor", file("/a", token), "critical"],
    ["a private key", file("/a", key), "critical"],
    ["one with a passphrase", file("/a", privateKey("pass")), "high"],
    ["a value under a telling name", file("/app/a.ini", `api_token = ${random(24)}`), "high"],
    ["a hash of a password", file("/app/seed", `$6$abcdefgh$${random(86)}`), "medium"],
    ["a token whose checksum is wrong", file("/a", `ghp_${random(36)}`), "info"],
  ])("of %s", async (_, dockerfile, severity) => expect(await worst(dockerfile)).toEqual([severity]))

  test("of a token that nobody issued fails no build and asks for nothing to be revoked", async () => {
    const [finding] = await findingsOf(rule, file("/a", `ghp_${random(36)}`))
    expect(finding?.message).toContain("(its checksum is wrong, so it was never issued)")
    expect(finding?.remedy).toContain("nothing to revoke")
  })
})

describe("the remedy", () => {
  test.each([
    [
      "COPY . /app # buildkit",
      "/app/config/prod.ini",
      "Add `**/prod.ini` to .dockerignore, and mount it when the container starts.",
    ],
    [
      "/bin/sh -c #(nop) COPY dir:0a in /app ",
      "/app/.aws/config2",
      "Add `**/.aws` to .dockerignore, and mount it when the container starts.",
    ],
    ["COPY . /app # buildkit", "/app/.git/packed-refs", "Add `**/.git` to .dockerignore."],
    [
      "COPY prod.ini other.ini /etc/ # buildkit",
      "/etc/prod.ini",
      "Leave `prod.ini` out of that `COPY`, and mount it when the container starts.",
    ],
    [
      "COPY secrets.txt /etc/prod.ini # buildkit",
      "/etc/prod.ini",
      "Remove that `COPY`, and mount it when the container starts.",
    ],
    [
      "ADD bundle.tar.gz /opt/ # buildkit",
      "/opt/x/prod.ini",
      "Take `prod.ini` out of `bundle.tar.gz`, and mount it when the container starts.",
    ],
    [
      "COPY --from=build /out /app # buildkit",
      "/app/prod.ini",
      "Leave `prod.ini` behind in the stage that it comes from, and mount it when the container starts.",
    ],
    [
      "COPY . /app # buildkit",
      "/app/main.js",
      "Take it out of `main.js`, and give it to the container when it starts, as a variable or a mounted file.",
    ],
    [
      "RUN ./setup # buildkit",
      "/etc/prod.ini",
      "Give it to the one command that needs it: `RUN --mount=type=secret,id=prod-ini,target=/etc/prod.ini …`, built with `--secret id=prod-ini,src=FILE`.",
    ],
    [
      "bash",
      "/etc/prod.ini",
      "Keep `prod.ini` out of what this layer is made from, and mount it when the container starts.",
    ],
    [
      "COPY . /app # buildkit",
      "/app/$(reboot).ini",
      "Add the file to .dockerignore, and mount it when the container starts.",
    ],
  ])("of %s for %s", async (history, path, text) => expect(await remedyFor(history, path)).toBe(text))
})
