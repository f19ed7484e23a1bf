import { config, ini } from "../formats/ini.ts"
import { linesOf } from "../formats/lines.ts"
import type { Read } from "../found.ts"
import { judged } from "../judge.ts"
import type { Kind } from "../kind.ts"
import { netrc } from "../netrc.ts"
import { all, announced, fields, inLines, urls, words } from "../readers.ts"

const HOST = { severity: "high", advice: "host" } as const

/** `Environment="A=b" C=d` of systemd. */
const unit: Read = function* (text) {
  for (const { text: line, line: number } of linesOf(text)) {
    if (!/^(?:Environment|DefaultEnvironment|PassEnvironment)=/.test(line)) continue
    for (const [, quoted, bare] of line
      .slice(line.indexOf("=") + 1)
      .matchAll(/["']([^"'\n]{1,4096})["']|(\S{1,4096})/g)) {
      const [name = "", ...rest] = (quoted ?? bare ?? "").split("=")
      const value = rest.join("=").replace(/^(["'])(.*)\1?$/, "$2")
      const found = judged([name], value, "credential-file")
      if (found !== null) yield { ...found, givenTo: name, line: number }
    }
  }
}

export const HOSTS: readonly Kind[] = [
  {
    ...HOST,
    type: "netrc-login",
    kind: "apt-login",
    name: "a login of apt",
    at: ["etc/apt/auth.conf", "etc/apt/auth.conf.d/*"],
    read: all(netrc, urls()),
    advice: "login",
  },
  {
    ...HOST,
    type: "url-password",
    kind: "apt-config",
    name: "an apt configuration with a login in a URL",
    at: [
      "etc/apt/sources.list",
      "etc/apt/sources.list.d/*",
      "etc/apt/apt.conf",
      "etc/apt/apt.conf.d/*",
      "etc/apk/repositories",
    ],
    read: urls(/^\s{0,100}(?:#|\/\/)/),
    advice: "login",
  },
  {
    ...HOST,
    type: "registry-login",
    kind: "yum-config",
    name: "a yum repository with a login",
    at: ["etc/yum.repos.d/*", "etc/yum.conf", "etc/dnf/dnf.conf", "etc/zypp/repos.d/*", "etc/zypp/credentials.d/*"],
    read: all(fields(ini, "password proxypassword"), urls()),
    advice: "login",
  },
  {
    ...HOST,
    type: "configured-secret",
    kind: "systemd-unit",
    name: "a systemd unit with a secret",
    at: ["systemd/system/*.service", "systemd/user/*.service", "*.service.d/*.conf", "systemd/system.conf"],
    read: all(unit, urls()),
    advice: "settings",
  },
  {
    ...HOST,
    type: "mail-password",
    kind: "mail-login",
    name: "a mail program's configuration with a password",
    at: [
      ".msmtprc",
      "msmtprc",
      ".fetchmailrc",
      "fetchmailrc",
      ".mailrc",
      "mail.rc",
      "sasl_passwd",
      "postfix/*passwd*",
      "ssmtp.conf",
      "revaliases",
      ".mutt/muttrc",
      ".muttrc",
      ".offlineimaprc",
      ".mbsyncrc",
      ".getmailrc",
      "exim4/passwd.client",
      ".esmtprc",
    ],
    unless: /\.(?:db|lmdb)$/,
    read: all(
      words("password pass"),
      fields(config, "authpass remotepass pass password smtppass imappass"),
      inLines(/^[^#\s]\S{0,300}\s{1,40}(?<owner>[^\s:]{1,200}):(?<value>\S{4,300})\s{0,20}$/),
      inLines(/^(?<owner>[^#\s:]{1,200}):[^\s:]{1,200}:(?<value>\S{4,300})\s{0,20}$/),
      inLines(/\b(?:password|pass)\s{1,10}(?:is\s{1,10})?(?<value>"[^"]{1,300}"|'[^']{1,300}')/),
      inLines(
        /^\s{0,20}set\s{1,10}(?<owner>[\w-]{0,60}(?:password|_pass))\s{0,5}=\s{0,5}(?<value>"[^"]{1,300}"|\S{4,300})/,
      ),
    ),
  },
  {
    ...HOST,
    type: "configured-secret",
    kind: "service-config",
    name: "a service's configuration with a password",
    at: [
      "etc/proftpd/*.conf",
      "vsftpd.conf",
      "smb.conf",
      "snmpd.conf",
      "rsyncd.secrets",
      "etc/rsync*",
      "turnserver.conf",
      "slapd.conf",
      "ldap.conf",
      ".ldaprc",
      "pam_ldap.conf",
      "nslcd.conf",
      "sssd.conf",
      "krb5.conf",
      "mosquitto/passwd",
      "zabbix_*.conf",
      "nrpe.cfg",
      "bareos/*.conf",
      "bacula-*.conf",
      "squid.conf",
      "haproxy*.cfg",
      "tinyproxy.conf",
      "proxychains.conf",
      "proxychains4.conf",
      "rabbitmq.conf",
      "rabbitmq.config",
      "activemq.xml",
      "nagios/*.cfg",
      ".wgetrc",
      "wgetrc",
      ".curlrc",
      "_curlrc",
      "aria2.conf",
    ],
    read: all(
      announced(ini, "config"),
      words("bindpw rootpw rootbindpw"),
      fields(ini, "ldapdefaultauthtok"),
      inLines(
        /^\s{0,20}createUser\s{1,10}(?<owner>\S{1,200})\s{1,10}\S{1,20}\s{1,10}(?<value>"[^"]{1,300}"|\S{8,300})/,
      ),
      inLines(/^\s{0,20}user\s{1,10}(?<owner>\S{1,200})\s{1,10}insecure-password\s{1,10}(?<value>\S{4,300})/),
      inLines(/^\s{0,20}stats\s{1,10}auth\s{1,10}(?<owner>[^\s:]{1,200}):(?<value>\S{4,300})/),
      inLines(/^\s{0,20}cache_peer\s.{1,300}\slogin=(?<owner>[^\s:]{1,200}):(?<value>\S{4,300})/),
      inLines(/^(?<owner>[^#\s:=]{1,100}):(?<value>\$[67y]\$\S{20,300})$/),
      inLines(
        /^\s{0,20}(?:-u|--user|user|proxy-user|-U)\s{0,5}[= ]\s{0,5}"?(?<owner>[^\s:"]{1,100}):(?<value>[^\s"]{4,300})/,
      ),
      urls(),
    ),
  },
]
