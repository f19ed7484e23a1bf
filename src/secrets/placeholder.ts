const WORDS = new Set(
  (
    "true false yes no on off null nil none undefined unset empty enabled disabled enable disable required optional auto default " +
    "password passwd pass passphrase secret token key apikey credential credentials test testing tests dummy fake sample demo todo " +
    "fixme tbd redacted hidden masked removed secured admin administrator root user username guest anonymous nobody foo bar baz foobar " +
    "changeit changeme letmein string value text here postgres postgresql mysql mariadb redis rabbitmq mongo mongodb sa"
  ).split(" "),
)
/** Texts that say of themselves that they stand for something else. */
const STANDS_FOR =
  /example|placeholder|dummy|changeme|change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|with|this|it)|not[-_ ]?(?:a[-_ ])?(?:real|secret|set)|^(?:your|insert|enter|put|my)[-_ ]?(?:own[-_ ]?)?(?:[a-z]{1,20}[-_ ]?){0,3}(?:password|passwd|secret|token|key|here)(?:[-_ ]?here)?$/i
/** `$VAR`, `${VAR}`, `$(command)`, `{{ x }}`, `%(x)s`, `%VAR%`, `<x>`, `[x]`, `@x@`. */
const VARIABLE =
  /^\$|\$[{(]|\{\{|%\([^)]{1,100}\)s|^%[A-Za-z_]\w{0,100}%$|^<[^>]{0,200}>$|^\[[^\]]{0,200}\]$|^@[A-Za-z_.]{1,100}@$|`/
/** Where the value lives, not the value. */
const REFERENCE =
  /^(?:arn:|vault:|op:\/\/|secretref:|enc\[|sm:\/\/|ssm:|file:|env:|projects\/[^/]{1,100}\/secrets\/|@microsoft\.keyvault|\$ansible_vault|awssm|gcpsm)/i
const PUBLIC =
  /^(?:pk_(?:test|live)_|ssh-(?:rsa|ed25519|dss) |ecdsa-sha2-|age1|-----BEGIN (?:[A-Z0-9]{1,12} )?(?:PUBLIC KEY|CERTIFICATE))/
const NUMBER = /^[-+]?[\d_.,:]+[a-z%]{0,2}$/i
const VERSION = /^v?\d+(?:\.\d+){1,3}(?:[-+.~][\w.+~-]{0,40})?$/
const DIGEST = /^(?:sha\d{1,3}[:-])/i
const URL_WITHOUT_USER = /^[a-z][a-z0-9+.-]{1,30}:\/\/[^@]{0,4096}$/i
const PATH = /^(?:[A-Za-z]:[\\/]|~|\.{1,2}[\\/]|\/)[\w.,@~\\/ *-]*$/

/** True where a value is none that a secret could have: empty, a mask, a stand-in, a path, a number, a reference to where the secret lives. */
export function isPlaceholder(value: string): boolean {
  const text = value.slice(0, 4096).trim()
  if (text.length < 4 || WORDS.has(text.toLowerCase())) return true
  if (new Set(text).size <= 2 || /[*•]{3}|[xX]{4}|\.{4}/.test(text) || /^(.)\1+$/.test(text)) return true
  if (VARIABLE.test(text) || REFERENCE.test(text) || PUBLIC.test(text) || URL_WITHOUT_USER.test(text)) return true
  if (NUMBER.test(text) || VERSION.test(text) || DIGEST.test(text)) return true
  return STANDS_FOR.test(text) || (PATH.test(text) && !isRandom(text))
}

/** Base64 may begin with a slash as well: long, of three kinds of characters, with few slashes and no dot. */
function isRandom(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length
  return kinds === 3 && text.length >= 32 && !text.includes(".") && text.split("/").length - 1 <= text.length / 10
}
