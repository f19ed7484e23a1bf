import type { Image } from "../../model/index.ts"
import { numericId, parseUser, readAccounts } from "./accounts.ts"
import { show } from "./words.ts"

const ADMINISTRATORS = new Set(["containeradministrator", "administrator"])

/** How the image comes to run as root, as the rest of a sentence; null where it does not, or nobody can tell. */
export function whyRoot(image: Image): string | null {
  const written = image.config.run.user
  const { user } = parseUser(written)
  if (image.config.platform.os === "windows") {
    // Nano Server images name their ContainerUser; all others that name nobody run as administrator.
    if (user === "") return "no USER was ever set, and Windows then takes ContainerAdministrator"
    return ADMINISTRATORS.has(user.toLowerCase().split("\\").at(-1) ?? "") ? `USER is ${show(written)}` : null
  }
  if (user === "") return written === "" ? "no USER was ever set" : `USER is ${show(written)}, which names no user`
  const id = numericId(user)
  if (id !== null) return id === 0 ? `USER is ${show(written)}` : null
  if (user === "root") return `USER is ${show(written)}`
  const account = readAccounts(image, "/etc/passwd")?.find(({ name }) => name === user)
  return account?.id === 0 ? `USER is ${show(written)}, which /etc/passwd maps to uid 0` : null
}
