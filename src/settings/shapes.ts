import { SEVERITIES } from "../model/index.ts"
import type { Shape } from "./shape.ts"

const text = (what: string, most: number, form = /\S/): Shape => ({ kind: "text", what, form, most })
const list = (of: Shape, least: number, most: number): Shape => ({ kind: "list", of, least, most })

const glob = text("a glob of paths, such as /srv/**", 500)

/** True for a day that is in the calendar. */
const isDay = (day: string): boolean => {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

const detector: Shape = {
  kind: "section",
  what: "a detector",
  keys: {
    id: text("2 to 64 of a-z, 0-9 and -, a letter first", 64, /^[a-z][a-z0-9-]{1,63}$/),
    name: text("text, such as: an Acme deploy key", 100),
    // It looks at bytes: a letter beyond ASCII is several of them.
    expression: text("a regular expression of at most 2,000 ASCII characters", 2000, /^[\x20-\x7e]+$/),
    keywords: list(text("text of 3 to 100 characters", 100, /^.{3,}$/), 1, 50),
    paths: list(glob, 1, 100),
    severity: { kind: "choice", of: SEVERITIES },
    revoke: text("text", 1000),
  },
  required: ["id", "expression", "keywords"],
  oneOf: [],
}

const ignore: Shape = {
  kind: "section",
  what: "an entry of ignore",
  keys: {
    fingerprint: text("the 16 hex digits of a fingerprint, in quotes", 16, /^[0-9a-f]{16}$/),
    rule: text("the id of a rule", 100),
    path: glob,
    value: text("sha256: and the 64 hex digits of the hash of a value, never the value", 71, /^sha256:[0-9a-f]{64}$/),
    type: text("a type of secret", 100),
    reason: text("text that says why", 1000),
    expires: {
      kind: "text",
      what: "a day such as 2026-12-31",
      form: /^\d{4}-\d\d-\d\d$/,
      isReal: isDay,
      most: 10,
    },
  },
  required: ["reason"],
  oneOf: ["fingerprint", "rule", "path", "value", "type"],
}

/** A settings file as a whole. */
export const SETTINGS: Shape = {
  kind: "section",
  what: "a settings file",
  keys: {
    profile: text("the name of a profile", 64),
    rules: {
      kind: "map",
      what: "rules",
      // Which rules and options there are, those who have them know.
      of: { kind: "value", what: "off, a severity, or keys with values", depth: 2 },
      most: 1000,
    },
    secrets: {
      kind: "section",
      what: "secrets",
      keys: { detectors: list(detector, 0, 100) },
      required: [],
      oneOf: [],
    },
    ignore: list(ignore, 0, 5000),
  },
  required: [],
  oneOf: [],
}
