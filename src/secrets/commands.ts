/** A credential that a command takes without a telling name. */
interface Command {
  /** How a message calls it. */
  readonly name: string
  /** Global, with a group `value`; every repetition bounded. */
  readonly pattern: RegExp
}

/** Up to the next command of the line. */
export const COMMANDS: readonly Command[] = [
  {
    name: "mysql -p",
    pattern:
      /\b(?:mysql|mysqladmin|mysqldump|mariadb)\s[^\n;&|]{0,200}?\s?-p(?<value>"[^"\n]{4,200}"|'[^'\n]{4,200}'|[^\s"'$;&|]{4,200})/g,
  },
  {
    name: "login -p",
    pattern:
      /\b(?:login|source)\s[^\n;&|]{0,300}?\s-p[ =](?<value>"[^"\n]{4,300}"|'[^'\n]{4,300}'|[^\s"'$;&|-][^\s;&|]{3,300})/g,
  },
  { name: "sshpass -p", pattern: /\bsshpass\s{1,3}-p ?(?<value>"[^"\n]{4,200}"|'[^'\n]{4,200}'|[^\s"'$;&|]{4,200})/g },
  {
    name: "redis-cli -a",
    pattern: /\bredis-cli\s[^\n;&|]{0,200}?\s-a (?<value>"[^"\n]{4,200}"|'[^'\n]{4,200}'|[^\s"'$;&|]{4,200})/g,
  },
  {
    name: "curl --user",
    pattern: /\b(?:curl|http)\s[^\n;&|]{0,300}?\s(?:-u|--user)[ =]?["']?[^\s:"'$]{1,100}:(?<value>[^\s"'$;&|]{4,200})/g,
  },
  {
    name: "chpasswd",
    pattern: /["' ][a-z_][a-z0-9_-]{0,31}:(?<value>[^\s"'$|]{4,200})["']?\s{0,3}\|\s{0,3}(?:\S{1,40}\s)?chpasswd\b/g,
  },
  {
    name: "useradd -p",
    pattern:
      /\buser(?:add|mod)\s[^\n;&|]{0,200}?\s(?:-p|--password)[ =](?<value>"[^"\n]{4,200}"|'[^'\n]{4,200}'|[^\s"'$;&|]{4,200})/g,
  },
  { name: "SQL password", pattern: /\b(?:PASSWORD|IDENTIFIED BY)\s{1,3}(?:\\?["'])(?<value>[^\s"'\\$]{4,200})/gi },
  { name: "sqlplus", pattern: /\bsqlplus\s[^\n;&|]{0,100}?[\w$#]{1,30}\/(?<value>[^\s@/"'$]{4,100})@/g },
  {
    name: "Authorization header",
    pattern: /\bAuthorization: {0,3}(?:Bearer|Basic|token) (?<value>[A-Za-z0-9._~+/=-]{8,4000})/gi,
  },
  {
    name: "config set",
    pattern:
      /\bset (?:[^\s;&|]{0,200}(?:_authToken|_password|password|secret_access_key|secret|token))[ =]["']?(?<value>[^\s"'$;&|<>-][^\s"'$;&|<>]{3,1000})/gi,
  },
]
