import { row, type Form } from "./form.ts"

export const KEYS: readonly Form[] = [
  row("openssl", { options: "-passin -passout -pass -password", prefix: "pass:" }),
  row("openssl", { when: "enc", options: "-k" }),
  row("openssl", { places: ["passwd $secret"] }),
  row("keytool jarsigner apksigner", {
    options: "-storepass -keypass -srcstorepass -deststorepass -srckeypass -destkeypass -new --ks-pass --key-pass",
  }),
  row("ssh-keygen", { options: "-N -P" }),
  row("pk12util", { options: "-W -K" }),
  row("security", { when: "unlock-keychain create-keychain", options: "-p" }),
  row("security", { when: "import", options: "-P" }),
  row("security", { when: "set-key-partition-list", options: "-k" }),
  row("osslsigncode", { options: "-pass" }),
  row("signtool signtool.exe", { options: "/p" }),
  row("ansible-vault", { places: ["encrypt_string $secret"] }),
  row("gpg gpg2", { reads: "--passphrase-fd" }),
  row("cryptsetup veracrypt", { reads: "" }),
  row("7z 7za 7zr 7zz", { glued: "-p" }),
  row("rar unrar", { glued: "-p -hp" }),
  row("zip unzip", { options: "-P" }),
  row("convertto-securestring", { places: ["$secret"] }),
]
