import type { Fact } from "../model/index.ts"
import type { Probe } from "./probe.ts"
import { wholeFile } from "./probe.ts"

/** It holds half a dozen short lines; what is longer is no such file. */
const MOST_BYTES = 16_384
const NAME = "pyvenv.cfg"

/** `home = /usr/local/bin`: keys in any case, as CPython reads them. */
function read(content: Buffer): readonly Fact[] {
  const values = new Map<string, string>()
  for (const line of content.toString("utf8").split("\n")) {
    const equals = line.indexOf("=")
    if (equals < 0) continue
    const key = line.slice(0, equals).trim().toLowerCase()
    if (!values.has(key)) values.set(key, line.slice(equals + 1).trim())
  }
  const home = values.get("home") ?? ""
  // virtualenv and uv write `version_info`, with words after the number.
  const version = values.get("version") ?? values.get("version_info") ?? ""
  return home === "" ? [] : [{ kind: "venv", home, version: /^\d+(?:\.\d+){0,2}/.exec(version)?.[0] ?? "" }]
}

/** Python's virtual environments, by the file that makes a folder one. */
export const VENV: Probe = wholeFile(
  "the pyvenv.cfg",
  MOST_BYTES,
  ({ path, member, size }) =>
    member === "" && size <= MOST_BYTES && path.endsWith(NAME) && (path === NAME || path.at(-NAME.length - 1) === "/"),
  read,
)
