import { config, ini } from "../formats/ini.ts"
import { lineCounter } from "../formats/lines.ts"
import { json, toml } from "../formats/nested.ts"
import { properties } from "../formats/properties.ts"
import { xml } from "../formats/xml.ts"
import { yaml } from "../formats/yaml.ts"
import type { Read } from "../found.ts"
import { isLiteral } from "../judge.ts"
import type { Kind } from "../kind.ts"
import { dockerLogins } from "../kubernetes.ts"
import { all, announced, fields, loginOf, urls } from "../readers.ts"

const LOGIN = { type: "registry-login", severity: "critical", advice: "login" } as const

/** `//host/:_authToken=…`; `_auth` is a login and `_password` a password in base64. */
const npmrc: Read = function* (text) {
  for (const { path, value, line } of ini(text)) {
    const key = path.at(-1) ?? ""
    const field = key.slice(key.lastIndexOf(":") + 1)
    if (field === "_authToken" || field === "//registry.npmjs.org/:_authToken") {
      if (isLiteral(value)) yield { givenTo: key, value, line }
    } else if (field === "_auth") {
      const login = loginOf(key, value, line)
      if (login !== null) yield login
    } else if (field === "_password") yield passwordOf(key, value, line)
  }
}

/** npm writes a password in base64; what is none is taken as it stands. */
function passwordOf(
  givenTo: string,
  value: string,
  line: number,
): { givenTo: string; value: string; line: number; encoding?: string } {
  const bytes = Buffer.from(value, "base64")
  const isEncoded =
    /^[A-Za-z0-9+/]{4,}={0,2}$/.test(value) && value.length % 4 === 0 && /^[\x20-\x7e]+$/.test(bytes.toString("latin1"))
  return isEncoded ? { givenTo, value: bytes.toString("latin1"), line, encoding: "base64" } : { givenTo, value, line }
}

/** `key "value"` on a line of its own, keys quoted or not: yarn 1. */
const yarnrc: Read = (text, path) =>
  npmrc(text.replaceAll(/^[ \t]*"?([^\s"=]{1,300}:_(?:authToken|auth|password))"?[ \t]+/gm, "$1="), path)

/** Of bundler: `BUNDLE_RUBYGEMS__PKG__GITHUB__COM: "user:token"`, a host with `__` for its dots. */
const bundle: Read = function* (text) {
  for (const { path, value, line } of yaml(text)) {
    const key = path.at(-1) ?? ""
    if (!key.startsWith("BUNDLE_") || !key.slice(7).includes("__") || /^(?:true|false)$/i.test(value)) continue
    const password = value.slice(value.indexOf(":") + 1)
    if (!value.includes("/") && isLiteral(password)) yield { givenTo: key, value: password, line }
  }
}

