import type { Header } from "tar-stream"

/** One path of the image under construction. */
export interface Node {
  readonly type: "file" | "directory" | "symlink"
  readonly content: Buffer
  readonly target: string
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** The extended attribute `security.capability`. */
  readonly capability?: string
}

type EntryHeader = Partial<Header> & Pick<Header, "name">

/** One entry of a layer, as tar-stream wants it. */
export interface LayerEntry {
  readonly header: EntryHeader
  readonly content: Buffer
}

const EMPTY = Buffer.alloc(0)
const DIRECTORY: Node = { type: "directory", content: EMPTY, target: "", mode: 0o755, uid: 0, gid: 0 }
export const FILE: Node = { ...DIRECTORY, type: "file", mode: 0o644 }
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/"))

/** What an instruction does to the files, kept as the entries of its layer: what overlayfs would leave of it. */
export class BuildTree {
  readonly #nodes: Map<string, Node>
  #entries = new Map<string, LayerEntry>()
  /** Paths of the layers below: only these leave a whiteout. */
  #lower: ReadonlySet<string> = new Set()
  /** When the files from here on were changed. */
  mtime = new Date("2026-01-31T12:00:00Z")

  constructor() {
    this.#nodes = new Map()
  }

  /** The entries since the last call: one layer. */
  takeLayer(): LayerEntry[] {
    const entries = [...this.#entries.values()]
    this.#entries = new Map()
    this.#lower = new Set(this.#nodes.keys())
    return entries
  }

  at(path: string): Node {
    const node = this.#nodes.get(path)
    if (node === undefined) throw new Error(`${path} is not in the image`)
    return node
  }

  put(path: string, node: Node): void {
    if (!path.startsWith("/") || path !== "/" + path.split("/").filter(Boolean).join("/"))
      throw new Error(`"${path}" is no plain absolute path`)
    const parent = parentOf(path)
    if (parent !== "" && !this.#nodes.has(parent)) this.put(parent, DIRECTORY)
    this.#nodes.set(path, node)
    const { type, mode, uid, gid, target, content, capability } = node
    this.#add(
      path,
      {
        name: path.slice(1) + (type === "directory" ? "/" : ""),
        type,
        mode,
        uid,
        gid,
        ...(type === "symlink" ? { linkname: target } : {}),
        ...(capability === undefined ? {} : { pax: { "SCHILY.xattr.security.capability": capability } }),
      },
      content,
    )
  }

  directory(path: string): void {
    if (!this.#nodes.has(path)) this.put(path, DIRECTORY)
  }

  symlink(target: string, path: string): void {
    this.put(path, { ...FILE, type: "symlink", target, mode: 0o777 })
  }

  /** A further name: the file itself is copied up, so that both stand in one layer. */
  hardlink(target: string, path: string): void {
    const node = this.at(target)
    this.put(target, node)
    this.put(path, node)
    this.#add(
      path,
      { name: path.slice(1), type: "link", linkname: target.slice(1), mode: node.mode, uid: node.uid, gid: node.gid },
      EMPTY,
    )
  }

  /** Copies up what is changed, with its content, as overlayfs does. */
  change(path: string, changes: Partial<Node>, recursive: boolean): void {
    for (const each of recursive ? [path, ...this.#below(path)] : [path])
      this.put(each, { ...this.at(each), ...changes })
  }

  remove(path: string): void {
    this.at(path)
    for (const gone of [path, ...this.#below(path)]) {
      this.#nodes.delete(gone)
      this.#entries.delete(gone)
    }
    if (!this.#lower.has(path)) return
    const name = `${parentOf(path).slice(1)}/.wh.${path.slice(path.lastIndexOf("/") + 1)}`.replace(/^\//, "")
    this.#add(path, { name, type: "file", mode: 0 }, EMPTY)
  }

  /** Paths that a pattern with `*` in its last component means; the path itself where it has none. */
  expand(pattern: string): string[] {
    if (!pattern.includes("*")) return this.#nodes.has(pattern) ? [pattern] : []
    const [prefix = "", suffix = ""] = pattern.split("*")
    return [...this.#nodes.keys()].filter(
      (path) => path.startsWith(prefix) && path.endsWith(suffix) && parentOf(path) === parentOf(pattern),
    )
  }

  #below = (path: string): string[] => [...this.#nodes.keys()].filter((each) => each.startsWith(`${path}/`))

  #add(path: string, header: EntryHeader, content: Buffer): void {
    this.#entries.delete(path)
    this.#entries.set(path, {
      header: { mtime: this.mtime, ...header, size: content.length },
      content,
    })
  }
}
