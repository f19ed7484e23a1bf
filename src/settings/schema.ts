import { SEVERITIES, type OptionValue, type Profile, type Rule, type RuleOption } from "../model/index.ts"
import type { Key, Shape } from "./shape.ts"
import { KNOWN, SETTINGS } from "./shapes.ts"

type Schema = Readonly<Record<string, unknown>>

/** What settings may name. */
export interface Known {
  readonly rules: readonly Rule[]
  readonly profiles: readonly Profile[]
  /** Keys of budgets: whole ones, and beginnings with what follows their colon. */
  readonly budgets: {
    readonly words: Readonly<Record<string, string>>
    readonly forms: Readonly<Record<string, string>>
  }
}

/** A JSON Schema of settings files, made from what reads them: an editor says what the audit would. */
export const settingsSchema = (known: Known): Schema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "plimsoll settings",
  description: "What plimsoll.config.yaml, and its kin in JSON, may say.",
  ...schemaOf(SETTINGS),
  $defs: {
    profile: { oneOf: known.profiles.map(({ name, help }) => ({ const: name, description: help })) },
    rule: { anyOf: [{ enum: known.rules.map(({ id }) => id) }, { type: "string", pattern: "[*?]", maxLength: 100 }] },
    level: { enum: ["off", ...SEVERITIES] },
    rules: {
      type: "object",
      properties: Object.fromEntries(known.rules.map((rule) => [rule.id, ruleSchema(rule)])),
      additionalProperties: false,
    },
    budget: schemaOf(KNOWN.budgets.of),
    budgets: {
      type: "object",
      properties: Object.fromEntries(Object.entries(known.budgets.words).map(([key, help]) => [key, budget(help)])),
      patternProperties: Object.fromEntries(
        Object.entries(known.budgets.forms).map(([form, what]) => [`^${form}:.`, budget(`After the colon ${what}.`)]),
      ),
      additionalProperties: false,
      maxProperties: KNOWN.budgets.most,
    },
  },
})

const budget = (help: string): Schema => ({ $ref: "#/$defs/budget", description: help })

const REFERENCES: ReadonlyMap<Shape, string> = new Map(
  (["profile", "rule", "rules", "budgets"] as const).map((name) => [KNOWN[name], `#/$defs/${name}`]),
)

function schemaOf(shape: Shape): Schema {
  const $ref = REFERENCES.get(shape)
  if ($ref !== undefined) return { $ref }
  switch (shape.kind) {
    case "text":
      return textSchema(shape)
    case "flag":
      return { type: "boolean" }
    case "choice":
      return { enum: shape.of }
    case "list":
      return { type: "array", items: schemaOf(shape.of), minItems: shape.least, maxItems: shape.most }
    case "either":
      return { anyOf: [schemaOf(shape.text), schemaOf(shape.section)] }
    case "section":
      return {
        type: "object",
        properties: Object.fromEntries(Object.entries(shape.keys).map(([name, key]) => [name, keySchema(key)])),
        required: Object.keys(shape.keys).filter((name) => shape.keys[name]?.isRequired),
        ...(shape.oneOf.length === 0 ? {} : { anyOf: shape.oneOf.map((name) => ({ required: [name] })) }),
        additionalProperties: false,
      }
    case "map":
      return { type: "object", additionalProperties: schemaOf(shape.of), maxProperties: shape.most }
    case "value":
      return {}
  }
}

function textSchema({ form, format, most, number }: Extract<Shape, { readonly kind: "text" }>): Schema {
  return {
    type: number === undefined ? "string" : ["string", number === "text" ? "number" : "integer"],
    ...(form === undefined ? {} : { pattern: form.source }),
    ...(format === undefined ? {} : { format }),
    maxLength: most,
    ...(number === undefined ? {} : { minimum: 0 }),
  }
}

const keySchema = ({ help, shape, default: value }: Key): Schema => ({
  ...schemaOf(shape),
  description: help,
  ...(value === undefined ? {} : { default: value }),
})

const LEVEL: Schema = { $ref: "#/$defs/level" }

const ruleSchema = ({ title, severity, options = {} }: Rule): Schema => ({
  description: `${title}.`,
  default: severity,
  anyOf: [
    LEVEL,
    {
      type: "object",
      properties: {
        severity: { ...LEVEL, default: severity },
        ...Object.fromEntries(Object.entries(options).map(([name, option]) => [name, optionSchema(option)])),
      },
      additionalProperties: false,
    },
  ],
})

const optionSchema = ({ default: value, help }: RuleOption): Schema => ({
  ...typeSchema(value),
  description: `${help.charAt(0).toUpperCase()}${help.slice(1)}.`,
  default: value,
})

function typeSchema(value: OptionValue): Schema {
  if (Array.isArray(value)) return { type: "array", items: { type: "string" } }
  return typeof value === "object"
    ? { type: "object", additionalProperties: { type: "string" } }
    : { type: typeof value }
}
