/** Which files' contents are kept while a layer is read. Plain data, so that it can cross a thread. */
export interface Captures {
  /** Root-relative paths. */
  readonly paths: ReadonlySet<string>
  /** Endings of names in a folder, by the folder's root-relative path. */
  readonly endings: ReadonlyMap<string, readonly string[]>
}

/** From absolute paths, of which the last part may begin with a `*`: `/var/lib/dpkg/info/*.list`. */
export function capturesOf(patterns: readonly string[]): Captures {
  const paths = new Set<string>()
  const endings = new Map<string, string[]>()
  for (const pattern of patterns) {
    const star = pattern.indexOf("/*")
    if (star < 0) paths.add(pattern.slice(1))
    else {
      const folder = pattern.slice(1, star)
      endings.set(folder, [...(endings.get(folder) ?? []), pattern.slice(star + 2)])
    }
  }
  return { paths, endings }
}

/** True where the content of a file is wanted. */
export function isCaptured({ paths, endings }: Captures, path: string): boolean {
  if (paths.has(path)) return true
  // Every file is asked for: only those that end right are worth taking apart.
  for (const [folder, names] of endings)
    if (names.some((name) => path.endsWith(name)) && path.lastIndexOf("/") === folder.length && path.startsWith(folder))
      return true
  return false
}
