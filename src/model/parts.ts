import type { ReportImage } from "./report.ts"

/** Where some of an image's content bytes are. */
export interface Part {
  /** Stable over rebuilds, without version or index: `npm lodash`, `/srv/shop`, `hidden: RUN chown -R app /srv`. */
  readonly name: string
  readonly bytes: number
  /** Index of the layer that holds most of it. */
  readonly layer: number
}

/**
 * All content of an image, each byte once: packages, folders of what no package owns, bytes that are hidden by the
 * layer that holds them. Parts of one name are one, and so are those whose long names begin alike. Of a report, whose
 * texts hold no secret: a name that is cut would hide one from whoever looks for it. Adds up to `size.content`; largest first, then by name.
 */
export function partsOf({ packages, directories, layers }: ReportImage): readonly Part[] {
  const all: Part[] = [
    ...packages.map(({ type, name, bytes, layer }) => ({ name: `${type} ${name}`, bytes, layer })),
    ...directories.items.map(({ path, unowned, layer }) => ({ name: path, bytes: unowned, layer })),
    ...layers.map(({ index, createdBy, wastedBytes }) => ({
      name: hiddenIn(createdBy ?? `layer ${index}`),
      bytes: wastedBytes,
      layer: index,
    })),
  ]
  const parts = new Map<string, Part & { largest: number }>()
  for (const { name: given, bytes, layer } of all) {
    if (bytes === 0) continue
    const name = nameable(given)
    const known = parts.get(name)
    const isLargest = known === undefined || bytes > known.largest
    parts.set(name, {
      name,
      bytes: bytes + (known?.bytes ?? 0),
      layer: isLargest ? layer : known.layer,
      largest: isLargest ? bytes : known.largest,
    })
  }
  return [...parts.values()]
    .map(({ name, bytes, layer }) => ({ name, bytes, layer }))
    .toSorted((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1))
}

/** The name of a part where folders have so many names at most: of two images, the part that both know. */
export const partAtDepth = (name: string, depth: number): string =>
  name.startsWith("/")
    ? name
        .split("/")
        .slice(0, depth + 1)
        .join("/") || "/"
    : name

const hiddenIn = (instruction: string): string => `hidden: ${instruction.replace(/\s+/g, " ").trim()}`

const LONGEST = 200

/** A name as it may be kept in a file: of a bounded length, and bytes that are no UTF-8 replaced. */
const nameable = (name: string): string => {
  const whole = name.replace(/\p{Cs}/gu, "\ufffd")
  return whole.length <= LONGEST ? whole : `${Array.from(whole).slice(0, LONGEST).join("")}…`
}
