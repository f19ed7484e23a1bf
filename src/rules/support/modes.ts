const WORLD_WRITE = 0o002
const STICKY = 0o1000

/** True for a mode, as chmod(1) takes it, that lets others write and sets no sticky bit. A bare `+w` heeds the umask, which takes others out. */
export function opensToAll(mode: string): boolean {
  if (/^0{0,2}[0-7]{1,4}$/.test(mode)) {
    const bits = Number.parseInt(mode, 8)
    return (bits & WORLD_WRITE) !== 0 && (bits & STICKY) === 0
  }
  if (mode.length > 100 || mode.includes("t")) return false
  let opens = false
  for (const part of mode.split(",")) {
    const [, who = "", operator, letters = ""] = /^([ugoa]*)([-+=])([rwxXsugo]*)$/.exec(part) ?? []
    if (operator === undefined) return false
    if (!/[oa]/.test(who)) continue
    if (letters.includes("w")) opens = operator !== "-"
    else if (operator === "=") opens = false
  }
  return opens
}

/** Files of the kernel, which no layer holds. */
export const isSpecial = (path: string): boolean => /^\/(?:dev|proc|sys)(?:\/|$)/.test(path)
