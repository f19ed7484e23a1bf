import type { Image } from "../../model/index.ts"
import { numericId, parseUser } from "./accounts.ts"
import { isAbsent, readText } from "./read-text.ts"

/** Who a container's first process runs as. A rule that uses this `reads` ACCOUNT_FILES. */
export interface RunUser {
  readonly uid: number
  readonly gid: number
  /** Supplementary groups, without `gid`'s own entry where nobody lists it. */
  readonly groups: readonly number[]
  /** The name in /etc/passwd; `""` where there is none. */
  readonly name: string
}

const users = new WeakMap<Image, RunUser | null>()

/** The user that the image config names, as a runtime looks it up; null where that can't be told, or no such user is there. */
export function runUser(image: Image): RunUser | null {
  let known = users.get(image)
  if (known === undefined) {
    known = lookUpUser(image, image.config.run.user)
    users.set(image, known)
  }
  return known
}

/** As `runUser`, for any text of the form `user[:group]`, as gosu and su-exec take it too. github.com/moby/sys, user.GetExecUser. */
export function lookUpUser(image: Image, written: string): RunUser | null {
  if (image.config.platform.os === "windows" || written.includes("$")) return null
  const { user, group } = parseUser(written)
  const uid = user === "" ? 0 : numericId(user)
  const passwd = rowsOf(image, "/etc/passwd")
  const entry = passwd?.find(([name, , id]) => (uid === null ? name === user : Number(id) === uid))
  const found = uid ?? (entry === undefined ? null : Number(entry[2]))
  if (found === null || (passwd === null && found !== 0)) return null
  const name = entry?.[0] ?? (found === 0 ? "root" : "")
  const rows = rowsOf(image, "/etc/group")
  if (group !== "") {
    const wanted = numericId(group)
    const gid = wanted ?? Number(rows?.find(([candidate]) => candidate === group)?.[2] ?? Number.NaN)
    return Number.isNaN(gid) ? null : { uid: found, gid, groups: [], name }
  }
  const gid = Number(entry?.[3] ?? 0)
  if (rows === null && found !== 0) return null
  const groups = (rows ?? []).filter(([, , , members = ""]) => name !== "" && members.split(",").includes(name))
  return { uid: found, gid, groups: groups.map(([, , id]) => Number(id)), name }
}

/** Lines of an account file with a number in their third field; null where nobody can say, for the file was not kept. */
function rowsOf(image: Image, path: string): readonly string[][] | null {
  const text = readText(image, path)
  if (text === null) return isAbsent(image, path) ? [] : null
  return text
    .split("\n")
    .map((line) => line.trim().split(":"))
    .filter(([name = "", , id = ""]) => name !== "" && !/^[#+-]/.test(name) && /^\d{1,10}$/.test(id))
}
