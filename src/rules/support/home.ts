import type { Image } from "../../model/index.ts"
import { environmentOf } from "./environment.ts"
import { readText } from "./read-text.ts"
import type { RunUser } from "./run-user.ts"

/** Where a runtime takes HOME from: the environment, else /etc/passwd; undefined where neither says. A rule that uses this `reads` ACCOUNT_FILES. */
export function homeOf(image: Image, user: RunUser): { readonly path: string; readonly isSet: boolean } | undefined {
  const set = environmentOf(image).get("HOME")?.value
  if (set !== undefined) return { path: set, isSet: true }
  for (const line of readText(image, "/etc/passwd")?.split("\n") ?? []) {
    const fields = line.trim().split(":")
    if (fields[2] === String(user.uid)) return { path: fields[5] ?? "", isSet: false }
  }
  return undefined
}
