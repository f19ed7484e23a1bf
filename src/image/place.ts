import { type Fields, nameOf } from "./fields.ts"
import type { Notes } from "./notes.ts"
import { sameJson } from "./same-json.ts"

/** Characters of a key that a sentence repeats. */
const LONGEST_KEY = 60

/**
 * One value of a JSON document and where it stands. Reading it as what it should be never throws: a value of another
 * type reads as empty and is noted; an absent one and `null` read as empty without a word, as in Go.
 */
export class Place {
  readonly value: unknown
  readonly path: string
  readonly #notes: Notes

  constructor(value: unknown, path: string, notes: Notes) {
    this.value = value
    this.path = path
    this.#notes = notes
  }

  get absent(): boolean {
    return this.value === undefined || this.value === null
  }

  /** The fields of an object. A key that differs by case alone counts as the field, as it does for Docker. */
  fields<Name extends string>(wanted: Fields<Name>): (name: Name) => Place {
    const object = this.#object()
    const keys = new Map<Name, string>()
    for (const key of Object.keys(object)) {
      const name = nameOf(key, wanted)
      if (name === undefined) continue
      const other = keys.get(name)
      if (other !== undefined && !sameJson(object[other], object[key])) this.#ambiguous(other, key)
      else if (key !== name)
        this.#below(key, null).note(`is a misspelling of ${name}; it is read as that, as Docker does`)
      keys.set(name, key)
    }
    return (name) => {
      const key = keys.get(name)
      return this.#below(name, key === undefined ? undefined : object[key])
    }
  }

  text(): string {
    return typeof this.value === "string" ? this.value : this.#empty("a string", "")
  }

  truth(): boolean {
    return typeof this.value === "boolean" ? this.value : this.#empty("true or false", false)
  }

  /** A whole number above 0; undefined where it is 0, which stands for "not set" all over the image configuration. */
  count(): number | undefined {
    if (this.value === 0) return undefined
    return Number.isSafeInteger(this.value) && Number(this.value) > 0
      ? Number(this.value)
      : this.#empty("a whole number of 0 or more", undefined)
  }

  /** Null where there is no list. */
  items(): Place[] | null {
    return Array.isArray(this.value)
      ? this.value.map((item: unknown, index) => new Place(item, `${this.path}[${index}]`, this.#notes))
      : this.#empty("a list", null)
  }

  /** The strings of a list without its other items; null where there is no list. */
  texts(): string[] | null {
    const items = this.items()
    return items === null ? null : strings(items)
  }

  /** As `texts`, of a list that Docker also takes as one string. */
  words(): string[] | null {
    if (typeof this.value !== "string") return this.texts()
    this.note("is a string, not a list; it is read as a list of one")
    return [this.value]
  }

  /** The keys of an object whose values mean nothing, sorted; of a list, which some tools write, its strings. */
  keys(): string[] {
    if (!Array.isArray(this.value)) return Object.keys(this.#object()).toSorted()
    this.note("is a list, not an object; its items are read as the keys")
    return [...new Set(this.texts())].toSorted()
  }

  /** An object of strings, in its order, without its other values. */
  map(): Map<string, string> {
    const entries = Object.entries(this.#object()).map(
      ([key, value]) =>
        [key, new Place(value, `${this.path}[${JSON.stringify(key.slice(0, LONGEST_KEY))}]`, this.#notes)] as const,
    )
    return new Map(entries.filter(([, place]) => place.isText()).map(([key, place]) => [key, place.text()]))
  }

  /** Notes what is odd about the value: `config.Env[3] is a number, not a string; it was left out.` */
  note(what: string): void {
    this.#notes.add("odd-config", `In the image configuration, ${this.path} ${what}.`)
  }

  /** True for a string; anything else, `null` too, is noted. */
  isText(): boolean {
    if (typeof this.value === "string") return true
    this.note(`is ${kindOf(this.value)}, not a string; it was left out`)
    return false
  }

  #object(): Record<string, unknown> {
    return typeof this.value === "object" && this.value !== null && !Array.isArray(this.value)
      ? (this.value as Record<string, unknown>)
      : this.#empty("an object", {})
  }

  #empty<T>(wanted: string, empty: T): T {
    if (!this.absent) this.note(`is ${kindOf(this.value)}, not ${wanted}; it was left out`)
    return empty
  }

  #below(name: string, value: unknown): Place {
    return new Place(value, this.#pathOf(name), this.#notes)
  }

  #pathOf(name: string): string {
    return this.path === "" ? name : `${this.path}.${name}`
  }

  #ambiguous(one: string, other: string): void {
    this.#notes.add(
      "ambiguous",
      `In the image configuration, ${this.#pathOf(one)} and ${this.#pathOf(other)} differ, and readers disagree on ` +
        "which of them counts. Have the tool that wrote it write one of them.",
    )
  }
}

/** The strings among some items; the others are noted. */
const strings = (items: readonly Place[]): string[] => items.filter((item) => item.isText()).map((item) => item.text())

/** What a JSON value is, for a sentence. */
export function kindOf(value: unknown): string {
  if (value === null) return "null"
  if (Array.isArray(value)) return "a list"
  if (typeof value === "object") return "an object"
  return typeof value === "number" && !Number.isInteger(value) ? "a fraction" : `a ${typeof value}`
}
