import { accountOf, gshadow, htdigest, htpasswd, passwd } from "../accounts.ts"
import { linesOf } from "../formats/lines.ts"
import { yaml } from "../formats/yaml.ts"
import type { Found, Read } from "../found.ts"
import type { Kind } from "../kind.ts"
import { inLines } from "../readers.ts"

const HOST = { severity: "high", advice: "host" } as const

/** Of Anaconda: `rootpw secret`, `user --name=a --password=b`. */
const kickstart: Read = function* (text) {
  for (const { text: line, line: number } of linesOf(text)) {
    const [, command = "", rest = ""] =
      /^\s{0,20}(rootpw|user|sshpw|bootloader|autopart|part|logvol|raid)\s(.{1,2000})$/.exec(line) ?? []
    const option = /--(?:password|passphrase)[= ]("[^"]{1,300}"|'[^']{1,300}'|\S{1,300})/.exec(rest)?.[1]
    const last = command === "rootpw" || command === "sshpw" ? rest.replaceAll(/--\S{1,200}/g, "").trim() : ""
    const found = accountOf(
      /--(?:name|username)[= ](\S{1,100})/.exec(rest)?.[1] ?? command,
      (option ?? last).replaceAll(/^["']|["']$/g, ""),
      number,
    )
    if (found !== null) yield found
  }
}

/** Of cloud-init: `passwd`, `plain_text_passwd`, `hashed_passwd`, `password`, and the lists of `chpasswd`. */
const cloudInit: Read = function* (text) {
  for (const { path, value, line } of yaml(text)) {
    const key = path.at(-1) ?? ""
    const isList = path.includes("chpasswd") && (key === "list" || key === "chpasswd" || key === "users")
    if (/^(?:passwd|plain_text_passwd|hashed_passwd|password)$/.test(key)) yield* some(accountOf(key, value, line))
    else if (isList)
      for (const [at, login] of value.split("\n").entries()) {
        const colon = login.indexOf(":")
        if (colon > 0 && !/^R(?:ANDOM)?$/.test(login.slice(colon + 1)))
          yield* some(accountOf(login.slice(0, colon), login.slice(colon + 1).trim(), line + at))
      }
  }
}

const some = (found: Found | null): Found[] => (found === null ? [] : [found])

export const ACCOUNTS: readonly Kind[] = [
  {
    ...HOST,
    type: "password-hash",
    kind: "shadow",
    name: "a password in /etc/shadow",
    at: ["etc/shadow", "etc/shadow-", "etc/passwd", "etc/passwd-", "etc/master.passwd"],
    read: passwd,
  },
  {
    ...HOST,
    type: "password-hash",
    kind: "gshadow",
    name: "a group's password",
    at: ["etc/gshadow", "etc/gshadow-", "etc/security/opasswd"],
    read: gshadow,
  },
  {
    ...HOST,
    type: "htpasswd",
    kind: "htpasswd",
    name: "a web server's password file",
    at: [".htpasswd", "htpasswd", ".htpasswd.*", "*.htpasswd", "htpasswd.users", "nginx/*htpasswd*"],
    unless: /\.(?:py|c|1|h|html|md|so)$/,
    read: htpasswd,
  },
  {
    ...HOST,
    type: "htpasswd",
    kind: "htpasswd",
    name: "a web server's password file",
    at: [".htdigest", "htdigest"],
    read: htdigest,
  },
  {
    ...HOST,
    type: "account-password",
    kind: "kickstart",
    name: "an installer's answers with a password",
    at: ["anaconda-ks.cfg", "original-ks.cfg", "ks.cfg", "kickstart.cfg", "*.ks"],
    read: kickstart,
  },
  {
    ...HOST,
    type: "account-password",
    kind: "preseed",
    name: "an installer's answers with a password",
    at: ["preseed.cfg", "*.preseed", "unattend.xml", "autounattend.xml", "autoinst.xml"],
    read: inLines(
      /^\s{0,20}(?:d-i|\S{1,60})\s{1,10}(?<owner>passwd\/\S{0,60}password(?:-crypted)?|\S{1,60}\/\S{0,60}password)\s{1,10}\w{1,20}\s{1,10}(?<value>\S{4,300})/,
    ),
  },
  {
    ...HOST,
    type: "account-password",
    kind: "cloud-init",
    name: "cloud-init's user data with a password",
    at: ["user-data", "user-data.*", "cloud-config*", "cloud.cfg", "cloud.cfg.d/*", "cloud/instances/*/user-data.txt"],
    read: cloudInit,
  },
]