/** Of conda and others: a channel with `/t/<token>/` in its path. */
const condaTokens: Read = function* (text) {
  const lineAt = lineCounter(text)
  for (const { 1: token = "", index } of text.matchAll(/\/t\/([A-Za-z0-9-]{8,100})\//g))
    if (isLiteral(token)) yield { givenTo: "", value: token, line: lineAt(index) }
}

/** Of composer: a token, or a user and a password, for each host. */
const composer: Read = function* (text) {
  for (const { path, value, line } of json(text)) {
    const [kind, host, field] = path.slice(-3)
    const two = path.slice(-2)
    if (
      /^(?:http-basic|gitlab-token|bitbucket-oauth|forgejo-token|custom-headers)$/.test(kind ?? "") &&
      field !== undefined
    ) {
      if (/^(?:password|token|consumer-secret|access-token)$/.test(field) && isLiteral(value))
        yield { givenTo: host ?? "", value, line }
    } else if (/^(?:github-oauth|gitlab-token|gitlab-oauth|bearer)$/.test(two[0] ?? "") && isLiteral(value))
      yield { givenTo: two[1] ?? "", value, line }
  }
}

/** Of NuGet: the password of a package source, a key for publishing. What it encrypted itself looks the same. */
const nuget: Read = function* (text) {
  for (const { path, value, line } of xml(text)) {
    const [key = "", element, source = ""] = path.toReversed()
    const isKey = path.some((part) => part.toLowerCase() === "apikeys") && !/^(?:key|name)$/i.test(key)
    if (element === "add" && (isKey || /^(?:cleartext)?password$/i.test(key)) && isLiteral(value))
      yield { givenTo: isKey ? key : source, value, line }
  }
}

export const PACKAGES: readonly Kind[] = [
  {
    ...LOGIN,
    kind: "npm-config",
    name: "an npm configuration with a login",
    at: [".npmrc", "/etc/npmrc", "etc/npmrc"],
    read: all(npmrc, urls()),
  },
  {
    ...LOGIN,
    kind: "yarn-config",
    name: "a yarn configuration with a login",
    at: [".yarnrc"],
    read: all(yarnrc, urls()),
  },
  {
    ...LOGIN,
    kind: "yarn-config",
    name: "a yarn configuration with a login",
    at: [".yarnrc.yml"],
    read: all(fields(yaml, "npmauthtoken npmauthident"), urls()),
  },
  {
    ...LOGIN,
    kind: "bun-config",
    name: "a bun configuration with a login",
    at: ["bunfig.toml", ".bunfig.toml"],
    read: all(fields(toml, "token password"), urls()),
  },
  {
    ...LOGIN,
    kind: "pypi-config",
    name: "a PyPI configuration with a password",
    at: [".pypirc"],
    read: all(fields(config, "password"), urls()),
  },
  {
    ...LOGIN,
    kind: "pip-config",
    name: "a pip configuration with a login",
    at: ["pip.conf", "pip.ini", "pip/*.conf", "uv.toml", "requirements*.txt", "pydistutils.cfg"],
    read: urls(),
  },
  {
    ...LOGIN,
    kind: "poetry-login",
    name: "poetry's logins",
    at: ["pypoetry/auth.toml", "uv/credentials.toml"],
    read: all(fields(toml, "password token"), urls()),
  },
  {
    ...LOGIN,
    kind: "conda-config",
    name: "a conda configuration with a token",
    at: [".condarc", "condarc"],
    read: all(urls(), condaTokens),
  },
  {
    ...LOGIN,
    kind: "composer-login",
    name: "composer's logins",
    at: ["composer/auth.json", "auth.json"],
    read: all(composer, dockerLogins),
  },
  {
    ...LOGIN,
    kind: "maven-settings",
    name: "Maven settings with a password",
    at: [".m2/settings*.xml", "settings.xml", "settings-security.xml"],
    read: all(fields(xml, "password passphrase"), urls()),
  },
  {
    ...LOGIN,
    kind: "gradle-properties",
    name: "Gradle properties with a password",
    at: ["gradle.properties"],
    read: announced(properties),
  },
  {
    ...LOGIN,
    kind: "nuget-config",
    name: "a NuGet configuration with a password",
    at: ["nuget.config", "nuget.*.config"],
    read: all(nuget, urls()),
  },
  {
    ...LOGIN,
    kind: "gem-login",
    name: "a RubyGems login",
    at: [".gem/credentials", "gem/credentials"],
    read: function* (text) {
      for (const { path, value, line } of yaml(text))
        if (isLiteral(value)) yield { givenTo: path.at(-1) ?? "", value, line }
    },
  },
  {
    ...LOGIN,
    kind: "bundler-config",
    name: "a Bundler configuration with a login",
    at: [".bundle/config", "bundle/config"],
    read: all(bundle, urls()),
  },
  {
    ...LOGIN,
    kind: "cargo-login",
    name: "a cargo login",
    at: [
      ".cargo/credentials",
      ".cargo/credentials.toml",
      ".cargo/config",
      ".cargo/config.toml",
      "cargo/credentials.toml",
      "cargo/credentials",
    ],
    read: all(fields(toml, "token secretkey"), urls()),
  },
  {
    ...LOGIN,
    kind: "package-record",
    name: "a package manager's record with a login in a URL",
    at: [
      "*.dist-info/direct_url.json",
      ".package-lock.json",
      "package-lock.json",
      "yarn.lock",
      "pnpm-lock.yaml",
      "poetry.lock",
      "pipfile.lock",
      "composer.lock",
      "gemfile.lock",
    ],
    read: urls(),
  },
  {
    ...LOGIN,
    kind: "snapcraft-login",
    name: "a snapcraft login",
    at: ["snapcraft.cfg", ".snapcraft.cfg"],
    read: fields(config, "macaroon unboundmacaroon unboundrootmacaroon discharge macaroondischarge"),
  },
]
