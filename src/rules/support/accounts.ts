import type { Image } from "../../model/index.ts"
import { isAbsent, readText } from "./read-text.ts"

/** One line of /etc/passwd or /etc/group. */
interface Account {
  readonly name: string
  readonly id: number
}

/** Files that a container runtime looks names up in: what a rule that uses this declares as its `reads`. */
export const ACCOUNT_FILES = ["/etc/passwd", "/etc/group"] as const

/** Accounts in file order, the first of a name counts; null where nobody can say, for the file was not kept. Comments, NIS lines (`+`) and lines without a number are none. */
export function readAccounts(image: Image, path: (typeof ACCOUNT_FILES)[number]): readonly Account[] | null {
  const text = readText(image, path)
  if (text === null) return isAbsent(image, path) ? [] : null
  return text.split("\n").flatMap((line) => {
    const [name = "", , id = ""] = line.split(":", 3)
    return name !== "" && !/^[#+-]/.test(name) && /^\d{1,10}$/.test(id) ? [{ name, id: Number(id) }] : []
  })
}

/** The two halves of `config.User`. A number is always an id, never a name, as runtimes read it. */
export function parseUser(user: string): { readonly user: string; readonly group: string } {
  const [name = "", group = ""] = user.trim().split(":", 2)
  return { user: name.trim(), group: group.trim() }
}

/** The number that a runtime reads in one half of `config.User`; null where it is a name. */
export const numericId = (text: string): number | null => (/^[-+]?\d{1,15}$/.test(text) ? Number(text) + 0 : null)
