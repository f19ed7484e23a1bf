import { isRegular } from "./look.ts"

const WORDS = new Set(
  (
    "true false yes no on off null nil none undefined unset empty enabled disabled enable disable required optional auto default " +
    "password passwd pass passphrase secret token key apikey credential credentials test testing tests dummy fake sample demo todo " +
    "fixme tbd redacted hidden masked removed secured admin administrator root user username guest anonymous nobody foo bar baz foobar " +
    "changeit changeme letmein string value text here postgres postgresql mysql mariadb redis rabbitmq mongo mongodb sa basic bearer " +
    "password1 password123 passw0rd secret123 pass123 test123 test1234 admin123 root123 qwerty123 abc123 mysecretpassword my-secret-pw " +
    "mypassword mysecret mytoken supersecret topsecret notasecret verysecret secretkey secretpassword secret_key minioadmin vagrant"
  ).split(" "),
)
/** Texts that say of themselves that they stand for something else. */
const STANDS_FOR =
  /example|placeholder|dummy|^(?:550e8400-e29b-41d4|123e4567-e89b-12d3|6ba7b81[0-9a-f]-9dad-11d1|f81d4fae-7dec-11d0|00000000-0000-0000)|changeme|change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|with|this|it)|redacted|deadbeef|lorem|not[-_ ]?(?:a[-_ ])?(?:real|secret|set)|to[-_ ]be[-_ ]|^(?:your|insert|enter|put|my|some|the|an?|any|new|old)[-_ ]?(?:own[-_ ]?)?(?:[a-z]{1,20}[-_ ]?){0,4}(?:password|passwd|pass|pwd|secret|token|key|here|value|string)(?:[-_ ]?(?:here|goes[-_ ]here|value|\d{1,4}))?$|[-_ ]here$/i
