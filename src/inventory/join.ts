import type { Found } from "./found.ts"

/** Records of one package, which several files speak of, made one. An addition to nothing is left out. */
export function joinRecords(found: readonly Found[]): readonly Found[] {
  const groups = new Map<string, Found[]>()
  const result: Found[] = []
  for (const one of found) {
    const { type, key } = one.record
    if (key === undefined) {
      result.push(one)
      continue
    }
    const same = groups.get(`${type}\0${key}`)
    if (same) same.push(one)
    else groups.set(`${type}\0${key}`, [one])
  }
  for (const group of groups.values()) {
    const main =
      group.find(({ record }) => record.standing === undefined) ??
      group.find(({ record }) => record.standing === "guess")
    if (main !== undefined) result.push(group.length === 1 ? main : asOne(main, group))
  }
  return result
}

function asOne(main: Found, group: readonly Found[]): Found {
  const all = (pick: (each: Found) => readonly string[] | undefined): string[] => [
    ...new Set(group.flatMap((each) => pick(each) ?? [])),
  ]
  return {
    ...main,
    files: all(({ files }) => files),
    folders: all(({ folders }) => folders),
    record: {
      ...main.record,
      requires: all(({ record }) => record.requires),
      requiresForDevelopment: all(({ record }) => record.requiresForDevelopment),
      provides: all(({ record }) => record.provides),
      isApplication: group.some(({ record }) => record.isApplication ?? false),
      isForDevelopment: group.some(({ record }) => record.isForDevelopment ?? false),
    },
  }
}
