import type { Assignment, Command as CommandNode, Redirection, SyntaxNode, Word as WordNode } from "unbash"
import type { Redirect, Word } from "./types.ts"
import { readWord } from "./word.ts"

type Suffix = CommandNode["suffix"][number]

export const isWordLike = (part: Suffix): part is WordNode | Assignment =>
  part.type === "Word" || part.type === "Assignment"
export const isRedirection = (part: Suffix): part is Redirection => !isWordLike(part)

/** `A=1` among a command's words: to the command it is a word like others. */
export function readAssigned(node: Assignment): ReturnType<typeof readWord> {
  if (node.value.type !== "Word") return { word: { text: node.text, value: null, loose: node.text }, expansions: [] }
  const { word, expansions } = readWord(node.value)
  const loose = node.text.slice(0, node.text.length - node.value.text.length) + word.loose
  return { word: { text: node.text, value: word.value === null ? null : loose, loose }, expansions }
}

/** Null where it is not known, or is an array. */
export const valueOf = ({ value }: Assignment): string | null =>
  value.type === "Word" ? readWord(value).word.value : null

/** A redirect as rules see it. */
export function redirectOf(node: Redirection): Redirect {
  const descriptor = node.descriptor?.type === "FileDescriptor" ? node.descriptor.value : null
  const word: Word | null = node.type === "HereDoc" || node.target === undefined ? null : readWord(node.target).word
  return { operator: node.operator, descriptor, target: word, heredoc: node.type === "HereDoc" ? node.body.text : null }
}

/** `[ -x /bin/a ] && …` runs what follows or not, as an if does. */
export const isTest = (node: SyntaxNode): boolean =>
  node.type === "TestCommand" || (node.type === "Command" && /^(?:test|\[)$/.test(node.name?.value ?? ""))
