import type { Where } from "../assignments/index.ts"
import type { Format } from "./formats/entry.ts"
import { linesOf } from "./formats/lines.ts"
import type { Found, Read } from "./found.ts"
import { isLiteral, judged } from "./judge.ts"
import { isText } from "./text.ts"
import { connectionPasswords, type Inner, urlPasswords } from "./within.ts"

/** How keys are compared: `access-token`, `access_token` and `accessToken` are one. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_.:]/g, "")

/** What a value belongs to, in one word: sections and parents with dots. */
const owner = (path: readonly string[]): string => path.join(".").slice(0, 300)

/** Fields whose every literal is a credential, named in lower case without `-` and `_`. */
export const fields = (format: Format, names: string, type?: string): Read =>
  function* (text) {
    const wanted = new Set(names.split(" "))
    for (const { path, value, line } of format(text))
      if (wanted.has(plain(path.at(-1) ?? "")) && isLiteral(value))
        yield { ...(type === undefined ? {} : { type }), givenTo: owner(path), value, line }
  }

/** Fields whose name announces a credential, and what looks like one; passwords of URLs and connection strings besides. */
export const announced = (format: Format, where: Where = "credential-file"): Read =>
  function* (text) {
    for (const { path, value, line } of format(text)) {
      const found = judged(path, value, where)
      if (found !== null) yield { ...found, givenTo: owner(path), line }
      else
        for (const { type, givenTo, value: inner } of within(value))
          yield { type, givenTo: givenTo === "" ? owner(path) : givenTo, value: inner, line }
    }
  }

/** Credentials of URLs and connection strings in a value. */
function* within(value: string): Generator<Inner> {
  if (value.includes("://")) yield* urlPasswords(value)
  if (value.includes("=") || value.includes("jdbc:")) yield* connectionPasswords(value)
}

/** Passwords of URLs, wherever they stand in the text. A line that `comment` matches has none. */
export const urls = (comment = /^\s{0,100}[#;]/): Read =>
  function* (text) {
    if (!text.includes("://")) return
    for (const { text: line, line: number } of linesOf(text))
      if (line.includes("://") && !comment.test(line))
        for (const { type, givenTo, value } of urlPasswords(line)) yield { type, givenTo, value, line: number }
  }

/** The rest of a line behind one of the words it may start with: `requirepass secret`. */
export const words = (names: string, type?: string): Read =>
  function* (text) {
    const wanted = new Set(names.split(" "))
    for (const { text: line, line: number } of linesOf(text)) {
      const [, name = "", rest = ""] = /^\s{0,100}([\w-]{1,60})[ \t]{1,100}(\S.*)$/.exec(line) ?? []
      const value = rest.trim().replace(/^(["'])(.*)\1$/, "$2")
      if (wanted.has(name.toLowerCase()) && isLiteral(value))
        yield { ...(type === undefined ? {} : { type }), givenTo: name, value, line: number }
    }
  }

/** Values that a pattern with the groups `owner` and `value` finds in a line. */
export const inLines = (pattern: RegExp, type?: string): Read =>
  function* (text) {
    for (const { text: line, line: number } of linesOf(text)) {
      const { owner: givenTo = "", value = "" } = pattern.exec(line)?.groups ?? {}
      const bare = value.replace(/^(["'])(.*)\1$/, "$2")
      if (isLiteral(bare)) yield { ...(type === undefined ? {} : { type }), givenTo, value: bare, line: number }
    }
  }

/** A file that holds one credential and nothing else. `form` is what it must look like. */
export const whole = (givenTo: string, form = /^\S{8,8192}$/): Read =>
  function* (text) {
    const value = text.trim()
    if (form.test(value) && isLiteral(value))
      yield { givenTo, value, line: 1 + (text.slice(0, text.indexOf(value)).match(/\n/g)?.length ?? 0) }
  }

/** Everything that several readers see, each credential once. */
export const all = (...readers: readonly Read[]): Read =>
  function* (text, path) {
    const seen = new Set<string>()
    for (const read of readers)
      for (const found of read(text, path)) {
        const key = `${found.line} ${found.value}`
        if (seen.has(key)) continue
        seen.add(key)
        yield found
      }
  }

/** The password of a login as HTTP writes it: base64 of `user:password`; null where it is none. */
function basicLogin(text: string): { readonly user: string; readonly password: string } | null {
  if (!/^[A-Za-z0-9+/_-]{4,8192}={0,2}$/.test(text)) return null
  const login = Buffer.from(text, "base64").toString("utf8")
  const colon = login.indexOf(":")
  if (colon < 0 || !isText(login)) return null
  return { user: login.slice(0, colon), password: login.slice(colon + 1) }
}

/** A field that holds a login in base64: its password, or the field itself where it is none. */
export function loginOf(givenTo: string, value: string, line: number): Found | null {
  const login = basicLogin(value)
  if (login === null) return isLiteral(value) ? { givenTo, value, line } : null
  return isLiteral(login.password) ? { givenTo, value: login.password, line, encoding: "base64" } : null
}
