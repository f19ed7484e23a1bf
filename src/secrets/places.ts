import type { Evidence, Sighting } from "../model/index.ts"
import { isPublicKey } from "./public-keys.ts"

/** Who put a file where it is: the people of this image, a distribution, or the package manager of a language. */
export type Zone = "own" | "packaged" | "vendored"

/** What a sighting is worth: a finding, a finding that claims nothing, or none. */
export type Weight = "report" | "info" | "silent"

const relative = (path: string): string => path.replace(/^\/+/, "")

/** Folders that a language's package manager fills, wherever they stand. */
const VENDORED = new Set(
  "node_modules bower_components jspm_packages site-packages dist-packages third_party third-party 3rdparty vendor gems .gem .nuget .pnpm-store _cacache wp-admin wp-includes gocode elpa".split(
    " ",
  ),
)
/** The same, and standard libraries, where one name does not tell. */
const LIBRARIES =
  /(?:^|\/)(?:go\/pkg\/mod|\.cargo\/(?:registry|git)|\.rustup\/toolchains|usr\/local\/(?:cargo|rustup)|\.m2\/repository|\.gradle\/(?:caches|wrapper)|\.ivy2\/cache|\.cache\/(?:pip|yarn|go-build|composer)|\.yarn\/(?:cache|berry)|\.pub-cache|lib(?:32|64)?\/(?:python\d|pypy|ruby|perl|php|erlang|elixir|jvm|R\/|go-?\d|gcc|ghc|ocaml|node_modules)|conda\d?\/(?:lib|pkgs))|^usr\/local\/(?:go|include|share\/(?:man|doc|perl|locale|icons))\//

/** Trees that a distribution fills; people put their own into the others. */
const PACKAGED =
  /^(?:(?:usr\/)?(?:s?bin|lib(?:32|64|x32)?)|usr\/(?:libexec|share|include|games)|usr\/src\/linux-[^/]{1,80})\//
/** What package managers keep for themselves, and list nowhere. */
const RECORDS =
  /^(?:var\/lib\/(?:dpkg|apt|rpm|pacman)|var\/cache\/(?:apt|apk|dnf|yum|man|debconf)|(?:usr\/)?lib\/apk)\//
/** What stands in those trees and is still served, or configured, by the people of the image. */
const SERVED =
  /^usr\/(?:share\/[^/]{1,80}\/(?:s?html|htdocs|public|public_html|webapps|www|conf|config|pipeline|etc)|share\/(?:caddy|html|www)|lib\/cgi-bin)\//

/** What a path says of who put the file there. */
export function zoneOf(path: string): Zone {
  const name = relative(path)
  const folders = name.split("/").slice(0, -1)
  if (folders.some((folder) => VENDORED.has(folder)) || LIBRARIES.test(name)) return "vendored"
  return RECORDS.test(name) || (PACKAGED.test(name) && !SERVED.test(name)) ? "packaged" : "own"
}

/** A folder or file of samples, tests or words for people, as one part of its name says. */
const EXAMPLE =
  /(?:^|[-_.])(?:tests?|testing|testdata|testsuites?|selftests?|unittests?|specs?|examples?|samples?|fixtures?|mocks?|stubs?|demos?|docs?|documentation|man\d?|manpages|manual|help|e2e|cypress|benchmarks?|tutorials?|snippets|stories|locales?|i18n|l10n|nls|translations?|conformance|playground|golden|snapshots?|storybook|cookbook|quickstart)(?:$|[-_.\d])/i
/** Names of what people read, and of what is made from sources. */
const DOCUMENT =
  /^(?:readme|changelog)(?:$|[-_.])|^(?:changes|history|news|contributing|authors|licen[cs]e|copying|notice|security|faq|todo|pkg-info|metadata)(?:\.(?:txt|html?))?$|\.(?:md|mdx|markdown|rst|adoc|asciidoc|pod|texi|d\.[cm]?ts|map|snap|po|pot|mo|xlf|resx)(?:\.gz)?$/i

/** True for a file of samples, tests, documentation or translations: what looks like a credential there is shown, not used. */
export function isExample(path: string): boolean {
  const parts = relative(path).split("/")
  return DOCUMENT.test(parts.at(-1) ?? "") || parts.some((part) => EXAMPLE.test(part))
}

/** Programs, in source and built: what stands in one that others wrote is theirs. */
const PROGRAM =
  /\.(?:[cm]?jsx?|[cm]?tsx?|vue|svelte|py[ciwx]?|rb|php|p[lm]|t|go|rs|java|kt|scala|groovy|clj|c|h|cc|cpp|hpp|cs|fs|vb|swift|lua|r|exs?|[eh]rl|hs|ml|elc?|vim|sh|bash|css|html?|so(?:\.\d{1,4}){0,4}|a|o|dll|exe|wasm|class|jar)$/i
/** What makers of a package leave in it: how they build, test and try it. */
const WORKSHOP =
  /(?:^|\/)(?:(?:docker-)?compose[\w.-]{0,40}\.ya?ml|dockerfile[\w.-]{0,40}|\.travis\.yml|\.?appveyor\.yml|\.gitlab-ci\.yml|jenkinsfile|(?:\.github|\.circleci|\.devcontainer|molecule|playbooks?|ci|dev|contrib|scripts)\/.{1,4000})$/i
/** A hash is an account's only where accounts are kept. */
const OF_ACCOUNTS = new Set(["password-hash", "empty-password"])

/**
 * What a sighting in a file is worth. A checksum or a vendor's own mark is believed wherever it stands; what only looks
 * like a credential is weighed by whose file it is. `owned`: whether the package manager's records name the file; null
 * where the image has none.
 */
export function weigh(
  { evidence, type, value, member }: Pick<Sighting, "evidence" | "type" | "value" | "member">,
  file: string,
  owned: boolean | null,
): Weight {
  const path = member === "" ? file : `${file}/${member.replaceAll("!", "/")}`
  return WEIGH[evidence]({ type, value, path, owned, zone: zoneIn(path, owned) })
}

/** A program of a distribution has no extension; people put their own beside it, but no package manager knows those. */
const COMMAND = /^\/?(?:usr\/)?s?bin\/[^/]{1,200}$/

/** In what others wrote: their program, or their way of making it. */
const isOfMakers = (path: string, owned: boolean | null): boolean =>
  PROGRAM.test(path) || WORKSHOP.test(path) || (owned === true && COMMAND.test(path))

interface Sample {
  readonly type: string
  readonly value: string
  readonly path: string
  readonly owned: boolean | null
  readonly zone: Zone
}

/** The package manager knows better than the path. */
function zoneIn(path: string, owned: boolean | null): Zone {
  const zone = zoneOf(path)
  if (owned === true && zone === "own") return "packaged"
  return owned === false && zone === "packaged" && !RECORDS.test(relative(path)) ? "own" : zone
}

const WEIGH: Readonly<Record<Evidence, (sample: Sample) => Weight>> = {
  proved: () => "report",
  anchored: () => "report",
  structured: ({ type, value, path, owned, zone }) => {
    if (isPublicKey(value)) return zone === "own" ? "info" : "silent"
    if (zone === "own") return OF_ACCOUNTS.has(type) && isExample(path) ? "silent" : "report"
    if (OF_ACCOUNTS.has(type) || isExample(path) || isOfMakers(path, owned)) return "silent"
    return owned === true ? "info" : "report"
  },
  generic: ({ path, zone }) => (zone === "own" && !isExample(path) ? "report" : "silent"),
  refuted: () => "info",
}
