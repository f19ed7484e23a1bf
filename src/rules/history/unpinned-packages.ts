import type { Image } from "../../model/index.ts"
import { count, defineRule } from "../../model/index.ts"
import { locateStep, ownRuns } from "../support/build-steps.ts"
import { readText } from "../support/read-text.ts"
import { type Unpinned, unpinnedIn } from "../support/unpinned.ts"
import { list, show } from "../support/words.ts"

/** How a version is written for each manager. */
const PINNED: Readonly<Record<string, (name: string, version: string) => string>> = {
  deb: (name, version) => `${name}=${version}`,
  apk: (name, version) => `${name}=${version}`,
  pypi: (name, version) => `${name}==${version}`,
  npm: (name, version) => `${name}@${version}`,
  gem: (name, version) => `${name}:${version}`,
  golang: (name, version) => `${name}@${version}`,
}

const SHOWN = 4

const normal = (type: string, name: string): string =>
  type === "pypi" ? name.toLowerCase().replace(/[-_.]+/g, "-") : name

const installed = new WeakMap<Image, ReadonlyMap<string, string>>()

/** Versions of what the image has, by type and name; npm's only where it lies among the global ones. */
function versionsIn(image: Image): ReadonlyMap<string, string> {
  let known = installed.get(image)
  if (known === undefined) {
    known = new Map(
      image.inventory.packages.map(({ type, name, version }) => [`${type} ${normal(type, name)}`, version]),
    )
    installed.set(image, known)
  }
  return known
}

/** Archives of one day: what is installed from them stays the same. */
const SNAPSHOT = /^\s*[^#\s].{0,500}\bsnapshot\.(?:debian\.org|ubuntu\.com)/m

const isSnapshot = (image: Image): boolean =>
  [
    "/etc/apt/sources.list",
    ...(image.files.list("/etc/apt/sources.list.d") ?? []).map((name) => `/etc/apt/sources.list.d/${name}`),
  ].some((path) => SNAPSHOT.test(readText(image, path) ?? ""))

/** Packages that a container of the image has. Where nothing of their kind is known, all of them. */
function stillThere(image: Image, { type, names }: Unpinned): readonly string[] {
  const versions = versionsIn(image)
  const isKnown = (type === "deb" || type === "apk") && image.inventory.packages.some((one) => one.type === type)
  return isKnown ? names.filter((name) => versions.has(`${type} ${name}`)) : names
}

export default defineRule({
  id: "history/unpinned-packages",
  title: "Packages are installed in named versions",
  severity: "low",
  why: "Without a version, each build takes what is newest that day. The same Dockerfile then makes other images, and nobody can tell which change broke one or go back to what worked.",
  decides:
    "Commands in RUN lines, parsed: packages that apt, apk, pip, `npm -g`, gem and `go install …@latest` are given by bare names. Requirements, constraints and lock files, snapshot archives, local files and versions of any form count as named. Of apt and apk only what the image still has.",
  blind: "Names that come from a variable or from a script, and whether a requirements file names versions.",
  remedy: "Give the version: `curl=8.5.0-2`, `requests==2.32.3`, `typescript@5.9.2`; or install from a lock file.",
  examples: {
    bad: `
      FROM scratch
      RUN apk add --no-cache curl`,
    good: `
      FROM scratch
      RUN apk add --no-cache curl=8.14.1-r2`,
  },
  references: [
    "hadolint DL3008",
    "hadolint DL3013",
    "hadolint DL3016",
    "hadolint DL3018",
    "hadolint DL3028",
    "hadolint DL3062",
  ],
  reads: ["/etc/apt/sources.list", "/etc/apt/sources.list.d/*"],
  *check(image) {
    const hasConstraints = image.config.run.env.some(({ name, value }) => name === "PIP_CONSTRAINT" && value !== "")
    const versions = versionsIn(image)
    const skipped = new Set([...(isSnapshot(image) ? ["deb"] : []), ...(hasConstraints ? ["pypi"] : [])])
    for (const { step, shell } of ownRuns(image)) {
      const found = shell.commands.flatMap((command) => {
        const unpinned = unpinnedIn(command)
        if (unpinned === null || skipped.has(unpinned.type)) return []
        const { type } = unpinned
        return stillThere(image, unpinned).map((name) => ({ type, name }))
      })
      const names = [...new Set(found.map(({ name }) => name))]
      if (names.length === 0) continue
      const pins = found.flatMap(({ type, name }) => {
        const version = versions.get(`${type} ${normal(type, name)}`)
        return version === undefined || version === "" ? [] : [PINNED[type]!(name, version)]
      })
      const more = names.length > SHOWN ? [`${names.length - SHOWN} more`] : []
      yield {
        message: `A RUN line installs ${count(names.length, "package")} in whatever version there is: ${list([...names.slice(0, SHOWN).map((name) => show(name)), ...more])}.`,
        remedy:
          pins.length > 0
            ? `Name the versions; this image has ${pins
                .slice(0, 10)
                .map((pin) => show(pin))
                .join(" ")}.`
            : "Name the versions: `name=version` for apt and apk, `name==version` for pip, `name@version` for npm and go, `name:version` for gem.",
        location: locateStep(step),
        identity: names.join(" "),
      }
    }
  },
})
