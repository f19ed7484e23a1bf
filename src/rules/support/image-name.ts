import { formsOfName, textMatcher } from "../../model/index.ts"

/** A bare word is a tag alone, as OCI layouts write it. */
export const isName = (name: string): boolean => /[/:@]/.test(name)

/** True where one of some patterns fits a name, however either is written: `debian`, `debian:13*`, `docker.io/library/*`. */
export function isNamed(name: string, patterns: readonly string[]): boolean {
  const forms = formsOfName(name)
  return patterns.some((pattern) => forms.some(textMatcher(pattern)))
}
