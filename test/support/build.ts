import { BuildTree, type LayerEntry } from "./build-tree.ts"

/** When everything here was built. */
const CREATED = "2026-01-31T12:00:00Z"

interface HistoryEntry {
  readonly created: string
  readonly created_by: string
  readonly comment?: string
  readonly empty_layer?: true
}

/** What a build has made so far: files, config and history, as BuildKit would keep them. */
export class Build {
  readonly tree = new BuildTree()
  readonly layers: LayerEntry[][] = []
  readonly history: HistoryEntry[] = []
  readonly config: Record<string, unknown> = {
    Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
  }
  readonly args: string[] = []
  os = "linux"
  /** Undefined is left out of the config. */
  author: string | undefined
  workdir = ""
  /** When the steps from here on were run. */
  created = CREATED

  note(createdBy: string): void {
    this.history.push({
      created: this.created,
      created_by: createdBy,
      comment: "buildkit.dockerfile.v0",
      empty_layer: true,
    })
  }
  layer(createdBy: string, comment = "buildkit.dockerfile.v0"): void {
    this.layers.push(this.tree.takeLayer())
    this.history.push({ created: this.created, created_by: createdBy, comment })
  }
  /** An object of the config, made on first use. */
  section(key: string): Record<string, unknown> {
    return (this.config[key] ??= {}) as Record<string, unknown>
  }
  absolute(path: string): string {
    const base = path.startsWith("/") ? "" : `${this.workdir}/`
    return `/${(base + path)
      .split("/")
      .filter((part) => part !== "" && part !== ".")
      .join("/")}`
  }
}
