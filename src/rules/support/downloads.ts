import { type Command, type Options, optionsOf, type WithValue } from "./shell/index.ts"
import { show } from "./words.ts"

const set = (words: string): WithValue => new Set(words.split(" "))

/** Options that take a value; those that are missing here make their value look like an address. */
const CURL_VALUED = set(
  "-A -b -c -C -d -D -e -E -F -h -H -K -m -o -P -Q -r -t -T -u -U -w -x -X -Y -y -z --ca-native --cacert --capath --cert --cert-type --ciphers --config --connect-timeout --connect-to --cookie --cookie-jar --create-file-mode --data --data-ascii --data-binary --data-raw --data-urlencode --dump-header --form --form-string --header --interface --json --key --key-type --limit-rate --local-port --max-filesize --max-redirs --max-time --netrc-file --noproxy --oauth2-bearer --output --output-dir --pass --pinnedpubkey --proto --proto-default --proto-redir --proxy --proxy-header --proxy-user --range --rate --referer --request --request-target --resolve --retry --retry-delay --retry-max-time --socks5 --socks5-hostname --speed-limit --speed-time --stderr --tls-max --tls13-ciphers --trace --trace-ascii --upload-file --url --user --user-agent --write-out",
)
const WGET_VALUED = set(
  "-a -A -B -D -e -i -I -l -o -O -P -Q -R -S -t -T -U -w -X --append-output --base --bind-address --body-data --body-file --ca-certificate --ca-directory --certificate --config --connect-timeout --cut-dirs --directory-prefix --dns-timeout --execute --header --http-password --http-user --https-enforce --input-file --limit-rate --method --output-document --output-file --password --post-data --post-file --private-key --quota --read-timeout --referer --secure-protocol --timeout --tries --user --user-agent --wait --waitretry",
)

/** `-S` of wget shows headers and takes nothing; busybox and GNU agree on the rest. */
const WGET = new Set([...WGET_VALUED].filter((option) => option !== "-S"))

const VALUED: Readonly<Record<string, WithValue>> = { curl: CURL_VALUED, wget: WGET }

/** Options of curl and wget; null for every other command. */
export const downloadOptions = (command: Command): Options | null =>
  Object.hasOwn(VALUED, command.name) ? optionsOf(command, VALUED[command.name]) : null

const STDOUT = new Set(["-", "/dev/stdout", "/proc/self/fd/1"])

/** True for a download that goes to the command's output, not into a file. */
export function toOutput(command: Command): boolean {
  const options = downloadOptions(command)
  if (options === null) return false
  const isRedirected = command.redirects.some(
    ({ operator, descriptor }) => /^(?:&?>>?|>\|)$/.test(operator) && (descriptor === null || descriptor === 1),
  )
  if (isRedirected || options.has("--help", "--version", "-V")) return false
  if (command.name === "wget") return options.values("-O", "--output-document").some((path) => STDOUT.has(path))
  if (options.has("-I", "--head")) return false
  const isNamed = options.has("-O", "--remote-name", "--remote-name-all")
  return (
    !isNamed &&
    (options.named.get("-o") ?? options.named.get("--output") ?? ["-"]).every((path) => STDOUT.has(path ?? ""))
  )
}

const ADDRESS =
  /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/)?(?:[^/?#@\s]{0,200}@)?(\[[0-9a-f:.]{2,45}\]|[a-z0-9_.-]{1,253})(?::\d{1,5})?(?:[/?#]|$)/i

/** Hosts that a command names in its addresses, without the user and password before them. */
export function downloadedFrom(command: Command): string[] {
  const options = downloadOptions(command)
  const addresses = [...(options?.operands ?? []).map(({ loose }) => loose), ...(options?.values("--url") ?? [])]
  return addresses.flatMap((address) => {
    const host = ADDRESS.exec(address.slice(0, 500))?.[1]
    return host === undefined ? [] : [show(host.toLowerCase())]
  })
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal)$/

/** True where a command speaks to its own machine alone. */
export function isLocal(command: Command): boolean {
  const hosts = downloadedFrom(command)
  return hosts.length > 0 && hosts.every((host) => LOOPBACK.test(host))
}
