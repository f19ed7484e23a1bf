/** A family of credentials that only the file says what they are. */
export interface FileFamily {
  /** What people call it, with its article. */
  readonly name: string
  /** Where and how it is revoked. */
  readonly revoke: string
}

const change = "Change it wherever it is accepted."

/** Families by `Sighting.type`, besides those of the detectors. */
export const FILE_FAMILIES: Readonly<Record<string, FileFamily>> = {
  "registry-login": { name: "a registry login", revoke: "Revoke the token or change the password at the registry." },
  "git-login": { name: "a git login", revoke: "Revoke the token or change the password at the git host." },
  "netrc-login": { name: "a password of a .netrc", revoke: "Change the password at the machine that it is for." },
  "tool-login": { name: "a login of a tool", revoke: "Revoke the token at the service that issued it." },
  "url-password": {
    name: "a password in a URL",
    revoke: "Change the password, and let the URL come from outside the image.",
  },
  "kubernetes-credential": {
    name: "a credential for a Kubernetes cluster",
    revoke:
      "Delete the service account's token, or let the cluster issue a new client certificate and revoke the old user's rights.",
  },
  "kubernetes-secret": { name: "a value of a Kubernetes Secret", revoke: change },
  "mounted-secret": {
    name: "a mounted secret",
    revoke: "Change it: it was meant to exist only while a container runs.",
  },
  "terraform-secret": {
    name: "a secret of Terraform",
    revoke: "Change it with the provider, and keep state and variables out of the image.",
  },
  "terraform-login": {
    name: "a Terraform Cloud token",
    revoke: "Revoke it in Terraform Cloud under User settings, Tokens.",
  },
  "pulumi-secret": {
    name: "a plain secret of a Pulumi stack",
    revoke: "Change it, and set it anew with `pulumi config set --secret`.",
  },
  "aws-secret-key": {
    name: "an AWS secret access key",
    revoke: "Deactivate and delete the access key in IAM, under Security credentials.",
  },
  "aws-session-token": { name: "an AWS session token", revoke: "Revoke the role's active sessions in IAM." },
  "google-credential": {
    name: "a Google Cloud credential",
    revoke: "Delete the service account key or HMAC key, or revoke the grant with `gcloud auth revoke`.",
  },
  "azure-credential": {
    name: "an Azure credential",
    revoke: "Revoke the sign-in sessions or the client secret in Microsoft Entra ID.",
  },
  "storage-key": { name: "a key for object storage", revoke: "Delete the key with the storage provider." },
  "database-password": { name: "a database password", revoke: "Change the user's password in the database." },
  "configured-secret": { name: "a secret in a configuration", revoke: change },
  "mail-password": { name: "a mail password", revoke: "Change the account's password, or revoke the app password." },
  "network-password": { name: "a network password", revoke: "Change it on the server or access point." },
  "wireguard-key": { name: "a WireGuard key", revoke: "Make a new key pair, and replace the public key at all peers." },
  "account-password": { name: "an account's password", revoke: "Change it on every machine that was set up with it." },
  "password-hash": {
    name: "a password hash",
    revoke: "Change the password; lock the account with `passwd -l` where nobody logs in.",
  },
  "empty-password": {
    name: "an empty password",
    revoke: "Lock the account with `passwd -l`, which writes `!` in the field.",
  },
  htpasswd: {
    name: "a web server's password",
    revoke: "Change the password, and mount the file when the container runs.",
  },
  "ssh-host-key": {
    name: "an SSH host key",
    revoke: "Delete it in the image, and let each container make its own with `ssh-keygen -A` when it starts.",
  },
  "private-key": { name: "a private key", revoke: "Take it out of use, revoke its certificate, and make a new one." },
  "jenkins-secret": {
    name: "a secret of Jenkins",
    revoke: "Change the credential, and the controller's keys with it.",
  },
  "age-identity": { name: "an age identity", revoke: "Make a new one, and encrypt again what it could read." },
}
