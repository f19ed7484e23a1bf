import type { Image, Location } from "../model/index.ts"

/**
 * True where the base image brought what a finding is about, false where the image's own lines did or had a part in it:
 * what the base wrote and they delete is theirs. Undefined where that can't be told. What the config says in the end is
 * nobody's but the image's own: a base that runs as root is no reason to leave it at that.
 */
export function isInherited(image: Image, location: Location, places: readonly Location[] = []): boolean | undefined {
  return places.some((place) => isOfBase(image, place) === false) ? false : isOfBase(image, location)
}

function isOfBase({ base, config }: Image, location: Location): boolean | undefined {
  if (base === null) return undefined
  const { kind, layer, history, key } = location
  if (layer !== undefined) return layer < base.layers
  if (history !== undefined && key === undefined) return history < base.steps
  if (base.config === null || key === undefined) return undefined
  if (kind === "env") return valueOf(base.config.run.env, key) === valueOf(config.run.env, key)
  if (kind === "label") return base.config.run.labels.get(key) === config.run.labels.get(key)
  return undefined
}

const valueOf = (env: readonly { readonly name: string; readonly value: string }[], key: string): string | undefined =>
  env.findLast(({ name }) => name === key)?.value
