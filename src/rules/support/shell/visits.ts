import type { SyntaxNode } from "unbash"
import type { Place, Walker } from "./place.ts"

type Visits = {
  readonly [T in SyntaxNode["type"]]?: (walk: Walker, node: Extract<SyntaxNode, { type: T }>, place: Place) => number[]
}

/** How each kind of node that holds commands is gone through. */
export const VISITS: Visits = {
  Command: (walk, node, place) => walk.command(node, place),
  Pipeline: (walk, node, place) => walk.pipeline(node, place),
  AndOr: (walk, node, place) => walk.andOr(node, place),
  CompoundList: (walk, node, place) => walk.inside(node, place, "group"),
  Subshell: (walk, node, place) => walk.inside(node.body, place, "subshell"),
  BraceGroup: (walk, node, place) => walk.inside(node.body, place, "group"),
  Redirected: (walk, node, place) => {
    walk.redirections(node.redirects, place)
    return walk.visit(node.command, place)
  },
  If: (walk, node, place) => [
    ...walk.inside(node.clause, place, "group"),
    ...walk.inside(node.then, place, "condition", true),
    ...node.elif.flatMap(({ clause, then }) => [
      ...walk.inside(clause, place, "condition", true),
      ...walk.inside(then, place, "condition", true),
    ]),
    ...walk.inside(node.else, place, "condition", true),
  ],
  Case: (walk, node, place) => node.items.flatMap(({ body }) => walk.inside(body, place, "condition", true)),
  For: (walk, node, place) => walk.inside(node.body, place, "loop", true),
  ArithmeticFor: (walk, node, place) => walk.inside(node.body, place, "loop", true),
  Select: (walk, node, place) => walk.inside(node.body, place, "loop", true),
  While: (walk, node, place) => [
    ...walk.inside(node.clause, place, "loop"),
    ...walk.inside(node.body, place, "loop", true),
  ],
  Function: (walk, node, place) => {
    const body = node.body.type === "Redirected" ? node.body.command : node.body
    walk.visit(body, {
      ...place,
      connectedBy: "",
      isLast: false,
      isConditional: true,
      nesting: [...place.nesting, "function"],
    })
    return []
  },
  Coproc: (walk, node, place) => walk.visit(node.body, { ...place, isInBackground: true }),
}
