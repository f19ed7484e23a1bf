/** Which files' contents are kept while a layer is read. Plain data, so that it can cross a thread. */
export interface Captures {
  /** Root-relative paths. */
  readonly paths: ReadonlySet<string>
  /** Endings of names, each with the root-relative path of the folder that they count in. */
  readonly endings: readonly { readonly folder: string; readonly ending: string }[]
}

const isExact = (pattern: string): boolean => !pattern.includes("/*")

/** From absolute paths, of which the last part may begin with a `*`: `/var/lib/dpkg/info/*.list`. */
export function capturesOf(patterns: readonly string[]): Captures {
  return {
    paths: new Set(patterns.filter(isExact).map((path) => path.slice(1))),
    endings: patterns
      .filter((pattern) => !isExact(pattern))
      .map((pattern) => pattern.slice(1).split("/*"))
      .map(([folder = "", ending = ""]) => ({ folder, ending })),
  }
}

/** True where the content of a file is wanted. Every file is asked for. */
export function isCaptured({ paths, endings }: Captures, path: string): boolean {
  for (const { folder, ending } of endings)
    if (path.endsWith(ending) && path.startsWith(folder) && path.lastIndexOf("/") === folder.length) return true
  return paths.has(path)
}
