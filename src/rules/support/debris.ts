import type { Image, Listing } from "../../model/index.ts"
import { EntryType } from "../../model/index.ts"
import { elfOf } from "./facts.ts"
import { originOf } from "./origin.ts"
import { isVendored, nameOf, parentOf } from "./paths.ts"

/** What somebody left behind, by the kind of thing that it is. */
export type DebrisKind = "test" | "log" | "system log" | "temporary" | "dump" | "desktop"

/** A file, or a folder with all that is in it, that no container needs. */
export interface Debris {
  readonly kind: DebrisKind
  readonly path: string
  /** The layer that first brought it; of a folder, one of its files. */
  readonly layer: number
}

/**
 * Where distributions, interpreters and package managers keep what is theirs: a log or a backup there is no slip of this
 * image's author. `/usr/src` is none of them: people build applications there.
 */
const SYSTEM =
  /^\/(?:usr\/(?!src\/|local\/)|usr\/src\/(?:linux|kernels)|usr\/local\/(?:bin|sbin|lib\d*|libexec|include|share|etc|man)\/|(?:s?bin|lib\w{0,3}|etc|boot|proc|sys|dev|nix|snap)\/|var\/(?:lib|cache|spool|backups|db)\/)/
/** Homes of other programs and of what they fetched, which size/package-cache may tell. */
const FETCHED =
  /\/(?:[.](?:cache|cargo|rustup|m2|gradle|nuget|nvm|pyenv|rbenv|asdf|sdkman|git|hg|svn|cpan|ivy2|bundle)|_cacache|cargo\/registry|conda\/pkgs|conda-meta|gems)\//

/** Folders that tests and their tools fill. Where one of these names is an everyday word, one of the files proves it. */
const TEST_FOLDERS = new Map<string, readonly string[]>([
  [".pytest_cache", []],
  [".mypy_cache", []],
  [".ruff_cache", []],
  [".hypothesis", []],
  [".tox", []],
  [".nox", []],
  [".nyc_output", []],
  [".phpunit.cache", []],
  [".stryker-tmp", []],
  ["__pycache__", []],
  ["htmlcov", ["index.html"]],
  ["playwright-report", ["index.html"]],
  ["test-results", [".last-run.json"]],
  [
    "coverage",
    [
      "lcov.info",
      "lcov-report",
      "coverage-final.json",
      "coverage-summary.json",
      "clover.xml",
      "cobertura-coverage.xml",
      "coverage.cobertura.xml",
      ".resultset.json",
      ".last_run.json",
    ],
  ],
])
const TEST_FILES = new Set([".coverage", ".phpunit.result.cache", ".rspec_status", "lcov.info"])

const LOG = /[.]log(?:[.][0-9]{1,3})?(?:[.]gz)?$|^nohup[.]out$/
const CORE = /^core(?:[.][0-9]+)?$/
const DUMP = /[.](?:hprof|heapsnapshot)$/
const DESKTOP = /^(?:[.]DS_Store|[.]_.+|Thumbs[.]db|desktop[.]ini|.+~|[.].+[.]sw[op]|#.+#|.+[.](?:orig|rej))$/
const LONGEST_NAME = 100

/** The kind that a file's place or name speaks for. Nearly every file is none, and most are told by one look. */
function kindOf(path: string, name: string): DebrisKind | undefined {
  if (path.startsWith("tmp/") || path.startsWith("var/tmp/")) return "temporary"
  if (path.startsWith("var/log/")) return "system log"
  if (name.length > LONGEST_NAME) return undefined
  if (TEST_FILES.has(name)) return "test"
  if (LOG.test(name)) return "log"
  if (CORE.test(name) || DUMP.test(name)) return "dump"
  return DESKTOP.test(name) ? "desktop" : undefined
}

const debris = new WeakMap<Image, readonly Debris[]>()

/**
 * What tests, logs, editors and crashes left in the part of an image that is its author's, in no order. Looked for once
 * per image, in the rows of the layers, and only what is found there is looked up in the merged tree.
 */
export function findDebris(image: Image): readonly Debris[] {
  const known = debris.get(image)
  if (known) return known
  const found = new Map<string, Debris>()
  if (image.config.platform.os !== "windows")
    for (const { index, listing } of image.layers) if (listing) search(image, index, listing, found)
  const all = [...found.values()]
  debris.set(image, all)
  return all
}

function search(image: Image, layer: number, listing: Listing, found: Map<string, Debris>): void {
  let lastFolder = ""
  for (let row = 0; row < listing.length; row++) {
    if (listing.types[row] !== EntryType.file) continue
    const path = listing.paths[row]!
    const slash = path.lastIndexOf("/")
    const folder = slash < 0 ? "" : path.slice(0, slash)
    if (folder !== lastFolder) {
      lastFolder = folder
      if (TEST_FOLDERS.has(nameOf(folder))) addFolder(image, `/${folder}`, `/${path}`, found)
    }
    const kind = listing.sizes[row]! > 0 ? kindOf(path, path.slice(slash + 1)) : undefined
    if (kind !== undefined) addFile(image, kind, { path: `/${path}`, layer, row }, found)
  }
}

function addFile(
  image: Image,
  kind: DebrisKind,
  { path, layer, row }: { readonly path: string; readonly layer: number; readonly row: number },
  found: Map<string, Debris>,
): void {
  const file = image.files.get(path)
  if (file?.layer !== layer || file.row !== row) return
  const isOutside = kind === "temporary" || kind === "system log"
  if (!isOutside && isForeign(image, file.path)) return
  // Programs and their folders are called core, too.
  if (kind === "dump" && CORE.test(nameOf(path)) && elfOf(image, file)?.type !== "core") return
  const origin = originOf(image.files, file)
  if (!isBase(image, origin)) found.set(file.path, { kind, path: file.path, layer: origin })
}

function addFolder(image: Image, folder: string, file: string, found: Map<string, Debris>): void {
  const seen = image.files.get(file)
  if (seen === undefined) return
  const path = parentOf(seen.path)
  if (found.has(path) || isForeign(image, `${path}/`)) return
  const proofs = TEST_FOLDERS.get(nameOf(folder)) ?? []
  const names = image.files.list(path) ?? []
  if (proofs.length > 0 && !names.some((name) => proofs.includes(name))) return
  const origin = originOf(image.files, seen)
  if (!isBase(image, origin)) found.set(path, { kind: "test", path, layer: origin })
}

const isBase = ({ base }: Image, layer: number): boolean => base !== null && layer < base.layers

/** True for what others made: distributions, installed packages, vendored sources and fetched ones. */
function isForeign(image: Image, path: string): boolean {
  if (SYSTEM.test(path) || FETCHED.test(path) || isVendored(path)) return true
  const owner = image.inventory.ownerOf(path.replace(/\/$/, ""))
  return owner !== undefined && !owner.isApplication
}
