import { row, type Form } from "./form.ts"

export const ACCOUNTS: readonly Form[] = [
  row("useradd usermod groupadd groupmod newusers", { options: "-p" }),
  row("chpasswd newusers", { reads: "" }),
  row("passwd smbpasswd vncpasswd tigervncpasswd kinit saslpasswd2 mkpasswd", { reads: "" }),
  row("sudo doas", { reads: "-S -kS -Sk" }),
  row("net", { places: ["user * $secret", "use * /user:* $secret", "use * * /user:* $secret"] }),
  row("ipmitool", { options: "-P" }),
  row("evil-winrm psexec psexec64", { options: "-p" }),
  row("nmcli", { places: ["wifi-sec.psk $secret", "802-11-wireless-security.psk $secret"] }),
  row("grub-mkpasswd-pbkdf2", { reads: "" }),
  row("smbclient smbget rpcclient smbmap winexe net", { logins: "-U --user", between: "%" }),
  row("ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami ldapcompare ldapmodrdn", { options: "-w" }),
  row("ldappasswd", { options: "-w -s -a" }),
  row("slappasswd", { options: "-s" }),
  row("x11vnc", { options: "-passwd -storepasswd" }),
  row("xfreerdp xfreerdp3 wfreerdp mstsc cmdkey", { glued: "/p: /pass:" }),
  row("plink pscp psftp putty", { options: "-pw" }),
  row("sshpass", { options: "-p" }),
  row("wpa_passphrase", { places: ["* $secret"] }),
]
