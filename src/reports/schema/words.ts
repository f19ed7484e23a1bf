/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>

export const string = (description: string): Schema => ({ type: "string", description })
export const bytes = (description: string): Schema => ({ type: "integer", minimum: 0, description })
/** A position or a number of things. */
export const whole = (description: string): Schema => ({ type: "integer", minimum: 0, description })
export const flag = (description: string): Schema => ({ type: "boolean", description })
export const choice = (description: string, values: readonly string[]): Schema => ({ enum: values, description })
export const list = (description: string, items: Schema): Schema => ({ type: "array", items, description })
export const strings = (description: string): Schema => list(description, { type: "string" })
/** The same, or null. */
export const orNull = (schema: Schema): Schema => ({ ...schema, type: [schema["type"], "null"] })

/** An object with these fields and no others. Names in `optional` may be absent. */
export const object = (
  description: string,
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema => ({
  type: "object",
  description,
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
})
