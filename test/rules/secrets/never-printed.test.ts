import { beforeAll, describe, expect, test } from "vitest"
import { FORMATS } from "../../../src/index.ts"
import { plimsoll } from "../../cli/world.ts"
import { blobName, descriptor, json, ociMembers, pack } from "../../support/archive.ts"
import { githubToken, npmToken, random } from "../../support/made-up.ts"
import { dir, ent, hard, sym, tar } from "../../support/tar.ts"
import { withFile } from "../../support/with-file.ts"
import { privateKey } from "./planted.ts"

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url")

/** Made-up secrets by the name that each is given to. */
const SECRETS: Readonly<Record<string, string>> = {
  GITHUB_TOKEN: githubToken(),
  NPM_TOKEN: npmToken(),
  GITLAB_TOKEN: `glpat-${random(20)}`,
  AWS_SECRET_ACCESS_KEY: random(40),
  AWS_ACCESS_KEY_ID: `AKIA${random(80)
    .toUpperCase()
    .replace(/[^A-Z2-7]/g, "")
    .slice(0, 16)}`,
  SLACK_TOKEN: ["xoxb", "123456789012", "234567890123", random(24)].join("-"),
  STRIPE_KEY: `sk_live_${random(24)}`,
  SENDGRID_API_KEY: `SG.${random(22)}.${random(43)}`,
  GOOGLE_API_KEY: `AIza${random(35)}`,
  ID_TOKEN: `${base64url({ alg: "HS256", typ: "JWT" })}.${base64url({ sub: random(12) })}.${random(43)}`,
  API_SECRET: random(32),
  DB_PASSWORD: "vX3nq8Lw5tTz",
  ODD_PASSWORD: 'kR7/"q+w&9 zT\\m4',
  LONG_PASSWORD: "müde-Käfer+7/fliegen?nachts",
  SHORT_PASSWORD: "tr0ub4",
  OTHER_PASSWORD: "9xKq2Lw",
  PIN_PASSWORD: "q8W!z3bN",
  PRIVATE_KEY: privateKey(),
}
const TOKENS = ["GITHUB_TOKEN", "NPM_TOKEN", "GITLAB_TOKEN", "STRIPE_KEY", "SENDGRID_API_KEY"].map(
  (name) => SECRETS[name]!,
)
const each = <T>(make: (name: string, value: string) => T): T[] =>
  Object.entries(SECRETS).map(([name, value]) => make(name, value))
const quoted = (value: string): string => `'${value.replaceAll("'", String.raw`'\''`)}'`

const config = {
  config: {
    Env: each((name, value) => `${name}=${value}`),
    Labels: Object.fromEntries(each((name, value) => [`deploy.${name.toLowerCase()}`, value])),
    Entrypoint: ["/app", ...each((name, value) => `--${name.toLowerCase()}=${value}`)],
    Cmd: ["sh", "-c", each((name, value) => `${name}=${quoted(value)} run`).join("; ")],
    Healthcheck: { Test: ["CMD-SHELL", `curl -u admin:${SECRETS["DB_PASSWORD"]} http://localhost`] },
    OnBuild: [`ENV NPM_TOKEN=${SECRETS["NPM_TOKEN"]}`],
    User: SECRETS["GITHUB_TOKEN"],
    WorkingDir: `/srv/${SECRETS["NPM_TOKEN"]}`,
    ExposedPorts: { [`${SECRETS["GITLAB_TOKEN"]}/tcp`]: {} },
    Volumes: { [`/data/${SECRETS["STRIPE_KEY"]}`]: {} },
    StopSignal: SECRETS["SENDGRID_API_KEY"],
  },
  author: `me ${SECRETS["GITHUB_TOKEN"]}`,
  container_config: { Env: each((name, value) => `${name}=${value}`) },
  "other.builder": Object.fromEntries(each((name, value) => [name, value])),
  history: [
    ...each((name, value) => ({ created_by: `|1 ${name}=${value} /bin/sh -c make`, empty_layer: true })),
    ...each((name, value) => ({ created_by: `RUN export ${name}=${quoted(value)} # buildkit`, empty_layer: true })),
    {
      created_by: `RUN curl https://ci:${encodeURIComponent(SECRETS["ODD_PASSWORD"]!)}@git.corp.io/x # buildkit`,
      empty_layer: true,
    },
    { created_by: "COPY . / # buildkit" },
    { created_by: `RUN rm /srv/${SECRETS["GITHUB_TOKEN"]}.txt # buildkit` },
  ],
}

