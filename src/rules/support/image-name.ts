import { repositoryOf, textMatcher } from "../../model/index.ts"

/** A bare word is a tag alone, as OCI layouts write it. */
export const isName = (name: string): boolean => /[/:@]/.test(name)

/** Forms in which people write a name: in full, without what Docker adds, and each without its digest and tag. */
function formsOf(name: string): readonly string[] {
  const repository = repositoryOf(name)
  const [tagged = ""] = name.split("@")
  const digest = name.slice(tagged.length)
  const last = tagged.slice(tagged.lastIndexOf("/") + 1)
  const tag = last.includes(":") ? last.slice(last.indexOf(":")) : ""
  const repositories = [repository, repository.replace(/^docker\.io\/(?:library\/)?/, "")]
  return repositories.flatMap((one) => [one + tag + digest, one + tag, one])
}

/** True where one of some patterns fits a name, however either is written: `debian`, `debian:13*`, `docker.io/library/*`. */
export function isNamed(name: string, patterns: readonly string[]): boolean {
  const forms = formsOf(name)
  return patterns.some((pattern) => forms.some(textMatcher(pattern)))
}
