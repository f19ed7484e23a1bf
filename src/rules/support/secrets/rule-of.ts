import type { Image, Location } from "../../../model/index.ts"
import { secretsOf } from "./collect.ts"
import type { Secret } from "./secret.ts"

/** Kinds that have a rule of their own, wherever they stand. */
const BY_TYPE: Readonly<Record<string, string>> = {
  "password-hash": "secrets/password-hash",
  "empty-password": "secrets/password-hash",
  "ssh-host-key": "secrets/ssh-host-key",
}

const BY_PLACE: Readonly<Partial<Record<Location["kind"], string>>> = {
  env: "secrets/env",
  history: "secrets/history",
  label: "secrets/label",
  config: "secrets/command",
  attestation: "secrets/attestation",
  archive: "secrets/attestation",
}

/** The one rule that tells of a credential: by what it is, else by where it stands first. */
function ruleOf({ type, places, isOfFile }: Secret): string {
  const [first] = places
  return (
    BY_TYPE[type] ??
    BY_PLACE[first!.location.kind] ??
    (isOfFile ? "secrets/sensitive-file" : first!.hiding === null ? "secrets/file" : "secrets/deleted-file")
  )
}

/** The credentials that a rule tells of. */
export const secretsFor = (image: Image, rule: string): readonly Secret[] =>
  secretsOf(image).filter((secret) => ruleOf(secret) === rule)
