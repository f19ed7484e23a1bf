import { EntryType, nearest, type Image } from "../../../model/index.ts"

/** Names that a wrong one is held against. */
const MOST_NAMES = 5000

/** Why nothing fits the key of a budget, where that can be seen: the rest of a sentence. */
export function whyUnmatched(key: string, image: Image): string {
  const [form = "", ...others] = key.split(":")
  const rest = others.join(":")
  switch (form) {
    case "path": {
      const found = rest.startsWith("/") && !rest.includes("\\") ? image.files.get(rest) : undefined
      return found?.type === EntryType.directory
        ? `, for it names a folder: ${key.replace(/\/$/, "")}/** bounds what is in it`
        : ""
    }
    case "layer":
      return /^\d+$/.test(rest) ? `: its layers are 0 to ${image.layers.length - 1}` : ""
    case "package": {
      const { packages } = image.inventory
      const names = packages.slice(0, MOST_NAMES).flatMap(({ type, name }) => [name, `${type}/${name}`])
      const near = nearest(rest, [...new Set(names)])
      return near === null ? "" : `; did you mean package:${near}?`
    }
    default:
      return ""
  }
}