const files = each((name, value) => ent(`srv/${name}.env`, `A=1\n${name}="${value}"\n`))
const hidden = each((name, value) => ent(`old/${name}.env`, `${name}="${value}"\n`))
const encoded = each((name, value) =>
  ent(`enc/${name}.env`, `${name}=${Buffer.from(value).toString("base64")}\nX_${name}=${encodeURIComponent(value)}\n`),
)
const names = TOKENS.flatMap((token, index) => [
  ent(`srv/${token}.txt`, "x".repeat(100 + index)),
  dir(`dir-${token}`),
  ent(`dir-${token}/same`, "y".repeat(5000)),
  sym(`srv/link${index}`, `/x/${token}/y`),
])
const whiteouts = [
  ent("old/.wh..wh..opq", ""),
  ...TOKENS.map((token) => ent(`srv/.wh.${token}.txt`, "")),
  // A problem that names it.
  hard(`srv/broken-${TOKENS[0]}`, `none/${TOKENS[1]}`),
]

function archive(): Buffer {
  const layers = [
    tar(dir("srv"), dir("old"), dir("enc"), ...files, ...hidden, ...encoded, ...names),
    tar(dir("old"), ...whiteouts),
  ]
  const annotations = Object.fromEntries(each((name, value) => [`note.${name}`, value]))
  const members = ociMembers(layers, { config, manifest: { annotations }, layer: { annotations } })
  const index = JSON.parse(members.get("index.json")!.toString()) as { manifests: { digest: string }[] }
  const statement = json({
    predicate: {
      invocation: { parameters: { args: Object.fromEntries(each((name, value) => [`build-arg:${name}`, value])) } },
      materials: [{ uri: `https://ci:${SECRETS["DB_PASSWORD"]}@git.corp.io/x` }],
      source: {
        data: Buffer.from(each((name, value) => `ARG ${name}=${quoted(value)}`).join("\n")).toString("base64"),
      },
    },
  })
  const manifest = json({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: descriptor("application/vnd.oci.image.config.v1+json", json({})),
    layers: [descriptor("application/vnd.in-toto+json", statement)],
  })
  const described = {
    ...descriptor("application/vnd.oci.image.manifest.v1+json", manifest),
    annotations: {
      "vnd.docker.reference.type": "attestation-manifest",
      "vnd.docker.reference.digest": index.manifests[0]!.digest,
    },
  }
  members.set("index.json", json({ ...index, manifests: [...index.manifests, described] }))
  for (const blob of [manifest, statement, json({})]) members.set(blobName(blob), blob)
  return pack(members)
}

/** The digits of base64 that say nothing but the value, when so many bytes stand before it. */
function digits(value: string, before: number): string {
  const bytes = Buffer.byteLength(value)
  const text = Buffer.from("\0".repeat(before) + value).toString("base64")
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes) * 8) / 6))
}

function formsOf(value: string): string[] {
  const url = encodeURIComponent(value)
  const inBase64 = [0, 1, 2].map((before) => digits(value, before))
  return [
    value,
    url,
    url.replace(/%../g, (code) => code.toLowerCase()),
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1),
    ...inBase64,
    ...inBase64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
  ]
}

/** A table breaks lines, and paints: neither may take a value apart and show it all the same. */
const flat = (text: string): string => text.replace(/\x1b\[[0-9;]*m/g, "")
const joined = (text: string): string => flat(text).replace(/\s+/g, "")

describe("none of the secrets of an image is printed", () => {
  let bytes: Buffer
  beforeAll(() => {
    bytes = archive()
  })

  test("while all of them are found", async () => {
    const { stdout } = await withFile(bytes, (path) => plimsoll(["audit", "--format", "json", path]))
    for (const name of Object.keys(SECRETS)) expect(stdout).toContain(`The variable ${name} of the environment holds`)
  })

  const widths = [80, 160]
  test.each([
    ...Object.keys(FORMATS).map((format) => ["audit", "--format", format]),
    ...Object.keys(FORMATS).map((format) => ["audit", "--verbose", "--format", format]),
    ["audit", "--rule", "secrets/env=off", "--rule", "secrets/file=off", "--format", "json"],
    ["layers", "--verbose"],
    ["files", "--verbose"],
    ["history", "--verbose"],
    ["layers", "--format", "json"],
    ["audit", "--image", "nothing:1.0"],
  ])("by %s %s %s %s", async (...args) => {
    await withFile(bytes, async (path) => {
      for (const columns of widths)
        for (const isTTY of [false, true]) {
          const { stdout, stderr } = await plimsoll([...args, path], {
            stdout: { isTTY, columns },
            stderr: { isTTY, columns },
          })
          const text = flat(stdout + stderr)
          const close = joined(stdout + stderr)
          expect(text.length, "something is printed").toBeGreaterThan(20)
          const shown = each((name, value) =>
            formsOf(value).some(
              (form) => text.includes(form) || (form.length > 11 && close.includes(form.replace(/\s/g, ""))),
            )
              ? [name]
              : [],
          ).flat()
          expect(shown).toEqual([])
        }
    })
  })
})
