import type { Image } from "../../model/index.ts"

/** OCI image-spec, annotations.md. */
export const BASE_NAME = "org.opencontainers.image.base.name"
export const BASE_DIGEST = "org.opencontainers.image.base.digest"

/** What a label says, or where it is blank the annotation of that name; `""` where neither does. */
export const said = ({ config, annotations }: Image, key: string): string =>
  [config.run.labels.get(key), annotations.get(key)].map((value) => (value ?? "").trim()).find(Boolean) ?? ""

/** True where the base itself has a label with the very same value: its value then is about the base. */
export const isFromBase = ({ base, config }: Image, key: string): boolean => {
  const value = config.run.labels.get(key)
  return value !== undefined && base?.config?.run.labels.get(key) === value
}
