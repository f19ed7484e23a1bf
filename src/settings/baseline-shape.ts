import type { Key, Shape } from "./shape.ts"

type Section = Extract<Shape, { readonly kind: "section" }>
type Text = Extract<Shape, { readonly kind: "text" }>

const text = (what: string, most: number, form = /\S/): Text => ({ kind: "text", what, form, most })
const section = (what: string, keys: Section["keys"]): Section => ({ kind: "section", what, keys, oneOf: [] })
const list = (of: Shape, most: number): Shape => ({ kind: "list", of, least: 0, most })
const may = (help: string, shape: Shape): Key => ({ help, shape })
const must = (help: string, shape: Shape): Key => ({ help, shape, isRequired: true })

const day: Shape = { ...text("a day such as 2026-12-31", 10, /^\d{4}-\d\d-\d\d$/), format: "date" }
/** Bytes or pieces. */
const amount: Shape = { kind: "text", what: "a whole number", form: /(?!)/, most: 16, number: "stays" }
const amounts = (what: string, most: number): Shape => ({ kind: "map", what, of: amount, most })

const entry = {
  reason: must("Why it is accepted.", text("text that says why", 1000)),
  owner: may("Whom to ask.", text("text that says whom to ask", 200)),
  expires: may("The last day that it holds on, in UTC.", day),
}

const acceptance = section("an entry of accepted", {
  fingerprint: must(
    "Fingerprint of the finding.",
    text("the 16 hex digits of a fingerprint, in quotes", 16, /^[0-9a-f]{16}$/),
  ),
  rule: must("The rule that found it.", text("the id of a rule", 100)),
  what: must("What was found.", text("text that says what was found", 5000)),
  ...entry,
})

const growth = section("an entry of growth", {
  budget: must("Key of the budget.", text("the key of a budget, such as filesystem", 1000)),
  by: must("So much more than the limit allows.", {
    ...text(
      "a size such as 10MB, or of what is counted a number",
      40,
      /^\d{1,15}(?:\.\d{1,9})? ?(?:[kKmMgGtT]?[iI]?[bB])?$/,
    ),
    number: "text",
  }),
  ...entry,
})

const image = section("an image", {
  // Empty where it had no name.
  name: must("Its repository, without a tag.", text("the name of a repository", 1000, /^/)),
  platform: must("Its platform.", text("a platform such as linux/amd64", 100, /^/)),
  version: may("Its version.", text("a version such as 1.2.3", 300)),
  sizes: must("How large it was, by the keys of budgets.", amounts("sizes", 1000)),
  parts: may("Where its bytes were.", amounts("parts", 5000)),
  depth: may("How many names the folders among them have at most.", amount),
  accepted: may("Findings that are known and accepted.", list(acceptance, 10_000)),
  growth: may("Growth beyond its limit that is accepted.", list(growth, 1000)),
})

/** A baseline file as a whole. */
export const BASELINE: Section = section("a baseline", { images: must("Images that are known.", list(image, 2000)) })
