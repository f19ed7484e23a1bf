/** What may stand between a name and its operator: the end of its quotes or brackets. */
const CLOSE = String.raw`(?:\\{0,3}["'\x60])?[\])}]{0,2}`
/** A type, before an operator that assigns: `name string =`, `name: &str =`, `name: Optional[str] =`. */
const TYPE = String.raw`(?:[ \t]{0,8}:?[ \t]{0,8}(?:&(?:'static[ \t])?str|str|[Ss]tring[?!]?|\*string|char|bytes?|text|any|object|Optional\[str\]|str[ \t]\|[ \t]None|string[ \t]\|[ \t](?:null|undefined))(?:\[\d{0,5}\])?(?=[ \t]{0,8}=))?`
/** `= : => := ?= ::= :::= .= += == === ||= ??= || ?? ?: ||: -> <- :-` */
const OPERATOR = String.raw`(?::{1,3}=|\?\?=?|\|\|[=:]?|\?:|[.?+]?={1,3}>?|->|<-|:-|:|or(?=[ \t]))`
const BLANK = String.raw`[ \t]{0,60}`
/** A line may break after the operator, if a quote follows. */
const BREAK = String.raw`(?:\r?\n[ \t]{0,60}(?=\\{0,3}["'\x60]))?`

/** After a name, an operator; then comes its value. */
export const ASSIGNED_BY = new RegExp(`${CLOSE}(?:\\[\\d{0,5}\\])?${TYPE}${BLANK}(${OPERATOR})${BLANK}${BREAK}`, "y")
/** A comma, where the name is a quoted argument or a symbol: `setProperty("NAME", "value")`. */
export const NEXT_ARGUMENT = /(?:\\{0,3}["'`])?[ \t]{0,20},[ \t\r\n]{0,60}(?=[bBuUrR]?\\{0,3}["'`])/y
/** The rest of an element's start tag, or of one that holds the name: `<password>`, `<entry key="password">`. */
export const IN_ELEMENT =
  /(?:["'](?:[ \t]{1,8}[\w:.-]{1,40}=["'][^"'<>\n]{0,80}["']){0,4})?[ \t]{0,8}>\s{0,80}(?:<!\[CDATA\[)?(?=[^\s<>])/y
/** Name and value as two elements: `<name>password</name> <value>`, `<key>password</key> <string>`. */
export const IN_NEXT_ELEMENT = /\s{0,40}<\/(?:key|name|Name|Key)>\s{0,80}<(?:string|value|Value)>\s{0,80}(?=[^\s<>])/y
/** The attribute that gives the value: `key="ClearTextPassword" value=`. */
export const IN_ATTRIBUTE =
  /["'](?:[ \t\r\n]{1,40}(?!value=|content=)[\w:.-]{1,40}[ \t]?=[ \t]?["'][^"'<>]{0,80}["']){0,3}[ \t\r\n]{1,40}(?:[vV]alue|content)[ \t]?=[ \t]?(?=["'])/y
/** The member that gives the value: `name: DB_PASSWORD\n  value: `, `"name": "TOKEN", "value": `. */
export const IN_MEMBER =
  /\\{0,3}["']?[ \t]{0,8},?[ \t]{0,8}(?:\r?\n[ \t]{0,60})?\\{0,3}["']?(?:default[_-]?)?[vV]alue\\{0,3}["']?[ \t]{0,8}[:=][ \t]{0,8}/y
/** What stands before the name there. */
export const NAMED = /(?:^|[^\w])(?:name|Name|key|Key|variable)\\{0,3}["']?[ \t]{0,8}[:=][ \t]{0,8}\\{0,3}["']?$/
export const SPACED = /[ \t]{1,60}/y

/** What may stand between the start of a line and a name that is assigned to there. */
export const LINE_START =
  /^[ \t]*(?:(?:#|\/\/|;|--|REM|\*|-|:)[ \t]{0,8}){0,2}(?:(?:export|set|SET|setx|setenv|declare -x|local|readonly|typeset|ENV|ARG|env|default)[ \t]{1,8}){0,2}[%$]?["']?$/
/** A word of a shell, a Dockerfile, C, a Lisp or the like after which comes a name, then a blank, then the value. */
export const SETS =
  /(?:^|[\n;&][ \t]{0,20})(?:ENV|ARG|setenv|SETENV|set -gx|set -x|set -Ux|setx|LABEL|#[ \t]{0,8}define|\((?:def|defonce|defvar|defparameter|defconst|define|setq|setf|set!))[ \t]{1,8}$/
/** What stands before PASSWORD where SQL gives one to a user. */
export const SQL_SETS =
  /\b(?:with|encrypted|unencrypted|login|superuser|(?:user|role)[ \t]{1,8}["']?[\w$.-]{1,64}["']?)[ \t]{1,8}$/i
/** Where the lines of YAML start that are one value, with their indentation. */
export const BLOCK_SCALAR = /[|>][+-]?\d?[+-]?[ \t]{0,8}\r?\n([ \t]{1,60})(?=\S)/y
/** Makers of values that take them as they are: `SecretStr("…")`, `b"…"`, `Buffer.from("…")`. */
export const WRAPPER =
  /(?:(?:new[ \t])?(?:SecretStr|SecureString|SecretString|Secret|String|str|bytes|Buffer\.from|String::from|Some|Optional\.of|base64\.b64decode|atob|\[\]byte|to_string|unsecret|stringValue)\([ \t]{0,4})?(?:[bBuUrRfFLN@&$]{1,2}(?=\\{0,3}["']))?/y
/** The scheme of an Authorization header. */
export const SCHEME =
  /(?:Bearer|bearer|BEARER|Basic|basic|BASIC|Token|token|SSWS|Bot|ApiKey|Apikey|GenieKey|Digest)[ \t]{1,4}/y
