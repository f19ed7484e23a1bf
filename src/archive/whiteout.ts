import { EntryType } from "../model/index.ts"

const PREFIX = ".wh."
const OPAQUE = ".wh..wh..opq"
const AUFS = ".wh..wh."

/** What a name says beyond itself. OCI image-spec, layer.md#whiteouts. */
export type NameMeaning =
  | { readonly kind: "whiteout" | "opaque"; readonly type: EntryType; readonly path: string }
  /** Left by AUFS (`.wh..wh.plnk` and the like), or a whiteout of nothing: no container sees it. */
  | { readonly kind: "ignored"; readonly odd: boolean }

/** Null for an ordinary name. Only the name counts: a whiteout may be a file, a link or a directory. */
export function meaningOf(path: string): NameMeaning | null {
  const slash = path.lastIndexOf("/")
  // Looked at only where it can matter: this runs for every entry of every layer.
  if (path.charCodeAt(slash + 1) !== 46 || !path.startsWith(PREFIX, slash + 1))
    return insideAufs(path) ? { kind: "ignored", odd: false } : null
  const name = path.slice(slash + 1)
  const parent = slash < 0 ? "" : path.slice(0, slash)
  if (name === OPAQUE) return { kind: "opaque", type: EntryType.opaque, path: parent }
  if (name.startsWith(AUFS)) return { kind: "ignored", odd: false }
  const hidden = name.slice(PREFIX.length)
  if (hidden === "" || hidden === "." || hidden === "..") return { kind: "ignored", odd: true }
  return { kind: "whiteout", type: EntryType.whiteout, path: parent === "" ? hidden : `${parent}/${hidden}` }
}

/** Files inside `.wh..wh.plnk/` are AUFS's own too. */
function insideAufs(path: string): boolean {
  return path.includes(AUFS) && /(?:^|\/)\.wh\.\.wh\.[^/]*\//.test(path)
}
