import type { PackageRecord } from "../../model/index.ts"
import { namesOf, word } from "./json.ts"
import { type Manifest, MiB, reads } from "./manifest.ts"
import { absolute, from, isFixture, nameOf, parentOf, type Place } from "./place.ts"
import { lines } from "./text.ts"

const DIST_INFO = ".dist-info"
const EGG_INFO = ".egg-info"

/** Folders from which Python imports what is installed; Debian has its own name for them. */
const isSite = (folder: string): boolean => nameOf(folder) === "site-packages" || nameOf(folder) === "dist-packages"

/**
 * Whether the folder of a package's metadata lies where pip looks for it: directly in a folder of installed packages, or
 * outside of all of them, where `pip install --target` puts it. Deeper in one lie copies that a package keeps for itself.
 */
function isListed(metadata: string): boolean {
  const folder = parentOf(metadata)
  return isSite(folder) ? !/\/(?:site|dist)-packages\//.test(`/${parentOf(folder)}/`) : isElsewhere(folder)
}

const isElsewhere = (folder: string): boolean =>
  !/\/(?:(?:site|dist)-packages|_vendor|_vendored|node_modules)\//.test(`/${folder}/`) && !isFixture(`${folder}/`)

const metadataOf = ({ path }: Place): string => parentOf(path)

const inDistInfo = (place: Place): boolean => metadataOf(place).endsWith(DIST_INFO) && isListed(metadataOf(place))

const inEggInfo = (place: Place): boolean => {
  const metadata = metadataOf(place)
  if (metadata.endsWith("/EGG-INFO")) return isEgg(parentOf(metadata))
  // Outside of these folders it belongs to a source tree, which is the application.
  return metadata.endsWith(EGG_INFO) && isSite(parentOf(metadata)) && isListed(metadata)
}

const isEgg = (folder: string): boolean => folder.endsWith(".egg") && isListed(folder)

/** packaging.python.org, core metadata: headers as in a mail, then the description. */
function readMetadata(
  content: Buffer,
  place: Place,
  metadata: string,
  own: readonly string[],
): readonly PackageRecord[] | string {
  let name = ""
  let version = ""
  const requires: string[] = []
  for (const line of lines(content)) {
    if (line === "") break
    const colon = line.indexOf(":")
    const value = line.slice(colon + 1).trim()
    const key = line.slice(0, colon)
    if (key === "Name") name ||= word(value)
    else if (key === "Version") version ||= word(value)
    else if (key === "Requires-Dist") requires.push(requirement(value))
  }
  if (name === "") return "does not name its package"
  return [
    {
      type: "pypi",
      name,
      version,
      key: absolute(metadata),
      folders: own.map(absolute),
      files: own.length > 0 ? [] : [absolute(place.path)],
      requires: namesOf(requires),
    },
  ]
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*/
const EXTRA = /\bextra\s*[=!<>~]/

/** The name in a requirement of PEP 508; `""` for one that only an extra asks for. */
function requirement(text: string): string {
  const short = text.slice(0, 2000)
  const marker = short.indexOf(";")
  return marker >= 0 && EXTRA.test(short.slice(marker)) ? "" : (NAME.exec(short)?.[0] ?? "")
}

/** Files of a package beyond that are not kept: the largest there are have some ten thousand. */
const MOST_FILES = 500_000

/** packaging.python.org, recording installed projects: lines of path, hash and size as CSV, paths from the folder of packages. */
function readRecord(content: Buffer, place: Place): readonly PackageRecord[] | string {
  const metadata = metadataOf(place)
  const site = parentOf(metadata)
  const files: string[] = []
  for (const line of lines(content)) {
    if (line === "") continue
    if (files.length >= MOST_FILES) return `names more than ${MOST_FILES} files`
    files.push(from(site, csvField(line)))
  }
  return addition(metadata, DIST_INFO, { files })
}

/** The first field of a line of CSV. */
function csvField(line: string): string {
  if (!line.startsWith('"')) return line.split(",", 1)[0] ?? ""
  let end = line.indexOf('"', 1)
  while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2)
  return line.slice(1, end < 0 ? line.length : end).replaceAll('""', '"')
}

/** What pip wrote before there were wheels: paths from the metadata's folder, one a line. */
function readInstalledFiles(content: Buffer, place: Place): readonly PackageRecord[] | string {
  const metadata = metadataOf(place)
  const files = [...lines(content)].filter((line) => line !== "")
  if (files.length > MOST_FILES) return `names more than ${MOST_FILES} files`
  return addition(metadata, EGG_INFO, { files: files.map((file) => from(metadata, file)) })
}

/** Requirements as setuptools keeps them: those of all installations stand before the first `[section]`. */
function readRequires(content: Buffer, place: Place): readonly PackageRecord[] {
  const requires: string[] = []
  for (const line of lines(content)) {
    if (line.startsWith("[")) break
    requires.push(requirement(line.trim()))
  }
  return addition(metadataOf(place), EGG_INFO, { requires: namesOf(requires) })
}

function addition(metadata: string, suffix: string, more: Pick<PackageRecord, "files" | "requires">): PackageRecord[] {
  const [name = "", version = ""] = nameOf(metadata).slice(0, -suffix.length).split("-")
  return [{ type: "pypi", name, version, key: absolute(metadata), standing: "addition", ...more }]
}

export const PYPI: readonly Manifest[] = [
  {
    names: ["METADATA"],
    probe: reads({
      what: "the metadata of a Python package",
      most: 8 * MiB,
      isIn: inDistInfo,
      read: (content, place) => readMetadata(content, place, metadataOf(place), [metadataOf(place)]),
    }),
  },
  {
    names: ["RECORD"],
    probe: reads({ what: "a Python package's list of files", most: 64 * MiB, isIn: inDistInfo, read: readRecord }),
  },
  {
    names: ["PKG-INFO"],
    probe: reads({
      what: "the metadata of a Python package",
      most: 8 * MiB,
      isIn: inEggInfo,
      read: (content, place) => {
        const metadata = metadataOf(place)
        return readMetadata(content, place, metadata, [metadata.endsWith("/EGG-INFO") ? parentOf(metadata) : metadata])
      },
    }),
  },
  {
    // What distutils wrote: the metadata alone, in a file.
    extensions: ["egg-info"],
    probe: reads({
      what: "the metadata of a Python package",
      most: 8 * MiB,
      isIn: ({ path }) => isSite(parentOf(path)) && isListed(path),
      read: (content, place) => readMetadata(content, place, place.path, []),
    }),
  },
  {
    names: ["installed-files.txt"],
    probe: reads({
      what: "a Python package's list of files",
      most: 64 * MiB,
      isIn: inEggInfo,
      read: readInstalledFiles,
    }),
  },
  {
    names: ["requires.txt"],
    probe: reads({ what: "a Python package's requirements", most: MiB, isIn: inEggInfo, read: readRequires }),
  },
]
