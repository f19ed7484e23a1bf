import type { Platform } from "../../model/index.ts"

/** Names that machines give themselves, and those of OCI and Go. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  aarch64: "arm64",
  armhf: "arm",
  i386: "386",
  i686: "386",
  x86_64: "amd64",
  "x86-64": "amd64",
}

/** What a variant is where nobody says. containerd, platforms. */
const VARIANTS: Readonly<Record<string, string>> = { arm: "v7", arm64: "v8" }

/** The names of OCI for what a platform says. */
export function normal({ os, architecture, variant }: Platform): Required<Platform> {
  const lower = architecture.toLowerCase()
  const known = Object.hasOwn(ARCHITECTURES, lower) ? ARCHITECTURES[lower]! : lower
  return { os: os.toLowerCase(), architecture: known, variant: variant ?? VARIANTS[known] ?? "" }
}

/** `linux/arm64/v8`, as written. */
export const platformText = ({ os, architecture, variant }: Platform): string =>
  [os || "unknown", architecture || "unknown", ...(variant === undefined || variant === "" ? [] : [variant])].join("/")

/** `os/arch[/variant]`; null where a text is none. */
export function parsePlatform(text: string): Platform | null {
  const [os = "", architecture = "", variant, ...rest] = text.split("/")
  if (os === "" || architecture === "" || variant === "" || rest.length > 0) return null
  return { os, architecture, ...(variant === undefined ? {} : { variant }) }
}
