import type { CompoundList, Pipeline, AndOr, Command as CommandNode, Redirection, SyntaxNode } from "unbash"
import type { Connector, Nesting } from "./types.ts"

/** Where in the text a node stands. */
export interface Place {
  readonly connectedBy: Connector
  readonly isInBackground: boolean
  readonly isConditional: boolean
  readonly isLast: boolean
  readonly nesting: readonly Nesting[]
  readonly within: number | null
  readonly withinWord: number
}

/** The top of a text. */
export const TOP: Place = {
  connectedBy: "",
  isInBackground: false,
  isConditional: false,
  isLast: true,
  nesting: [],
  within: null,
  withinWord: 0,
}

/** Goes through a parsed text. Each visit gives the indexes of the commands that read what is piped into it. */
export interface Walker {
  visit(node: SyntaxNode, place: Place): number[]
  /** What stands inside of something, as a list of its own. */
  inside(node: CompoundList | undefined, place: Place, nesting: Nesting, isConditional?: boolean): number[]
  andOr(node: AndOr, place: Place): number[]
  pipeline(node: Pipeline, place: Place): number[]
  command(node: CommandNode, place: Place): number[]
  /** What redirects bring to run, of a command or of a whole group. */
  redirections(nodes: readonly Redirection[], place: Place): void
}
