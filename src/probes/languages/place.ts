import type { OpenedFile } from "../probe.ts"

/** A file whose facts are read, without its bytes. */
export type Place = Omit<OpenedFile, "first">

/** Last component of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1)

/** The folder that a root-relative path lies in; `""` for the root. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")))

/** A root-relative path as the absolute one of a record. */
export const absolute = (path: string): string => `/${path}`

/** What a path means from a root-relative folder, as an absolute path: `..` climbs at most to the root. */
export function from(folder: string, path: string): string {
  const parts = path.startsWith("/") ? [] : folder.split("/").filter(Boolean)
  for (const part of path.split("/"))
    if (part === "..") parts.pop()
    else if (part !== "" && part !== ".") parts.push(part)
  return `/${parts.join("/")}`
}

const FIXTURES =
  /(?:^|\/)(?:fixtures?|__fixtures__|__tests__|__mocks__|testdata|test[-_](?:data|fixtures|packages)|testing[-_]data)\//i

/** True for what exists to be read by tests: a manifest there names nothing that is installed. */
export const isFixture = (path: string): boolean => FIXTURES.test(path)

const TESTS = /(?:^|\/)(?:tests?|specs?|examples?|templates?)\//i

/** True where a manifest that makes no sense may be meant to make none. */
export const isMadeUp = (path: string): boolean => isFixture(path) || TESTS.test(path)
