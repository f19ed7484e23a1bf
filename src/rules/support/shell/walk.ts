import type {
  AndOr,
  Command as CommandNode,
  CompoundList,
  ParsedScript,
  Pipeline,
  Redirection,
  Statement,
  SyntaxNode,
  WordPart,
} from "unbash"
import { parse } from "unbash"
import { scriptsOf } from "./script.ts"
import { isRedirection, isTest, isWordLike, readAssigned, redirectOf, valueOf } from "./node.ts"
import { type Place, TOP, type Walker } from "./place.ts"
import type { Command, Nesting } from "./types.ts"
import { VISITS } from "./visits.ts"
import { readWord } from "./word.ts"
import { baseName, peel } from "./wrappers.ts"

const DEEPEST = 24
const MOST_COMMANDS = 4000
/** Characters of nested texts, which are parsed again at each level that they are nested in. */
const MOST_NESTED = 524_288

type Draft = { -readonly [K in keyof Command]: Command[K] }

/** Lists the simple commands of a parsed text. Each visit gives the indexes of commands that read what is piped into it. */
export class Walk implements Walker {
  readonly commands: Draft[] = []
  isWhole = true
  #nested = 0

  script(script: ParsedScript, place: Place = TOP): number[] {
    if ((script.errors?.length ?? 0) > 0) this.isWhole = false
    return this.#list(script.commands, place)
  }

  #list(statements: readonly Statement[], place: Place): number[] {
    const readers: number[] = []
    for (const [at, { command, background = false }] of statements.entries()) {
      const before = statements[at - 1]
      const connectedBy = before === undefined ? place.connectedBy : before.background === true ? "&" : ";"
      const isLast = place.isLast && at === statements.length - 1
      const isInBackground = place.isInBackground || background
      readers.push(...this.visit(command, { ...place, connectedBy, isLast, isInBackground }))
    }
    return readers
  }

  /** Any node. What holds no commands is passed over. */
  visit(node: SyntaxNode, place: Place): number[] {
    if (place.nesting.length > DEEPEST || this.commands.length >= MOST_COMMANDS) {
      this.isWhole = false
      return []
    }
    const visit = VISITS[node.type] as ((walk: Walker, node: SyntaxNode, place: Place) => number[]) | undefined
    return visit?.(this, node, place) ?? []
  }

  inside(node: CompoundList | undefined, place: Place, nesting: Nesting, isConditional = false): number[] {
    if (node === undefined) return []
    return this.#list(node.commands, {
      ...place,
      connectedBy: "",
      isLast: false,
      isConditional: place.isConditional || isConditional,
      nesting: [...place.nesting, nesting],
    })
  }

  andOr({ commands, operators }: AndOr, place: Place): number[] {
    return commands.flatMap((node, at) => {
      const operator = operators[at - 1]
      const isConditional = place.isConditional || operator === "||" || (operator === "&&" && isTest(commands[at - 1]!))
      const connectedBy = operator ?? place.connectedBy
      return this.visit(node, {
        ...place,
        connectedBy,
        isConditional,
        isLast: place.isLast && at === commands.length - 1,
      })
    })
  }

  pipeline({ commands }: Pipeline, place: Place): number[] {
    const parts: number[][] = []
    for (const [at, node] of commands.entries()) {
      const connectedBy = at === 0 ? place.connectedBy : "|"
      parts.push(this.visit(node, { ...place, connectedBy, isLast: place.isLast && at === commands.length - 1 }))
    }
    for (const [at, readers] of parts.entries())
      for (const index of parts[at - 1] ?? [])
        if (index < this.commands.length) this.commands[index]!.pipesInto = readers
    return parts[0] ?? []
  }

  command({ name, prefix, suffix }: CommandNode, place: Place): number[] {
    const index = this.commands.length
    const nodes = [...(name === undefined ? [] : [name]), ...suffix.filter((part) => isWordLike(part))]
    const read = nodes.map((node) => (node.type === "Word" ? readWord(node) : readAssigned(node)))
    const all = read.map(({ word }) => word)
    const peeled = peel(all)
    const words = all.slice(peeled.taken)
    const assigned = prefix.filter((part) => part.type === "Assignment")
    const redirections = [...prefix, ...suffix].filter((part) => isRedirection(part))
    const draft: Draft = {
      ...place,
      index,
      words,
      name: baseName(words[0]?.value ?? ""),
      wrappers: peeled.wrappers,
      assignments: [...assigned.map((node) => ({ name: node.name, value: valueOf(node) })), ...peeled.assignments],
      redirects: redirections.map((node) => redirectOf(node)),
      pipesInto: [],
    }
    this.commands.push(draft)
    for (const [at, { expansions }] of read.entries()) this.#expansions(expansions, draft, at - peeled.taken)
    for (const node of assigned)
      if (node.value.type === "Word") this.#expansions(readWord(node.value).expansions, draft, -1)
    this.redirections(redirections, draft)
    for (const { text, word } of scriptsOf(draft.name, words, draft.redirects)) this.#text(text, draft, word)
    this.#exec(draft)
    return [index]
  }

  redirections(redirections: readonly Redirection[], place: Place & { readonly index?: number }): void {
    for (const node of redirections)
      if (node.type !== "HereDoc" && node.target !== undefined)
        this.#expansions(readWord(node.target).expansions, { ...place, index: place.index ?? -1 }, -1)
  }

  #expansions(parts: readonly WordPart[], holder: Place & { readonly index: number }, word: number): void {
    for (const part of parts) {
      if (part.type !== "CommandExpansion" && part.type !== "ProcessSubstitution") continue
      if (this.#mayParse(part.end - part.pos) && part.script !== undefined)
        this.script(part.script, this.#held(holder, "substitution", word))
    }
  }

  #text(text: string, holder: Draft, word: number): void {
    const place = this.#held(holder, "script", word)
    if (place.nesting.length <= DEEPEST && this.#mayParse(text.length)) this.script(parse(text), place)
    else this.isWhole = false
  }

  /** `find … -exec chmod 644 {} +`. */
  #exec(holder: Draft): void {
    if (holder.name !== "find") return
    for (let at = 1; at < holder.words.length; at++) {
      if (!/^-(?:exec|execdir|ok|okdir)$/.test(holder.words[at]!.loose)) continue
      const end = holder.words.findIndex(({ value }, index) => index > at && (value === ";" || value === "+"))
      const all = holder.words.slice(at + 1, end < 0 ? undefined : end)
      const { wrappers, assignments, taken } = peel(all)
      const words = all.slice(taken)
      if (words.length === 0) continue
      const index = this.commands.length
      const name = baseName(words[0]?.value ?? "")
      const draft = {
        ...holder,
        ...this.#held(holder, "exec", at),
        index,
        words,
        name,
        wrappers,
        assignments,
        redirects: [],
      }
      this.commands.push(draft)
      for (const { text, word } of scriptsOf(name, words, [])) this.#text(text, draft, word)
      at += all.length
    }
  }

  #held(holder: Place & { readonly index: number }, nesting: Nesting, withinWord: number): Place {
    return {
      ...TOP,
      isInBackground: holder.isInBackground,
      isConditional: holder.isConditional,
      isLast: false,
      nesting: [...holder.nesting, nesting],
      within: holder.index < 0 ? null : holder.index,
      withinWord,
    }
  }

  #mayParse(characters: number): boolean {
    this.#nested += characters
    if (this.#nested > MOST_NESTED) this.isWhole = false
    return this.#nested <= MOST_NESTED
  }
}
