import type { Filesystem, Image } from "../../model/index.ts"
import { EntryType } from "../../model/index.ts"
import { commonFolder, join, parentOf } from "./paths.ts"
import { expand, outermost } from "./tree.ts"

/** A part of installed packages that no program reads. */
export interface Extra {
  /** The subject of the sentence. */
  readonly what: string
  /** Folders in which it is looked for, as patterns. */
  readonly folders?: readonly string[]
  /** Files and folders of it; all that is in `folders` where it is not given. */
  readonly paths?: (image: Image) => readonly string[]
  readonly remedy: string
}

/** Licences have to travel with what they are given for. */
const LICENCE = /^(?:copyright|licen[cs]e|notice|copying)/i

const DPKG =
  "Tell the package manager not to unpack them, in a RUN before it installs. Debian: `RUN printf 'path-exclude /usr/share/doc/*\\npath-include /usr/share/doc/*/copyright\\npath-exclude /usr/share/man/*\\npath-exclude /usr/share/info/*\\npath-exclude /usr/share/locale/*\\n' > /etc/dpkg/dpkg.cfg.d/slim`; Fedora: `dnf install --setopt=tsflags=nodocs …`; Alpine: leave out `-doc` and `-lang` packages. What the base ships a `-slim` base does not."
const TESTS =
  "Delete them in the RUN that installs, or in a build stage before it is copied: `RUN npm ci --omit=dev && find node_modules -type d \\( -name test -o -name __tests__ \\) -prune -exec rm -rf {} +`; for Python: `find /venv -type d -name tests -prune -exec rm -rf {} +`. Try the program afterwards: a few packages import theirs."

/** All in some folders but licences, one level down as well: `/usr/share/doc/PACKAGE/copyright`. */
function withoutLicences(files: Filesystem, folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    (files.list(folder) ?? []).flatMap((name) => {
      const path = join(folder, name)
      const names = files.get(path)?.type === EntryType.directory ? files.list(path) : undefined
      if (names === undefined) return LICENCE.test(name) ? [] : [path]
      return names.filter((each) => !LICENCE.test(each)).map((each) => join(path, each))
    }),
  )
}

/** Everything of a folder that is there. */
const existing = (files: Filesystem, patterns: readonly string[]): string[] =>
  patterns.flatMap((pattern) => expand(files, pattern)).filter((path) => path !== "/")

const TEST_FOLDERS: Readonly<Record<string, readonly string[]>> = {
  npm: ["test", "tests", "__tests__"],
  pypi: ["test", "tests"],
}

/** Folders of tests in installed packages of a language. */
function testFolders({ files, inventory }: Image, type: "npm" | "pypi"): string[] {
  const folders = new Set<string>()
  const places = new Set<string>()
  for (const each of inventory.packages) {
    if (each.type !== type || each.isApplication) continue
    const folder = parentOf(each.path)
    // A Python package's metadata lie beside the folders of its modules.
    if (type === "npm") folders.add(folder)
    else places.add(parentOf(folder))
  }
  for (const place of places)
    if (/\/(?:site|dist)-packages$/.test(place))
      for (const name of files.list(place) ?? []) folders.add(join(place, name))
  return [...folders].flatMap((folder) => {
    const names = files.list(folder) ?? []
    return TEST_FOLDERS[type]!.filter((name) => names.includes(name)).map((name) => join(folder, name))
  })
}

const DOCUMENTS = ["/usr/share/doc", "/usr/local/share/doc", "/usr/share/gtk-doc"]
/** Manuals and translations, whole. */
const PAGES = [
  "/usr/share/man",
  "/usr/local/share/man",
  "/usr/local/man",
  "/usr/share/info",
  "/usr/share/locale",
  "/usr/local/share/locale",
]
const PYTHON_TESTS = ["/usr/local/lib/python3*/test", "/usr/lib/python3*/test"]

/** Groups of files that programs run without. */
export const EXTRAS: readonly Extra[] = [
  {
    what: "Documents, manual pages and translations of packages",
    folders: [...DOCUMENTS, ...PAGES],
    paths: ({ files }) => [...withoutLicences(files, existing(files, DOCUMENTS)), ...existing(files, PAGES)],
    remedy: DPKG,
  },
  {
    what: "Tests of Python and its packages",
    paths: (image) => [...existing(image.files, PYTHON_TESTS), ...testFolders(image, "pypi")],
    remedy: TESTS,
  },
  { what: "Tests of npm packages", paths: (image) => testFolders(image, "npm"), remedy: TESTS },
]

/** What there is of a group, and the folders to name for it. */
export function extraPaths(
  image: Image,
  { folders, paths }: Extra,
): { readonly paths: readonly string[]; readonly folders: readonly string[] } {
  const places = outermost(existing(image.files, folders ?? []))
  const found = outermost(paths?.(image) ?? places)
  return { paths: found, folders: folders === undefined ? [commonFolder(found)] : places }
}
