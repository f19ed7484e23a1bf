import type { HistoryStep, Image, Location } from "../../model/index.ts"

/** One variable that a container starts with. */
export interface Variable {
  readonly name: string
  /** It may hold a credential: only what a rule knows the meaning of is shown. */
  readonly value: string
}

const variables = new WeakMap<Image, ReadonlyMap<string, Variable>>()

/** The environment that the image config sets, by name; the last of a name counts. */
export function environmentOf(image: Image): ReadonlyMap<string, Variable> {
  const known = variables.get(image)
  if (known) return known
  const found = new Map(image.config.run.env.map((variable) => [variable.name, variable]))
  variables.set(image, found)
  return found
}

/** Where a variable is set: in the environment, by the last ENV line that names it where one does. */
export function locateVariable(image: Image, name: string): Location {
  const step = image.config.history.findLast((candidate) => sets(candidate, name))
  return { kind: "env", key: name, ...(step ? { history: step.index } : {}) }
}

/** Steps may be megabytes long. */
const READ_CHARACTERS = 20_000

function sets({ instruction, text }: HistoryStep, name: string): boolean {
  if (instruction !== "ENV") return false
  const pairs = text.slice(instruction.length, READ_CHARACTERS).trim()
  return pairs.startsWith(`${name}=`) || pairs.startsWith(`${name} `) || pairs.includes(` ${name}=`)
}

/** True where everybody takes a text for yes. */
export const isYes = (value: string): boolean => /^(?:1|true|yes|on)$/i.test(value)

/** True where everybody takes a text for no. */
export const isNo = (value: string): boolean => /^(?:0|false|no|off)$/i.test(value)
