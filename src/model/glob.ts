// Of our own, since paths come from images and globs from repositories, and neither may make the other slow: what is
// made into a backtracking expression takes a minute for `*a*a*a*a*a*b` and a path of 120 letters.

/** `{a,b}`; no escapes and no braces inside. */
const BRACES = /\{([^{}\\]*)\}/
const ESCAPED = /\\./gs
const MOST_ALTERNATIVES = 64

/** Why a text is no glob, as the rest of a sentence; null where it is one. */
export function globProblem(glob: string): string | null {
  if (!/[[\]{}\\]/.test(glob)) return null
  const bare = glob.replace(ESCAPED, "")
  if (bare.includes("\\")) return "a backslash at its end escapes nothing"
  if (/[[\]{}]/.test(bare.replace(new RegExp(BRACES, "g"), "")))
    return "brackets, or braces that are not {a,b}; write a backslash before one that is part of a name"
  const alternatives = [...bare.matchAll(new RegExp(BRACES, "g"))].map(([, list = ""]) => list.split(",").length)
  if (alternatives.reduce((product, count) => product * count, 1) > MOST_ALTERNATIVES)
    return `braces that stand for more than ${MOST_ALTERNATIVES} names`
  return null
}

/** How many steps many matchers together may still take; where none is left, nothing fits any more. */
export interface Steps {
  left: number
}

/**
 * Tells which paths a glob fits: `*` any part of a name, `?` one character, `**` any folders, `{a,b}` one or the other.
 * It is about the whole path, from the root; without a slash, about the name alone. Steps: at most glob × path.
 */
export function globMatcher(glob: string, steps: Steps = { left: Infinity }): (path: string) => boolean {
  const patterns = alternativesOf(glob).map(patternOf)
  const nameFits = (parts: Pattern[number], name: Letters): boolean =>
    typeof parts === "string" ? parts === name : parts !== FOLDERS && fits(parts, name, ANY, letterFits, steps)
  return (path) => {
    const names = lettersOfNames(path)
    return patterns.some((pattern) => fits(pattern, names, FOLDERS, nameFits, steps))
  }
}

/** Tells which texts a pattern fits, whole: `*` any text, `?` one character. In the same few steps as above. */
export function textMatcher(pattern: string, steps: Steps = { left: Infinity }): (text: string) => boolean {
  const parts = partsOf(pattern)
  return (text) => fits(parts, lettersOf(text), ANY, letterFits, steps)
}

/** A part of a name: characters, or one of two wildcards. */
type Part = string | typeof ONE | typeof ANY
const ONE = Symbol("?")
const ANY = Symbol("*")
/** Any folders, also none. */
const FOLDERS = Symbol("**")
/** By name; one without wildcards is its text. */
type Pattern = readonly (string | readonly Part[] | typeof FOLDERS)[]

const namesOf = (path: string): string[] => path.replace(/^\/+/, "").split("/")

function alternativesOf(glob: string): string[] {
  const braces = BRACES.exec(glob.replace(ESCAPED, "\\\\"))
  if (braces === null) return [glob]
  const before = glob.slice(0, braces.index)
  const after = alternativesOf(glob.slice(braces.index + braces[0].length))
  return (braces[1] ?? "").split(",").flatMap((choice) => after.map((rest) => before + choice + rest))
}

const patternOf = (glob: string): Pattern =>
  (glob.includes("/") ? namesOf(glob) : ["**", glob]).map((name) => (name === "**" ? FOLDERS : patternOfName(name)))

function patternOfName(name: string): string | Part[] {
  const parts = partsOf(name)
  const isText = parts.every((part) => typeof part === "string") && !/[\ud800-\udfff]/.test(name)
  return isText ? parts.join("") : parts
}

const partsOf = (name: string): Part[] =>
  [...name.matchAll(/\\(.)|./gsu)].map(([text, escaped]) =>
    text === "*" ? ANY : text === "?" ? ONE : (escaped ?? text),
  )

type Letters = ArrayLike<string>

/** Only beyond the Basic Multilingual Plane is a character more than one unit of a text. */
const lettersOf = (text: string): Letters => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text)

/** The last one: a path is held against many globs, one after the other. */
let last: { readonly path: string; readonly names: readonly Letters[] } = { path: "", names: [""] }

function lettersOfNames(path: string): readonly Letters[] {
  if (last.path !== path) last = { path, names: namesOf(path).map(lettersOf) }
  return last.names
}

const letterFits = (part: Part, letter: string): boolean => part === ONE || part === letter

/** Where something doesn't fit, only the last wildcard may take more: an earlier one can gain nothing. */
function fits<P, T>(
  pattern: readonly P[],
  text: ArrayLike<T>,
  wildcard: P,
  isOne: (part: P, item: T) => boolean,
  steps: Steps,
): boolean {
  let at = 0
  let wild = -1
  let taken = 0
  for (let to = 0; to < text.length;) {
    if (steps.left-- <= 0) return false
    const part = pattern[at]
    if (at < pattern.length && part === wildcard) {
      if (at === pattern.length - 1) return true
      wild = at
      taken = to
      at += 1
    } else if (at < pattern.length && isOne(part!, text[to]!)) {
      at += 1
      to += 1
    } else if (wild >= 0) {
      at = wild + 1
      taken += 1
      to = taken
    } else return false
  }
  return pattern.slice(at).every((part) => part === wildcard)
}
