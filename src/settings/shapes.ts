import { SEVERITIES } from "../model/index.ts"
import type { Key, Shape } from "./shape.ts"

type Text = Extract<Shape, { readonly kind: "text" }>
type Section = Extract<Shape, { readonly kind: "section" }>

const text = (what: string, most: number, form = /\S/): Text => ({ kind: "text", what, form, most })
const list = (of: Shape, least: number, most: number): Shape => ({ kind: "list", of, least, most })
const section = (what: string, keys: Section["keys"], oneOf: Section["oneOf"] = []): Section => ({
  kind: "section",
  what,
  keys,
  oneOf,
})
const may = (help: string, shape: Shape): Key => ({ help, shape })
const must = (help: string, shape: Shape): Key => ({ help, shape, isRequired: true })

const glob = text("a glob of paths, such as /srv/**", 500)
const names = text("what names of images are like, such as acme/shop:*", 500)
const severity: Shape = { kind: "choice", of: SEVERITIES }
const flag: Shape = { kind: "flag" }

const day: Shape = { ...text("a day such as 2026-12-31", 10, /^\d{4}-\d\d-\d\d$/), format: "date" }

const detector = section("a detector", {
  id: must(
    "What its findings are called; `secret.type` in reports.",
    text("2 to 64 of a-z, 0-9 and -, a letter first", 64, /^[a-z][a-z0-9-]{1,63}$/),
  ),
  name: may("What people call it, with its article.", text("text, such as: an Acme deploy key", 100)),
  expression: must(
    "In RE2's syntax. The secret is the group called value, or all of the match.",
    // It looks at bytes: a letter beyond ASCII is several of them.
    text("a regular expression of at most 2,000 ASCII characters", 2000, /^[\x20-\x7e]+$/),
  ),
  keywords: must(
    "Literals, case as written, of which one stands in every match or near it.",
    list(text("text of 3 to 100 characters", 100, /^.{3,}$/), 1, 50),
  ),
  paths: may("Only files that one of these globs fits.", list(glob, 1, 100)),
  severity: { ...may("How severe its findings are.", severity), default: "critical" },
  revoke: may("Where and how it is revoked.", text("text", 1000)),
})

/** What looks like a size, a share or a number; which of them fits, those who hold images against budgets know. */
const AMOUNT = /^\+? ?\d{1,15}(?:\.\d{1,9})? ?(?:%|[kKmMgGtT]?[iI]?[bB])?$/
const size = (what: string): Text => ({ ...text(what, 40, AMOUNT), number: "text" })
const growth = size("so much more than before, such as 5% or 10MB")

const budget: Shape = {
  kind: "either",
  text: size("a size such as 200MB, or a growth such as +5%"),
  section: section(
    "a budget",
    {
      max: may("More than this breaks it.", size("a size such as 200MB")),
      warn: may("More than this is told.", size("a size such as 180MB")),
      growth: may("As much more than the baseline, or by what the version says of the change.", {
        kind: "either",
        text: growth,
        section: section(
          "growth",
          {
            patch: may("Where only the patch number of the version is another.", growth),
            minor: may("Where the minor number of the version is another.", growth),
            major: may("Where the major number of the version is another.", growth),
          },
          ["patch", "minor", "major"],
        ),
      }),
      floor: may("So many bytes never break a limit that is a percentage.", size("a size such as 1MB")),
      message: may("What is told to those who break it.", text("text", 1000)),
    },
    ["max", "warn", "growth"],
  ),
}

/** Shapes of what rules, profiles and budgets there are: those who have them know. */
export const KNOWN = {
  profile: text("the name of a profile", 64),
  rule: text("the id of a rule", 100),
  rules: {
    kind: "map",
    what: "rules",
    of: { kind: "value", what: "off, a severity, or keys with values", depth: 2 },
    most: 1000,
  },
  budgets: { kind: "map", what: "budgets", of: budget, most: 1000 },
} as const satisfies Record<string, Shape>

const ignore = section(
  "an entry of ignore",
  {
    rule: may("Id of a rule, or with * of several: size/*.", KNOWN.rule),
    fingerprint: may(
      "Fingerprint of one finding, as in the JSON report.",
      text("the 16 hex digits of a fingerprint, in quotes", 16, /^[0-9a-f]{16}$/),
    ),
    path: may("A glob that every place of the finding fits.", glob),
    layer: may("Index of the layer, or what its instruction is like: COPY *.", {
      ...text("the index of a layer, or what its instruction is like, such as COPY *", 500),
      number: "stays",
    }),
    image: may("Only in images with such a name; * stands for any text.", names),
    type: may("Of a secret: its type.", text("a type of secret", 100)),
    value: may(
      "Of a secret: the SHA-256 of its value.",
      text("sha256: and the 64 hex digits of the hash of a value, never the value", 71, /^sha256:[0-9a-f]{64}$/),
    ),
    reason: must("Why it is accepted.", text("text that says why", 1000)),
    owner: may("Whom to ask.", text("text that says whom to ask", 200)),
    expires: may("The last day that it holds on, in UTC; from then on it is a finding of its own.", day),
  },
  ["rule", "fingerprint", "path", "layer", "type", "value"],
)

const verdict = {
  profile: may("Rules for one kind of image.", KNOWN.profile),
  "fail-on": may("The mildest severity that fails.", { kind: "choice", of: [...SEVERITIES, "none"] }),
  rules: may("Rules by id: off, a severity, or that and options.", KNOWN.rules),
  budgets: may("How large things may be, by what they are.", KNOWN.budgets),
} as const satisfies Section["keys"]

const override = section(
  "an entry of overrides",
  {
    image: may("For images with such a name; * stands for any text.", names),
    platform: may(
      "For this platform; * stands for any text.",
      text("a platform such as linux/arm64", 100, /^[^\s/]+(?:\/[^\s/]+){0,2}$/),
    ),
    ...verdict,
  },
  ["image", "platform"],
)

/** A settings file as a whole. */
export const SETTINGS: Section = section("a settings file", {
  $schema: may("Where the JSON Schema of settings is, for editors.", text("the address of a JSON Schema", 1000)),
  profile: { ...verdict.profile, default: "default" },
  "fail-on": { ...verdict["fail-on"], default: "high" },
  "own-layers-only": {
    ...may("True where what the base image brought is reported and does not fail.", flag),
    default: false,
  },
  rules: verdict.rules,
  secrets: may(
    "Your own secrets.",
    section("secrets", { detectors: may("Kinds of secrets.", list(detector, 0, 100)) }),
  ),
  ignore: may("Findings that are known and accepted, each with its reason.", list(ignore, 0, 5000)),
  budgets: verdict.budgets,
  baseline: may(
    "Path of the baseline, from the folder of this file.",
    // oxlint-disable-next-line no-control-regex -- a path can't have it
    text("the path of a baseline file", 1000, /^[^\0]*[^\s\0][^\0]*$/),
  ),
  overrides: may(
    "What is set otherwise for some images; a later entry outranks an earlier one.",
    list(override, 0, 1000),
  ),
})
