import { groupBy, type Image } from "../../../model/index.ts"
import { parentOf } from "../paths.ts"
import type { Development } from "./packages.ts"

/** What Composer itself notes as there for development, by the folder of the application: `vendor/composer/installed.json` lies in it. */
export function developmentVendors({ inventory }: Image, isStarted: (name: string) => boolean): Development[] {
  const packages = inventory.packages.filter(
    ({ type, name, isForDevelopment }) =>
      type === "composer" && isForDevelopment && !isStarted(name.slice(name.indexOf("/") + 1)),
  )
  const byFolder = groupBy(packages, ({ path }) => parentOf(parentOf(parentOf(path))))
  return [...byFolder].map(([folder, all]) => ({ folder, packages: all }))
}
