/**
 * What a `repository:tag` name says beside its tag and digest, as Docker completes it: `docker.io/library/nginx` of
 * `nginx:1.27` and of `docker.io/nginx@sha256:…`.
 */
export function repositoryOf(name: string): string {
  const [tagged = ""] = name.split("@")
  const colon = tagged.lastIndexOf(":")
  const bare = colon > tagged.lastIndexOf("/") ? tagged.slice(0, colon) : tagged
  const [first = "", ...rest] = bare.split("/")
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost")
  const [host, path] = hasHost ? [first, rest] : ["docker.io", [first, ...rest]]
  return [host, ...(host === "docker.io" && path.length === 1 ? ["library"] : []), ...path].join("/")
}

/** Forms in which people write a name: in full, without what Docker adds, and each without its digest and tag. */
export function formsOfName(name: string): readonly string[] {
  const repository = repositoryOf(name)
  const [tagged = ""] = name.split("@")
  const digest = name.slice(tagged.length)
  const last = tagged.slice(tagged.lastIndexOf("/") + 1)
  const tag = last.includes(":") ? last.slice(last.indexOf(":")) : ""
  const repositories = [repository, repository.replace(/^docker\.io\/(?:library\/)?/, "")]
  return repositories.flatMap((one) => [one + tag + digest, one + tag, one])
}

/** Variants that go without saying. */
const IMPLIED = new Map([
  ["arm64", "v8"],
  ["amd64", "v1"],
])

interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

/** `os/architecture[/variant]` as it is written; empty where nothing is. */
export const platformText = ({ os, architecture, variant }: Platform): string =>
  [os, architecture, variant].filter(Boolean).join("/")

/** `os/architecture[/variant]` in the form in which two names of one platform are equal. */
export function platformKey({ os, architecture, variant = "" }: Platform): string {
  return [os, architecture, ...(variant === "" || variant === IMPLIED.get(architecture) ? [] : [variant])].join("/")
}

/** Forms in which people write a platform, `os/architecture[/variant]`: without its variant, and with one that goes without saying. */
export function formsOfPlatform(platform: string): readonly string[] {
  const [os = "", architecture = "", variant] = platform.split("/")
  const implied = variant ?? IMPLIED.get(architecture)
  const bare = [os, architecture].filter(Boolean).join("/")
  return implied === undefined ? [bare] : [`${bare}/${implied}`, bare]
}
