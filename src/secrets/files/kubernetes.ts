import { json } from "./formats/nested.ts"
import { yaml } from "./formats/yaml.ts"
import type { Found, Read } from "./found.ts"
import { isLiteral } from "./judge.ts"
import { isPrivateKey } from "./pem.ts"
import { loginOf } from "./readers.ts"
import { isText } from "./text.ts"
import { urlPasswords } from "./within.ts"

/** Keys of a Secret whose value is known to everybody who may use it, or is public. */
const NO_SECRET =
  /(?:^|[-_.])(?:user(?:name)?|login|e?mail|host(?:name)?|port|addr(?:ess)?|database|dbname|db|schema|region|bucket|namespace|name|type|id|scheme|domain|realm|issuer|audience|ca|crt|cert|pub|public|fingerprint|enabled|version|environment|env|mode|ttl|provider|engine|server|endpoint|cluster|ssl|tls|protocol)$/i
const SECRET = /^[ \t]{0,40}(?:- )?"?kind"?:[ \t]{1,10}["']?Secret["']?,?[ \t\r]{0,40}(?:#.{0,200})?$/m

const JSON_SECRET = /"kind"\s{0,10}:\s{0,10}"Secret"/

/** What base64 text says; null where it is none, or no text. */
function clearText(base64: string): string | null {
  const digits = base64.replaceAll(/\s/g, "")
  if (digits.length < 4 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(digits)) return null
  const text = Buffer.from(digits, "base64").toString("utf8")
  return isText(text) ? text : null
}

/** Logins of `.docker/config.json`, also in its older form, and of podman's `auth.json`; those that a helper keeps are not there. */
export const dockerLogins: Read = function* (text) {
  for (const { path, value, line } of json(text)) {
    const field = path.at(-1)
    const registry = path.at(-2) ?? ""
    if (field === "auth") {
      const login = loginOf(registry, value, line)
      if (login !== null) yield login
    } else if ((field === "identitytoken" || field === "registrytoken" || field === "password") && isLiteral(value))
      yield { givenTo: registry, value, line }
  }
}

/** Tokens, passwords and client keys of a kubeconfig. */
export const kubeconfig: Read = function* (text) {
  for (const { path, value, line } of text.trimStart().startsWith("{") ? json(text) : yaml(text)) {
    const field = path.at(-1) ?? ""
    if (field === "client-key-data") {
      const key = clearText(value)
      if (key !== null && isPrivateKey(key)) yield { givenTo: field, value: key.trim(), line, encoding: "base64" }
    } else if (/^(?:token|password|client-secret|refresh-token|id-token|access-token)$/.test(field) && isLiteral(value))
      yield { givenTo: field, value, line }
  }
}

/** Values of `kind: Secret` in a file of Kubernetes manifests, YAML or JSON; nothing where there is none. */
export function* secretManifests(text: string): Generator<Found> {
  if (text.trimStart().startsWith("{")) {
    if (JSON_SECRET.test(text)) yield* secretsOf(json(text))
    return
  }
  if (!SECRET.test(text)) return
  let line = 0
  for (const part of text.split(/^---(?=\s|$)/m)) {
    if (SECRET.test(part)) for (const found of secretsOf(yaml(part))) yield { ...found, line: found.line + line }
    line += part.split("\n").length - 1
  }
}

function* secretsOf(entries: Iterable<{ path: readonly string[]; value: string; line: number }>): Generator<Found> {
  for (const { path, value, line } of entries) {
    const place = path.at(-2)
    const key = path.at(-1) ?? ""
    if ((place !== "data" && place !== "stringData") || value.includes("{{")) continue
    const isData = place === "data"
    const clear = isData ? clearText(value) : value
    if (clear === null) continue
    const encoding = isData ? { encoding: "base64" } : {}
    for (const { givenTo, value: secret } of secretsIn(key, clear)) yield { givenTo, value: secret, line, ...encoding }
  }
}

function* secretsIn(key: string, text: string): Generator<{ givenTo: string; value: string }> {
  if (key === ".dockerconfigjson" || key === ".dockercfg") yield* dockerLogins(text, "")
  else if (text.includes("-----BEGIN")) {
    if (isPrivateKey(text)) yield { givenTo: key, value: text.trim() }
  } else if (/^[a-z][a-z0-9+.-]{1,30}:\/\//i.test(text)) {
    for (const { value } of urlPasswords(text)) yield { givenTo: key, value }
  } else if (!NO_SECRET.test(key) && isLiteral(text)) yield { givenTo: key, value: text.trim() }
}
