import { ini } from "../formats/ini.ts"
import type { Read } from "../found.ts"
import { isLiteral } from "../judge.ts"
import type { Kind } from "../kind.ts"
import { all, fields, inLines } from "../readers.ts"

const HOST = { severity: "high", advice: "host" } as const

/** A user in the first line and the password in the second. */
const twoLines: Read = function* (text) {
  const lines = text.split("\n", 4).map((line) => line.trim())
  const [user = "", password = ""] = lines
  if (
    text.length < 1024 &&
    user !== "" &&
    !/\s/.test(user) &&
    !user.startsWith("#") &&
    lines.slice(2).every((line) => line === "") &&
    isLiteral(password)
  )
    yield { givenTo: user, value: password, line: 2 }
}

const inlineLogin: Read = function* (text) {
  const [, before = "", user = "", password = ""] =
    /^([\s\S]{0,60000}?<auth-user-pass>\s{1,10})(\S{1,200})\r?\n(\S{1,300})\r?\n<\/auth-user-pass>/.exec(text) ?? []
  if (isLiteral(password)) yield { givenTo: user, value: password, line: before.split("\n").length + 1 }
}

export const NETWORKS: readonly Kind[] = [
  {
    ...HOST,
    type: "network-password",
    kind: "ppp-secrets",
    name: "a file of PPP secrets",
    at: ["etc/ppp/*secrets", "etc/ipsec.secrets", "ipsec.d/*.secrets"],
    read: all(
      inLines(/^\s{0,20}(?<owner>[^#\s]{1,200})\s{1,40}\S{1,200}\s{1,40}(?<value>"[^"]{1,300}"|[^\s#]{4,300})/),
      inLines(/^\s{0,20}(?<owner>[^#]{0,200}):\s{0,10}(?:PSK|XAUTH|EAP)\s{1,10}(?<value>"[^"]{1,300}"|\S{4,300})/),
    ),
  },
  {
    ...HOST,
    type: "network-password",
    kind: "wifi-password",
    name: "a Wi-Fi password",
    at: [
      "wpa_supplicant*.conf",
      "etc/wpa_supplicant/*",
      "networkmanager/system-connections/*",
      "netctl/*",
      "hostapd.conf",
      "iwd/*.psk",
    ],
    read: fields(
      ini,
      "psk password wepkey0 wpapassphrase wpapsk privatekeypasswd key passphrase presharedkey leappassword",
    ),
  },
  {
    ...HOST,
    type: "wireguard-key",
    kind: "wireguard-config",
    name: "a WireGuard configuration with a private key",
    at: ["etc/wireguard/*.conf", "wg*.conf", "etc/wireguard/*key"],
    read: all(fields(ini, "privatekey presharedkey"), inLines(/^(?<value>[A-Za-z0-9+/]{43}=)\s{0,10}$/)),
    unless: /(?:public|pub)\.?key$/,
    advice: "key",
  },
  {
    ...HOST,
    type: "network-password",
    kind: "vpn-login",
    name: "a VPN's login",
    at: [
      "etc/openvpn/*auth*",
      "etc/openvpn/*pass*",
      "etc/openvpn/*cred*",
      "etc/openvpn/*login*",
      "openvpn/client/*auth*",
      "openvpn/client/*pass*",
      "openvpn/client/*cred*",
      "openvpn/client/*login*",
      "openvpn/server/*auth*",
      "openvpn/auth.txt",
      "openvpn/login.conf",
      "vpn-auth.txt",
      "auth-user-pass*",
    ],
    unless: /\.(?:sh|py|so|up|down)$/,
    read: twoLines,
  },
  {
    ...HOST,
    type: "network-password",
    kind: "vpn-login",
    name: "a VPN's login",
    at: [
      "*.ovpn",
      "etc/openvpn/*.conf",
      "openvpn/client/*.conf",
      "openvpn/server/*.conf",
      "forticlient.conf",
      "openfortivpn/config",
      "vpnc/*.conf",
    ],
    read: all(
      inlineLogin,
      fields(ini, "password"),
      inLines(/^(?:IPSec secret|Xauth password)\s{1,5}(?<value>\S{4,300})/),
    ),
  },
  {
    ...HOST,
    type: "network-password",
    kind: "mount-login",
    name: "a login of a network drive",
    at: [
      ".smbcredentials",
      ".cifs*",
      "smbcredentials",
      "smb-credentials",
      "cifs-credentials",
      ".credentials",
      "etc/samba/*credentials*",
      ".davfs2/secrets",
      "davfs2/secrets",
    ],
    read: all(
      fields(ini, "password"),
      inLines(/^(?<owner>\S{1,300})\s{1,20}\S{1,200}\s{1,20}(?<value>"[^"]{1,300}"|\S{4,300})\s{0,20}$/),
    ),
  },
]
