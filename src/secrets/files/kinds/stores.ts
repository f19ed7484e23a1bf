import { type Kind, nothing } from "../kind.ts"
import { privateKeys } from "../pem.ts"
import { hasKey, isDerKey, isBks, isGnuPgKey, isJks, isKdbx, isPkcs12, isPpk } from "../keystores.ts"
import { lineCounter, linesOf } from "../formats/lines.ts"
import type { Read } from "../found.ts"

const STORE = { severity: "critical", advice: "key", type: "private-key" } as const

/** Private keys of a file that may hold certificates besides. */
const keys: Read = function* (text) {
  const lineAt = lineCounter(text)
  for (const { block, index } of privateKeys(text)) yield { givenTo: "", value: block.trimEnd(), line: lineAt(index) }
}

/** The private part of a PuTTY key, which is what has to be kept. */
const ppk: Read = function* (text) {
  let isPrivate = false
  const body: string[] = []
  let first = 0
  for (const { text: line, line: number } of linesOf(text)) {
    if (line.startsWith("Private-Lines:")) isPrivate = true
    else if (line.startsWith("Private-")) isPrivate = false
    else if (isPrivate) {
      if (first === 0) first = number
      body.push(line.trim())
    }
  }
  if (isPpk(Buffer.from(text.slice(0, 100))) && body.length > 0)
    yield { givenTo: "", value: body.join("\n"), line: first }
}

export const STORES: readonly Kind[] = [
  {
    ...STORE,
    kind: "ssh-host-key",
    type: "ssh-host-key",
    severity: "medium",
    name: "an SSH host key",
    at: ["etc/ssh/ssh_host_*_key", "etc/dropbear/*_host_key"],
    read: keys,
    isStore: hasKey,
  },
  { ...STORE, kind: "putty-key", name: "a PuTTY private key", at: ["*.ppk"], read: ppk, isStore: isPpk },
  {
    ...STORE,
    kind: "pkcs12",
    name: "a PKCS #12 store with a private key",
    at: ["*.p12", "*.pfx", "*.pkcs12"],
    read: nothing,
    isStore: isPkcs12,
  },
  {
    ...STORE,
    kind: "java-keystore",
    name: "a Java keystore with a private key",
    at: ["*.jks", "*.keystore", "*.jceks", "*.ks", "keystore", ".keystore", "*.bks"],
    read: nothing,
    isStore: (bytes) => isJks(bytes) || isBks(bytes) || isPkcs12(bytes),
  },
  { ...STORE, kind: "keepass", name: "a KeePass database", at: ["*.kdbx", "*.kdb"], read: nothing, isStore: isKdbx },
  {
    ...STORE,
    kind: "gnupg-key",
    name: "a GnuPG private key",
    at: ["private-keys-v1.d/*.key", "secring.gpg", ".gnupg/secring.gpg"],
    read: nothing,
    isStore: isGnuPgKey,
  },
  {
    ...STORE,
    kind: "keyring",
    name: "a desktop's keyring",
    at: ["keyrings/*.keyring", "kwalletd/*.kwl", "*.keychain-db"],
    read: nothing,
    isStore: (bytes) => /^(?:GnomeKeyring|KWALLET|kych)/.test(bytes.subarray(0, 16).toString("latin1")),
  },
  {
    ...STORE,
    kind: "browser-logins",
    name: "a browser's stored logins",
    at: ["logins.json", "key4.db", "login data"],
    read: nothing,
    isStore: (bytes) => /encryptedPassword"\s{0,5}:\s{0,5}"\w|nssPrivate|password_value/.test(bytes.toString("latin1")),
  },
  {
    ...STORE,
    kind: "kerberos-keytab",
    name: "a Kerberos keytab",
    at: ["*.keytab"],
    read: nothing,
    isStore: (bytes) => bytes.length > 16 && bytes[0] === 5 && (bytes[1] === 1 || bytes[1] === 2),
  },
  {
    ...STORE,
    advice: "history",
    severity: "medium",
    type: "configured-secret",
    kind: "shell-history",
    name: "a shell's history with a secret",
    at: [
      ".bash_history",
      ".ash_history",
      ".sh_history",
      ".zsh_history",
      ".zhistory",
      ".history",
      ".ksh_history",
      ".python_history",
      ".node_repl_history",
      ".irb_history",
      ".viminfo",
      ".lesshst",
      "fish/fish_history",
      "consolehost_history.txt",
      ".local/share/fish/fish_history",
    ],
    read: nothing,
    lines: "shell",
  },
  {
    ...STORE,
    kind: "ssh-key",
    name: "an SSH private key",
    at: ["id_rsa", "id_dsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk", ".ssh/*", "identity"],
    unless: /(?:\.pub|^known_hosts.*|^authorized_keys.*|^config)$/,
    read: nothing,
    isStore: hasKey,
  },
  {
    ...STORE,
    kind: "private-key",
    name: "a private key",
    at: ["etc/ssl/private/*", "etc/pki/tls/private/*", "privkey*.pem"],
    // Debian makes it when a package is installed, for nothing but tests.
    unless: /^ssl-cert-snakeoil/,
    read: nothing,
    isStore: hasKey,
  },
  {
    ...STORE,
    kind: "der-key",
    name: "a private key in DER",
    at: ["*.key", "*.der", "*.p8", "*.pk8"],
    read: nothing,
    isStore: isDerKey,
  },
]
