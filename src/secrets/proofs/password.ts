/** What handbooks and templates write where a password belongs, and what nobody would call a secret. */
const STAND_INS = new Set(
  (
    "password passwd pass passphrase pwd pw secret token key apikey api_key api-key mypassword mypass mysecret mytoken user_password userpassword " +
    "username user xxx yyy zzz foo bar baz foobar changeme changeit change_me change-me test testing example sample dummy fake none null nil undefined " +
    "hidden redacted masked removed p ps pa passw psw psswd s3cret s3cr3t p4ssw0rd passw0rd p@ssw0rd pa55word pa$$word hunter2 hostname host port " +
    "db_password db_pass dbpass dbpassword your_password your-password yourpassword my_password my-password password_here the_password some_password " +
    "credentials opensesame open sesame string value text here abc abcd abc123 1234 12345 123456 1234567 12345678 123456789 x-oauth-basic x oauth2 bob alice"
  ).split(" "),
)
/** Passwords that come with a server and mean nothing on the machine itself. */
const DEFAULTS = new Set(
  "root admin administrator postgres tiger masterkey mysql mariadb mongo mongodb redis guest rabbitmq minioadmin sa docker dev local app user".split(
    " ",
  ),
)
/** `$VAR`, `${VAR}`, `{{ x }}`, `%s`, `%(x)s`, `<x>`, `[x]`, `#{x}`, a command in backticks, `"+x+"`: another text will stand here. */
const VARIABLE =
  /[<>`]|\$[A-Za-z_{(]|^\$|\{\{|^\{|\}$|#\{|^%[a-z]$|%\(|^%[A-Za-z_]+%$|^\[|\]$|^@.*@$|^:[a-z_]+$|\.\.\.|\u2026|^['"+]|\\["']/
const MASK = /^[*xX.?#_-]+$|[*]{3}|x{4}|X{4}/
const SPOKEN =
  /example|placeholder|dummy|replace[-_ ]?(?:me|with|this)|change[-_ ]?(?:me|this|it)|(?:^|[-_ ])(?:your|my|insert|enter|some)[-_ ]?(?:[a-z]+[-_ ]?)?(?:pass|secret|token|key|pw)|(?:pass|password|secret|token|key)[-_ ]?here$|^(?:[A-Z]+_)*(?:PASSWORD|PASS|PASSWD|PWD|SECRET|TOKEN|KEY)$|^(?:user|url|auth|http|smtp|ftp|db|database|git)?[-_]?(?:password|passwd|pass|pwd)\d{0,2}$/i

/** True where a password is a stand-in, a variable, a mask, a word that is no secret, or just the user's name again. */
export function isStandIn(password: string, user = ""): boolean {
  const text = password.trim()
  const lower = text.toLowerCase()
  if (text.length < 4 || lower === user.toLowerCase() || STAND_INS.has(lower)) return true
  return VARIABLE.test(text) || MASK.test(text) || SPOKEN.test(text) || new Set(text).size <= 2
}

/** True where a password is one that a server comes with. */
export const isDefault = (password: string): boolean => DEFAULTS.has(password.toLowerCase())
