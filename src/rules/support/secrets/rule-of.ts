import type { Image, Location } from "../../../model/index.ts"
import { secretsOf } from "./collect.ts"
import { ACCOUNTS, type Secret } from "./secret.ts"

/** Files that have a rule of their own. */
const BY_FILE: readonly { readonly path: RegExp; readonly types: readonly string[]; readonly rule: string }[] = [
  {
    path: ACCOUNTS,
    types: ["password-hash", "empty-password"],
    rule: "secrets/password-hash",
  },
  {
    path: /^\/etc\/(?:ssh\/ssh_host_\w+_key|dropbear\/\w+_host_key)$/,
    types: ["ssh-host-key"],
    rule: "secrets/ssh-host-key",
  },
]

const BY_PLACE: Readonly<Partial<Record<Location["kind"], string>>> = {
  env: "secrets/env",
  history: "secrets/history",
  label: "secrets/label",
  config: "secrets/command",
  attestation: "secrets/attestation",
  archive: "secrets/attestation",
}

/** The one rule that tells of a credential: by where it stands first, and in a file by what it is. */
function ruleOf({ type, places, isOfFile }: Secret): string {
  const [first] = places
  const { path } = first!.location
  return (
    BY_PLACE[first!.location.kind] ??
    (path === undefined
      ? undefined
      : BY_FILE.find((file) => file.types.includes(type) && file.path.test(path))?.rule) ??
    (isOfFile ? "secrets/sensitive-file" : first!.hiding === null ? "secrets/file" : "secrets/deleted-file")
  )
}

/** The credentials that a rule tells of. */
export const secretsFor = (image: Image, rule: string): readonly Secret[] =>
  secretsOf(image).filter((secret) => ruleOf(secret) === rule)
