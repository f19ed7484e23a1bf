import type { Node, YAMLMap } from "yaml"
import { didYouMean } from "../model/index.ts"
import { wanted, type Shape } from "./shape.ts"

/** Something wrong at an offset of the text. */
export interface Complaint {
  readonly offset: number
  /** One sentence, without a full stop. */
  readonly message: string
}

type Yaml = Pick<typeof import("yaml"), "isCollection" | "isMap" | "isNode" | "isScalar" | "isSeq">
type Of<Kind extends Shape["kind"]> = Extract<Shape, { readonly kind: Kind }>
interface Place {
  /** What the value was given to, as people would name it. */
  readonly name: string
  /** For what is not there. */
  readonly offset: number
}

const isText = (one: Of<"text">, value: unknown): value is string =>
  typeof value === "string" &&
  value.length <= one.most &&
  (one.form?.test(value) ?? true) &&
  (one.format === undefined || isDay(value))

/** Takes a parsed text for what its shape says. What is returned fits the shape where nothing is complained of. */
export function walk(yaml: Yaml, root: Node, shape: Shape, complaints: Complaint[]): unknown {
  const complain = (offset: number, message: string): undefined => void complaints.push({ offset, message })
  const offsetOf = (node: unknown, { offset }: Place): number =>
    (yaml.isNode(node) ? node.range?.[0] : undefined) ?? offset
  const wrong = (node: unknown, place: Place, one: Shape): undefined =>
    complain(offsetOf(node, place), `${place.name} must be ${wanted(one)}`)

  // Values are never quoted: who puts a secret where its hash belongs must not find it in a log.
  const text = (one: Of<"text">, node: unknown, place: Place): unknown => {
    const value = yaml.isScalar(node) ? node.value : undefined
    if (typeof value === "number" && one.number !== undefined) {
      if (one.number === "stays") return Number.isSafeInteger(value) && value >= 0 ? value : wrong(node, place, one)
      // As it is written, where that is right: `+5` is a number too, and says more than 5.
      const written = yaml.isScalar(node) && isText(one, node.source) ? node.source : String(value)
      return isText(one, written) ? written : wrong(node, place, one)
    }
    if (typeof value === "number" || typeof value === "boolean")
      return complain(offsetOf(node, place), `${place.name} must be ${wanted(one)}; put it in quotes`)
    return isText(one, value) ? value : wrong(node, place, one)
  }

  const flag = (one: Of<"flag">, node: unknown, place: Place): unknown => {
    const value = yaml.isScalar(node) ? node.value : undefined
    return typeof value === "boolean" ? value : wrong(node, place, one)
  }

  const either = (one: Of<"either">, node: unknown, place: Place): unknown =>
    yaml.isMap(node)
      ? section(one.section, node, place)
      : yaml.isScalar(node) && node.value !== null
        ? text(one.text, node, place)
        : wrong(node, place, one)

  const choice = (one: Of<"choice">, node: unknown, place: Place): unknown => {
    const value = yaml.isScalar(node) ? node.value : undefined
    return one.of.some((word) => word === value) ? value : wrong(node, place, one)
  }

  const list = (one: Of<"list">, node: unknown, place: Place): unknown => {
    if (!yaml.isSeq(node)) return wrong(node, place, one)
    const offset = offsetOf(node, place)
    if (node.items.length < one.least) return complain(offset, `${place.name} must not be empty`)
    if (node.items.length > one.most) return complain(offset, `${place.name} can't have more than ${one.most} entries`)
    return node.items.map((item, index) => read(one.of, item, { name: `${place.name}[${index}]`, offset }))
  }

  const section = (one: Of<"section">, node: unknown, place: Place): unknown => {
    if (!yaml.isMap(node)) return wrong(node, place, one)
    const values = new Map<string, unknown>()
    for (const { key, value } of node.items) {
      const name = yaml.isScalar(key) && typeof key.value === "string" ? key.value : ""
      const offset = offsetOf(key, place)
      if (!Object.hasOwn(one.keys, name)) complain(offset, unknownKey(name, one))
      else if (values.has(name)) complain(offset, `${one.what} has ${name} twice; leave one`)
      else values.set(name, read(one.keys[name]!.shape, value, { name, offset }))
    }
    for (const [name, { isRequired }] of Object.entries(one.keys))
      if (isRequired && !values.has(name)) complain(offsetOf(node, place), `${one.what} needs the key ${name}`)
    // Whose only key is unknown has heard of it.
    const isTold = values.size < node.items.length
    if (one.oneOf.length > 0 && !isTold && !one.oneOf.some((name) => values.has(name)))
      complain(offsetOf(node, place), `${one.what} needs one of the keys ${one.oneOf.join(", ")}`)
    return Object.fromEntries(values)
  }

  const map = (one: Of<"map">, node: unknown, place: Place): unknown => {
    if (!yaml.isMap(node)) return wrong(node, place, one)
    if (node.items.length > one.most)
      return complain(offsetOf(node, place), `${place.name} can't have more than ${one.most} keys`)
    const values = new Map<string, unknown>()
    for (const { key, value: content } of node.items) {
      const name = yaml.isScalar(key) && typeof key.value === "string" ? key.value : ""
      const offset = offsetOf(key, place)
      if (name === "") complain(offset, `a key of ${one.what} must be a text`)
      else if (values.has(name)) complain(offset, `${one.what} has ${name.slice(0, 64)} twice; leave one`)
      else values.set(name, read(one.of, content, { name: name.slice(0, 64), offset }))
    }
    // Not an object literal: a key may be called __proto__.
    return Object.fromEntries(values)
  }

  const value = (one: Of<"value">, node: unknown, place: Place): unknown => {
    if (yaml.isScalar(node) && ["string", "number", "boolean"].includes(typeof node.value)) return node.value
    const inner: Shape = { ...one, depth: one.depth - 1 }
    if (one.depth === 0 || !yaml.isCollection(node)) return wrong(node, place, one)
    return yaml.isSeq(node)
      ? list({ kind: "list", of: { ...inner, depth: 0 }, least: 0, most: 1000 }, node, place)
      : map({ kind: "map", what: place.name, of: inner, most: 1000 }, node, place)
  }

  // As deep as the shape is, whatever the text holds.
  const read = (one: Shape, node: unknown, place: Place): unknown => {
    switch (one.kind) {
      case "text":
        return text(one, node, place)
      case "flag":
        return flag(one, node, place)
      case "either":
        return either(one, node, place)
      case "choice":
        return choice(one, node, place)
      case "list":
        return list(one, node, place)
      case "section":
        return section(one, node, place)
      case "map":
        return map(one, node, place)
      case "value":
        return value(one, node, place)
    }
  }
  return read(shape, root, { name: "the settings", offset: 0 })
}

/** True for a day that is in the calendar. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

function unknownKey(name: string, { what, keys }: Of<"section">): string {
  const names = Object.keys(keys).filter((one) => !one.startsWith("$"))
  const hint = didYouMean(name, Object.keys(keys), `; its keys are ${names.join(", ")}`)
  return `${what} has no key ${name === "" ? "like this" : name.slice(0, 64)}${hint}`
}

/** Where the value at a path is written; of what is not there, where the last of the path that is. */
export function offsetAt(yaml: Yaml, root: Node, path: readonly (string | number)[]): number {
  let node: unknown = root
  let offset = 0
  for (const part of path) {
    const next: unknown = yaml.isCollection(node) ? (node as YAMLMap).get(part, true) : undefined
    if (!yaml.isNode(next)) break
    node = next
    offset = next.range?.[0] ?? offset
  }
  return offset
}
