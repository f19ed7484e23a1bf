import { downloadOptions, isLocal } from "./downloads.ts"
import { readApk, readApt, readDnf, readZypper } from "./package-commands.ts"
import { type Command, type Options, optionsOf } from "./shell/index.ts"
import { writtenBy } from "./unchecked-files.ts"

const OFF = /^(?:0|false|no|off)$/i
const ON = /^(?:1|true|yes|on)$/i

/** A setting of apt that takes its checks away: `-o Acquire::https::Verify-Peer=false`. */
const APT_SETTING =
  /^(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories|Acquire::AllowDowngradeToInsecureRepositories)[\s"=]{1,6}(?:1|true|yes)|^Acquire::https?::(?:\S{1,200}::)?Verify-(?:Peer|Host)[\s"=]{1,6}(?:0|false|no)/i
const DNF_SETTING = /^(?:\S{1,100}\.)?(?:gpgcheck|localpkg_gpgcheck|sslverify)\s?=\s?(?:0|false|no)$/i

const words = ({ operands }: Options): string[] => operands.map(({ loose }) => loose)

/** True where these words follow each other, whatever the case. */
function inOrder(given: readonly string[], ...wanted: readonly (string | RegExp)[]): boolean {
  return given.some((_, from) =>
    wanted.every((want, at) => {
      const word = given[from + at]
      return (
        word !== undefined && (typeof want === "string" ? word.toLowerCase() === want.toLowerCase() : want.test(word))
      )
    }),
  )
}

/** How a command takes the checks away from what it fetches; null where it does not. */
type Check = (command: Command, options: Options) => string | null

const flag =
  (...names: readonly string[]): Check =>
  (_, options) =>
    names.find((name) => options.has(name)) ?? null

/** `npm config set strict-ssl false`, `strict-ssl=false`, `npm set …`, and `--strict-ssl=false` for one command. */
const npm: Check = (_, options) => {
  const given = words(options).flatMap((word) => word.split("="))
  if (inOrder(given, "set", /^strict-ssl$/i, OFF) || inOrder(given, "set", /^enableStrictSsl$/i, OFF))
    return "strict-ssl false"
  const set = options.values("--strict-ssl").some((value) => OFF.test(value))
  return set || options.has("--no-strict-ssl") ? "strict-ssl false" : null
}

const pip: Check = (command, options) => {
  const hosts = [...options.values("--trusted-host"), ...afterTrusted(words(options))]
  const isFlagged = options.has("--trusted-host") || inOrder(words(options), "config", "set", /\.trusted-host$/)
  return isFlagged && !(hosts.length > 0 && hosts.every((host) => /^(?:localhost|127\.)/.test(host)))
    ? "--trusted-host"
    : null
}
const afterTrusted = (given: readonly string[]): string[] => {
  const at = given.findIndex((word) => /^(?:global|install)\.trusted-host$/.test(word))
  return at < 0 ? [] : given.slice(at + 1, at + 2)
}

const git: Check = (_, options) => {
  const given = [...words(options), ...options.values("-c")].flatMap((word) => word.split("="))
  return inOrder(given, /^http\.(?:\S{1,200}\.)?sslVerify$/i, OFF) ? "http.sslVerify false" : null
}

const apt: Check = (command, options) =>
  flag("--allow-unauthenticated", "--allow-insecure-repositories", "--force-yes")(command, options) ??
  (readApt(command)
    ?.options.values("-o", "--option")
    .find((value) => APT_SETTING.test(value)) ||
    null)

const dnf: Check = (command, options) =>
  flag("--nogpgcheck", "--no-gpgchecks", "--no-gpg-checks")(command, options) ??
  (readDnf(command)
    ?.options.values("--setopt")
    .find((value) => DNF_SETTING.test(value)) ||
    null)

const download =
  (...names: readonly string[]): Check =>
  (command) => {
    const options = downloadOptions(command)
    return options === null || isLocal(command) ? null : flag(...names)(command, options)
  }

const configured =
  (...wanted: readonly (string | RegExp)[]): Check =>
  (_, options) =>
    inOrder(
      words(options).flatMap((word) => word.split("=")),
      ...wanted,
    )
      ? wanted
          .map((want) => (typeof want === "string" ? want : ""))
          .join(" ")
          .trim()
      : null

const CHECKS = new Map<string, Check>([
  ["curl", download("-k", "--insecure", "--proxy-insecure")],
  ["wget", download("--no-check-certificate")],
  ["npm", npm],
  ["yarn", npm],
  ["pnpm", npm],
  ["pip", pip],
  ["git", git],
  ["apt", apt],
  ["apt-get", apt],
  ["aptitude", (command, options) => apt(command, options) ?? flag("--allow-untrusted")(command, options)],
  ["apk", (command) => flag("--allow-untrusted")(command, readApk(command)!.options)],
  ["dnf", dnf],
  ["dnf5", dnf],
  ["microdnf", dnf],
  ["yum", dnf],
  ["rpm", flag("--nosignature", "--nogpgcheck", "--nodigest")],
  ["zypper", (command) => flag("--no-gpg-checks")(command, readZypper(command)!.options)],
  ["conda", configured("ssl_verify", OFF)],
  ["mamba", configured("ssl_verify", OFF)],
  ["composer", configured("disable-tls", ON)],
  ["bundle", configured("ssl_verify_mode", "0")],
  [
    "go",
    (command) =>
      command.words[1]?.value === "get" && command.words.some(({ value }) => value === "-insecure")
        ? "-insecure"
        : null,
  ],
  ["svn", flag("--trust-server-cert")],
])

/** Variables that switch checks off for what a command starts. */
const VARIABLES = new Map<string, RegExp>([
  ["NODE_TLS_REJECT_UNAUTHORIZED", /^0$/],
  ["GIT_SSL_NO_VERIFY", ON],
  ["PYTHONHTTPSVERIFY", /^0$/],
  ["NPM_CONFIG_STRICT_SSL", OFF],
  ["npm_config_strict_ssl", OFF],
  ["YARN_STRICT_SSL", OFF],
  ["PIP_TRUSTED_HOST", /^(?!localhost|127\.)\S/],
  ["GOINSECURE", /./],
])

const PIP = /^pip[0-9.]{0,6}$/

/** Option names that take a value, where that matters to what is looked for. */
const VALUED = new Set(["--trusted-host", "--strict-ssl", "-c"])

/** What a command does to be content with anybody's certificate or signature; null where it does nothing of the kind. */
export function uncheckedBy(command: Command, commands: readonly Command[]): string | null {
  const variable = command.assignments.find(({ name, value }) => value !== null && VARIABLES.get(name)?.test(value))
  if (variable !== undefined) return `${variable.name}=${variable.value}`
  if (command.name === "export")
    for (const { value } of command.words.slice(1)) {
      const [, name = "", set = ""] = /^(\w{1,60})=(.{0,300})$/s.exec(value ?? "") ?? []
      if (VARIABLES.get(name)?.test(set) === true) return `${name}=${set}`
    }
  const isModule =
    /^python[0-9.]{0,6}$/.test(command.name) && command.words[1]?.value === "-m" && command.words[2]?.value === "pip"
  const name =
    PIP.test(command.name) || isModule || (command.name === "uv" && command.words[1]?.value === "pip")
      ? "pip"
      : command.name
  const check = CHECKS.get(name)
  return check?.(command, optionsOf(command, VALUED)) ?? writtenBy(command, commands)
}
