import { didYouMean, globProblem, type ReportImage } from "../../model/index.ts"

/** What a budget bounds. */
export type Measure =
  | { readonly kind: "size"; readonly field: "archive" | "layers" | "content" | "filesystem" | "wasted" }
  | { readonly kind: "count"; readonly of: (report: ReportImage) => number }
  | { readonly kind: "largest-file" }
  | { readonly kind: "layers" }
  | { readonly kind: "layer"; readonly index: number }
  | { readonly kind: "layers-like"; readonly pattern: string }
  | { readonly kind: "path"; readonly glob: string }
  /** `*` in either stands for any text. */
  | { readonly kind: "packages"; readonly type: string; readonly name: string }

const WORDS = {
  archive: { kind: "size", field: "archive" },
  tar: { kind: "size", field: "layers" },
  content: { kind: "size", field: "content" },
  filesystem: { kind: "size", field: "filesystem" },
  wasted: { kind: "size", field: "wasted" },
  files: { kind: "count", of: ({ size }) => size.files },
  layers: { kind: "count", of: ({ layers }) => layers.length },
  "largest-file": { kind: "largest-file" },
  layer: { kind: "layers" },
} as const satisfies Readonly<Record<string, Measure>>

/** What comes before a colon, and what after it. */
const FORMS: Readonly<Record<string, string>> = {
  layer: "an index or an instruction such as COPY *",
  path: "a glob such as /srv/**",
  package: "a name such as npm/lodash",
  packages: "a type such as npm",
}

/** Keys as they are with what they bound, and words that begin others with what follows their colon. */
export const BUDGET_KEYS = {
  words: {
    archive: "Bytes as they are stored.",
    tar: "Bytes of the layers, unpacked.",
    content: "Bytes of the files in all layers.",
    filesystem: "Bytes that a container sees.",
    wasted: "Bytes that no container sees; max and warn may be a share of the content, such as 5%.",
    files: "Files that a container sees.",
    layers: "Number of layers.",
    "largest-file": "Bytes of the largest file that a container sees.",
    layer: "Bytes of each layer.",
  } satisfies Record<keyof typeof WORDS, string>,
  forms: FORMS,
} as const

/** Types of packages, as in package URLs. */
const TYPES = "alpm apk cargo composer deb gem generic golang maven npm nuget pypi rpm".split(" ")

/** What the key of a budget bounds, or what is wrong with it as the rest of a sentence. */
export function parseKey(key: string): Measure | string {
  if (Object.hasOwn(WORDS, key)) return WORDS[key as keyof typeof WORDS]
  const colon = key.indexOf(":")
  const form = key.slice(0, Math.max(0, colon))
  const rest = key.slice(colon + 1)
  if (!Object.hasOwn(FORMS, form)) return unknown(key, form)
  if (rest === "") return `${key} needs ${FORMS[form]} after the colon`
  switch (form) {
    case "layer":
      if (/^-\d+$/.test(rest)) return "layers are counted from 0, the base"
      return /^\d{1,9}$/.test(rest) ? { kind: "layer", index: Number(rest) } : { kind: "layers-like", pattern: rest }
    case "path": {
      const problem = globProblem(rest)
      return problem === null ? { kind: "path", glob: rest } : `a glob can't have ${problem}`
    }
    case "package": {
      const slash = rest.indexOf("/")
      const type = rest.slice(0, Math.max(0, slash))
      return type === "*" || TYPES.includes(type)
        ? { kind: "packages", type, name: rest.slice(slash + 1) }
        : { kind: "packages", type: "*", name: rest }
    }
    default:
      return TYPES.includes(rest)
        ? { kind: "packages", type: rest, name: "*" }
        : `there is no type of package ${rest.slice(0, 64)}${hint(rest, TYPES)}`
  }
}

function unknown(key: string, form: string): string {
  const names = [...Object.keys(WORDS), ...Object.keys(FORMS).map((one) => `${one}:`)]
  return `there is no budget ${key.slice(0, 64)}${hint(form === "" ? key : `${form}:`, names)}`
}

const hint = (word: string, names: readonly string[]): string =>
  didYouMean(word, names, `; choose from ${names.join(", ")}`)
