import { readApk, readApt } from "./package-commands.ts"
import { type Command, type Options, optionsOf, type WithValue } from "./shell/index.ts"

/** Packages that a command installs in whatever version there is that day. */
export interface Unpinned {
  /** As in a package URL: `deb`, `apk`, `pypi`, `npm`, `gem`, `golang`. */
  readonly type: string
  readonly names: readonly string[]
}

const set = (words: string): WithValue => new Set(words.split(" "))

const isPath = (word: string): boolean => /^[./~]|^(?:https?|file|ftp):/.test(word) || word.endsWith(".whl")

const apt = (command: Command): string[] => {
  const found = readApt(command)
  if (found?.action !== "install" || found.options.has("--download-only", "--only-upgrade")) return []
  return found.operands
    .filter((word) => !/[=/*^?]/.test(word) && !word.endsWith("-") && !word.endsWith(".deb"))
    .map((word) =>
      word.replace(/:[a-z0-9]{1,20}$|[+]$/g, (end, at: number) => (end === "+" && word[at - 1] === "+" ? end : "")),
    )
}

const apk = (command: Command): string[] => {
  const found = readApk(command)
  if (found?.action !== "add") return []
  return found.operands.filter(
    (word) => !/[=~<>@]/.test(word) && !word.startsWith("!") && !isPath(word) && !word.endsWith(".apk"),
  )
}

const PIP_VALUED = set(
  "-r --requirement -c --constraint -e --editable -t --target -d --dest -i --index-url --extra-index-url --trusted-host -f --find-links --prefix --root --python-version --platform --implementation --abi --no-binary --only-binary --config-settings -C --global-option --timeout --retries --progress-bar --python -p --cache-dir --proxy --cert --client-cert --src --upgrade-strategy --report --use-feature --log --index --index-strategy --default-index --exclude-newer",
)
const PIP_SAFE = ["-r", "--requirement", "-c", "--constraint", "--require-hashes", "--exclude-newer", "--dry-run"]

/** A version, an upper bound, a direct reference or a commit. */
const isPipPinned = (word: string): boolean =>
  /[=~]=|<|^git\+\S{1,1000}@|\s@\s|^\S{1,200}@\s?(?:https?|file|git\+)/.test(word) || isPath(word)

function pip(command: Command): string[] {
  const { words } = command
  const at = words.findIndex(({ value }) => value === "install")
  const isPip =
    /^pip[0-9.]{0,6}$/.test(command.name) ||
    (/^python[0-9.]{0,6}$/.test(command.name) && words[1]?.value === "-m" && words[2]?.value === "pip") ||
    (command.name === "uv" && words[1]?.value === "pip") ||
    command.name === "pipx"
  if (!isPip || at < 0) return []
  const options = optionsOf({ words: words.slice(at) }, PIP_VALUED)
  if (options.has(...PIP_SAFE)) return []
  return known(options)
    .filter((word) => !isPipPinned(word))
    .map((word) =>
      word.startsWith("git+")
        ? (/([\w.-]{1,100}?)(?:\.git)?$/.exec(word)?.[1] ?? "")
        : (/^[\w.-]{1,100}/.exec(word)?.[0] ?? ""),
    )
}

const known = ({ operands }: Options): string[] =>
  operands.map(({ loose }) => loose).filter((word) => !/^[$`]/.test(word))

const NPM_VALUED = set(
  "--prefix --registry --cache --loglevel --userconfig -C --dir --location --fetch-timeout --fetch-retries --omit --include",
)
const LOOSE_TAGS = /@(?:latest|next|canary|beta|\*|x)$/

function npm(command: Command): string[] {
  const options = optionsOf(command, NPM_VALUED)
  const [first, second, ...rest] = known(options)
  const isGlobal = options.has("-g", "--global") || options.values("--location").includes("global")
  const isInstall = /^(?:i|install|add|isntall|in|ins)$/.test(first ?? "") && command.name !== "yarn"
  const isYarn = command.name === "yarn" && first === "global" && second === "add"
  if (!/^(?:npm|pnpm|yarn|bun)$/.test(command.name) || !((isGlobal && isInstall) || isYarn)) return []
  const names = isYarn ? rest : [second ?? "", ...rest]
  return names
    .filter((word) => word !== "" && !isPath(word) && !/^(?:git|github|npm|workspace)[+:]|#/.test(word))
    .filter((word) => !word.slice(1).includes("@") || LOOSE_TAGS.test(word))
    .map((word) => word.replace(LOOSE_TAGS, ""))
    .filter((word) => /^@?[\w.~-]{1,100}(?:\/[\w.~-]{1,100})?$/.test(word) && !/^\w{1,100}\/\w/.test(word))
}

const GEM_VALUED = set(
  "-v --version -i --install-dir -n --bindir -P --trust-policy --platform -s --source -p --http-proxy -g --file -B -E --build-root -u",
)

function gem(command: Command): string[] {
  if (command.name !== "gem") return []
  const options = optionsOf(command, GEM_VALUED)
  const [action, ...names] = known(options)
  if (!/^(?:install|i|in)$/.test(action ?? "") || options.has("-v", "--version", "-g", "--file", "-l", "--local"))
    return []
  return names.filter((word) => !word.includes(":") && !word.endsWith(".gem") && !isPath(word))
}

function go(command: Command): string[] {
  const [, action, ...rest] = command.words.map(({ loose }) => loose)
  if (command.name !== "go" || (action !== "install" && action !== "get")) return []
  return rest.flatMap((word) => /^([\w.~/-]{3,300})@(?:latest|upgrade|master|main|HEAD)$/.exec(word)?.[1] ?? [])
}

const READERS: readonly { readonly type: string; readonly read: (command: Command) => string[] }[] = [
  { type: "deb", read: apt },
  { type: "apk", read: apk },
  { type: "pypi", read: pip },
  { type: "npm", read: npm },
  { type: "gem", read: gem },
  { type: "golang", read: go },
]

/** What a command installs without a version; null where it installs nothing so. Lock files, requirements and constraints name versions. */
export function unpinnedIn(command: Command): Unpinned | null {
  for (const { type, read } of READERS) {
    const names = read(command).filter((name) => name !== "")
    if (names.length > 0) return { type, names: [...new Set(names)] }
  }
  return null
}
