import { count, defineRule, formatBytes } from "../../model/index.ts"
import { EXTRAS, extraPaths } from "../support/extras.ts"
import { isWithin, listPaths } from "../support/paths.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"
import { measure } from "../support/tree.ts"

/** Less is in every image, and no reason to change one. */
const FLOOR_BYTES = 1_000_000

export default defineRule({
  id: "build-tools/tests-and-docs",
  title: "Installed packages come without tests, documentation and translations",
  severity: "info",
  why: "Packages bring what people read and what their authors test with. A container runs without: it is weight in each pull, and at times the larger part of a package.",
  decides: `Files in /usr/share/doc, man, info and locale and in their twins below /usr/local, and the test folders of Python, of its packages and of npm packages. Licences are not counted: they have to stay. Of each of these groups less than ${formatBytes(FLOOR_BYTES)} is left out.`,
  blind: "Locales of the C library, which programs do read; tests and documentation at other places in a package.",
  remedy:
    "Start from a `-slim` base, tell the package manager to leave documentation out, and delete tests in the RUN that installs.",
  examples: {
    bad: `
      FROM scratch
      COPY --size=2MB /usr/share/doc/git/RelNotes.txt`,
    good: `
      FROM scratch
      COPY --size=2MB /usr/share/doc/git/copyright`,
  },
  references: [],

  *check(image) {
    if (image.config.platform.os === "windows") return
    for (const extra of EXTRAS) {
      const { paths, folders } = extraPaths(image, extra)
      const { bytes, files, layer } = measure(image.files, paths)
      if (bytes < FLOOR_BYTES) continue
      const filled = folders.filter((folder) => paths.some((path) => isWithin(path, folder)))
      yield {
        message: `${extra.what} are shipped: ${formatBytes(bytes)} in ${count(files, "file")} in ${listPaths(filled)}, most of it from ${describeLayer(image, layer)}${asFarAsRead(image)}.`,
        remedy: extra.remedy,
        location: locate(image, { kind: "file", layer, path: filled[0] ?? "/" }),
        bytes,
        identity: extra.what,
      }
    }
  },
})