/** Words with a number behind them: `Password123`, `usertoken1`. */
const NUMBERED =
  /^[A-Za-z_-]{0,40}(?:password|passwort|passwd|secret|token|apikey|admin|welcome|test|user)[A-Za-z_-]{0,20}[\d!@#$%.?]{0,6}$/i
/** `$VAR`, `${VAR}`, `$(command)`, `{{ x }}`, `%(x)s`, `%VAR%`, `<x>`, `[x]`, `@x@`, `#{x}`, `{0}`, `__X__`. */
const VARIABLE =
  /^\$|\$[{(]|\{\{|#\{|<%|%\([^)]{1,100}\)s|^%[A-Za-z_]\w{0,100}%$|^%[-\d.]{0,8}[a-z]$|^[<[{(][^\n]{0,200}[>\]})]$|^@[A-Za-z_.-]{1,100}@$|^__\w{1,100}__$|\{[\w.]{0,40}\}|^`|`[^`]{1,200}`/
/** Where the value lives, not the value. */
const REFERENCE =
  /^(?:arn:|vault:|op:\/\/|secretref:|secret:|enc[[(]|sm:\/\/|ssm:|file:|env[.:]|projects\/[^/]{1,100}\/secrets\/|@microsoft\.keyvault|\$ansible_vault|awssm|gcpsm|data:|var\.|local\.|module\.|secrets\.|process\.env|os\.environ|env\(|!(?:vault|ref|sub|env|secret|include|getatt)\b)/i
const PUBLIC =
  /^(?:pk_(?:test|live)_|ssh-(?:rsa|ed25519|dss) |ecdsa-sha2-|age1|-----BEGIN |MII[A-Za-z0-9+/]{60}|urn:|[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2,12}$)/
/** Sealed for the controller of a cluster, which alone can open it: bitnami's SealedSecret. */
const SEALED = /^Ag[A-D][A-Za-z0-9+/]{300}/
/** The name of a file. */
const FILE =
  /^[\w@~-][\w@.~-]{0,200}\.(?:[cm]?[jt]sx?|css|map|json|ya?ml|toml|html?|md|txt|log|png|jpe?g|gif|svg|ico|woff2?|pem|key|crt|cer|pub|gpg|asc|jks|p12|pfx|conf|cfg|ini|properties|xml|sh|py|rb|php|java|sql|so|dll|exe|zip|t?gz|tar|jar)$/
const NUMBER = /^[-+]?[\d_.,:]+[a-z%]{0,2}$/i
/** A port of services(5), where `kpasswd` stands before one. */
const PORT = /^\d{1,5}\/(?:tcp|udp|sctp|dccp|ddp)$/
const VERSION = /^[v^~<>=]{0,2}\d+(?:\.\d+){1,3}(?:[-+.~][\w.+~-]{0,40})?$/
const DIGEST = /^(?:sha\d{1,3}|md5|h1)[:-]/i
const URL = /^[a-z][a-z0-9+.-]{1,30}:\/\//i
const PATH = /^(?:[A-Za-z]:[\\/]|~|\.{1,2}[\\/]|\/)[\w.,@~\\/ *+-]*$/
/** A call, an index, an access to a member of something: code, not a value. */
const EXPRESSION =
  /^(?:new |await |typeof |function\b|async |return |lambda\b|\(|!!|[*&!~]{0,2}[A-Za-z_$][\w$]{0,60}(?:(?:\??\.|->|::)[A-Za-z_$][\w$]{0,60}){0,8}\s?(?:[([{]|\|\||&&|\?\?|=>|\+ ))|^(?:self|this|cls|args|options|opts|config|req|request|ctx|params|props|data|user|env)\.[A-Za-z_]|^[A-Za-z_$][\w$]{0,40}(?:->|::)[A-Za-z_$]/
/** Values of well-known specifications, printed everywhere: RFC 5849, 6749, 6750, 7009, 7519, 7617, 8693 and OpenID Connect. */
const PUBLISHED = new Set([
  "2YotnFZFEjr1zCsicMWpAA",
  "tGzv3JOkF0XG5Qx2TlKWIA",
  "czZCaGRSa3F0MzpnWDFmQmF0M2JW",
  "czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3",
  "gX1fBat3bV",
  "7Fjfp0ZBr1KtDRbnfVdmIw",
  "SplxlOBeZQQYbYS6WxSbIA",
  "mF_9.B5f-4.1JqM",
  "45ghiukldjahdnhzdauz",
  "0685bd9184jfhq22",
  "ad180jjd733klru7",
  "dpf43f3p2l4k3l03",
  "kd94hf93k423kf44",
  "nnch734d00sl2jdk",
  "pfkkdhi9sl3r4s00",
  "hh5s93j4hdidpola",
  "hdhd0244k9j7ao03",
  "h480djs93hd8",
  "9djdj82h48djs9d2",
  "kkk9d7dh3k39sjv7",
  "SlAV32hkKG",
  "QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
  "QWxhZGRpbjpPcGVuU2VzYW1l",
  "dXNlcjpwYXNzd29yZA==",
  "dXNlcjpwYXNz",
  "dXNlcm5hbWU6cGFzc3dvcmQ=",
])

/** Characters of a value that are looked at: nobody writes longer stand-ins. */
const LONGEST = 320

/** True where a value hides what it was, or is made of few characters: `****`, `xxxxxxxx`, `aaaaaaaa`. */
const isMask = (value: string): boolean =>
  new Set(value.slice(0, LONGEST)).size <= 2 ||
  /[*\u2022]{3}|x{5}|X{5}|\.{4}|^\.{3}|\.{3}$|EXAMPLE|(?:\xe2\x80\xa2){3}/.test(value)

/** True where a value is none that a secret could have: empty, a mask, a stand-in, a path, a number, a reference to where the secret lives. */
export function isPlaceholder(value: string): boolean {
  const text = value.slice(0, LONGEST).trim()
  if (text.length < 4 || WORDS.has(text.toLowerCase()) || isMask(text) || PUBLISHED.has(text)) return true
  if (VARIABLE.test(text) || REFERENCE.test(text) || PUBLIC.test(text) || URL.test(text)) return true
  if ((NUMBER.test(text) && !isLongNumber(text)) || VERSION.test(text) || DIGEST.test(text) || PORT.test(text))
    return true
  if (SEALED.test(text) || FILE.test(text)) return true
  return STANDS_FOR.test(text) || (PATH.test(text) && !isBase64(text))
}

/** Digits alone are a number, unless there are more than any count or time has: some vendors draw from ten digits. */
export const isLongNumber = (text: string): boolean =>
  /^\d{16,80}$/.test(text) && new Set(text).size >= 6 && !isRegular(text)

/** True where a value is the word for what it stands for, as in examples: `Password123`, `usertoken1`. People do choose such. */
export const isNamesake = (value: string): boolean => value.length <= 80 && NUMBERED.test(value)

/** True where what stands unquoted is code that makes or looks up a value. */
export const isExpression = (value: string): boolean => EXPRESSION.test(value.slice(0, LONGEST))

/** Base64 may begin with a slash as well: long, of three kinds of characters, with few slashes and no dot. */
function isBase64(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length
  return kinds === 3 && text.length >= 32 && !text.includes(".") && text.split("/").length - 1 <= text.length / 10
}
