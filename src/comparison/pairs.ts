import { platformKey, repositoryOf, type ReportImage } from "../model/index.ts"

/** What an image is known by. */
type Subject = Pick<ReportImage, "names" | "platform">

/**
 * Which of the other images each image is to be compared with; null where there is none. No image is taken twice.
 * Equal names of one platform come first, then one repository, of several tags the one that was built last. Whatever
 * is left where names say nothing, one image and one image, or one image for several platforms on either side: but
 * only where `areAll`, that is where these are all images of their side.
 */
export function counterpartsOf<T extends Subject & Pick<ReportImage, "created">>(
  images: readonly Subject[],
  others: readonly T[],
  areAll: boolean,
): readonly (T | null)[] {
  const found = new Map<number, T>()
  const free = new Set(others.toSorted((a, b) => compare(b.created ?? "", a.created ?? "")))
  const keys = images.map(keysOf)
  const keysOfOthers = new Map(others.map((other) => [other, keysOf(other)]))
  const pair = (by: (one: Keys, other: Keys) => boolean): void => {
    for (const [at, own] of keys.entries()) {
      if (found.has(at)) continue
      for (const other of free) {
        if (!by(own, keysOfOthers.get(other)!)) continue
        found.set(at, other)
        free.delete(other)
        break
      }
    }
  }
  pair((one, other) => one.platform === other.platform && meet(one.names, other.names))
  pair((one, other) => one.platform === other.platform && meet(one.repositories, other.repositories))
  if (areAll && images.length === 1 && others.length === 1) pair(() => true)
  if (areAll && isOneImage(keys) && isOneImage([...keysOfOthers.values()]))
    pair((one, other) => one.platform === other.platform)
  return images.map((_, at) => found.get(at) ?? null)
}

interface Keys {
  readonly platform: string
  readonly names: ReadonlySet<string>
  readonly repositories: ReadonlySet<string>
}

const keysOf = ({ names, platform }: Subject): Keys => ({
  platform: platformKey(platform),
  names: new Set(names),
  repositories: new Set(names.map(repositoryOf)),
})

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const name of one) if (other.has(name)) return true
  return false
}

/** True for what is one image for several platforms. */
const isOneImage = (keys: readonly Keys[]): boolean =>
  new Set(keys.map(({ platform }) => platform)).size === keys.length &&
  new Set(keys.map(({ repositories }) => [...repositories].toSorted().join("\n"))).size <= 1

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
