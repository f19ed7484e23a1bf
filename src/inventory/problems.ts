import type { Problem } from "../model/index.ts"
import type { Unread } from "./gather.ts"

/** One problem for each thing that was not understood, however many files it is true of. */
export function problemsOf(unread: readonly Unread[]): readonly Problem[] {
  const groups = new Map<string, Unread[]>()
  for (const each of unread) {
    const same = groups.get(each.message)
    if (same) same.push(each)
    else groups.set(each.message, [each])
  }
  return [...groups].map(([message, all]): Problem => {
    const [{ path, layer }] = all as [Unread, ...Unread[]]
    const more = all.length > 1 ? ` and ${all.length - 1} more` : ""
    return {
      code: "unread-content",
      layer,
      path: path.slice(1),
      message: `layer ${layer}: ${message}, at ${path}${more}; what it would say is not listed, and no rule knows of it`,
    }
  })
}
