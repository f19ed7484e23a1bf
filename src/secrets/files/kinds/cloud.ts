import { config, ini } from "../formats/ini.ts"
import { hcl, json } from "../formats/nested.ts"
import { yaml } from "../formats/yaml.ts"
import type { Read } from "../found.ts"
import { isLiteral, judged } from "../judge.ts"
import { type Kind, nothing } from "../kind.ts"
import { dockerLogins, kubeconfig } from "../kubernetes.ts"
import { all, announced, fields, whole } from "../readers.ts"

const CLOUD = { severity: "critical", advice: "cloud" } as const

/** Passwords that Terraform itself drew stand in a field that doesn't say so. */
const randomPasswords: Read = function* (text) {
  let type = ""
  for (const { path, value, line } of json(text)) {
    const key = path.at(-1)
    if (key === "type" && path.length === 2) type = value
    else if (key === "result" && type === "random_password" && isLiteral(value)) yield { givenTo: type, value, line }
  }
}

/** What a variable of Terraform has where nobody gives it a value. */
const variableDefaults: Read = function* (text) {
  for (const { path, value, line } of hcl(text)) {
    const [block = "", field] = path
    if (path.length !== 2 || field !== "default" || !block.startsWith("variable.")) continue
    const name = block.slice("variable.".length)
    const found = judged([name], value, "config")
    if (found !== null) yield { ...found, givenTo: name, line }
  }
}

const AWS_FIELDS: Read = all(
  fields(config, "awssecretaccesskey secretaccesskey secretkey", "aws-secret-key"),
  fields(config, "awssessiontoken awssecuritytoken sessiontoken", "aws-session-token"),
)

export const CLOUDS: readonly Kind[] = [
  {
    ...CLOUD,
    type: "registry-login",
    kind: "docker-config",
    name: "a Docker configuration with a registry login",
    at: [
      ".docker/config.json",
      ".dockercfg",
      ".dockerconfigjson",
      "containers/auth.json",
      "run/containers/*/auth.json",
      "lib/kubelet/config.json",
      ".config/containers/auth.json",
    ],
    read: dockerLogins,
    advice: "login",
  },
  {
    ...CLOUD,
    type: "kubernetes-credential",
    kind: "kubeconfig",
    name: "a kubeconfig with a credential",
    at: [
      ".kube/config",
      ".kube/*.conf",
      "etc/kubernetes/*.conf",
      "kubeconfig",
      "kubeconfig.yaml",
      "kubeconfig.yml",
      "kubeconfig.json",
      "kubeconfig.conf",
      "*.kubeconfig",
      "k3s/k3s.yaml",
      "kubelet/kubeconfig",
    ],
    read: kubeconfig,
  },
  {
    ...CLOUD,
    type: "kubernetes-credential",
    kind: "service-account-token",
    name: "a Kubernetes service account's token",
    at: ["kubernetes.io/serviceaccount/token", "kubernetes.io/serviceaccount/*/token"],
    read: whole("serviceaccount"),
    advice: "mounted",
  },
  {
    ...CLOUD,
    type: "mounted-secret",
    kind: "mounted-secret",
    name: "a mounted secret",
    at: ["/run/secrets/**", "/var/run/secrets/**"],
    read: whole("secret", /^[^\n]{6,8192}$/),
    isStore: (bytes) => bytes.length > 0,
    advice: "mounted",
  },
  {
    ...CLOUD,
    type: "terraform-secret",
    kind: "terraform-state",
    name: "a Terraform state with secrets",
    at: ["*.tfstate", "*.tfstate.backup", "*.tfstate.*.backup"],
    read: all(announced(json), randomPasswords),
    isStore: (bytes) => /"resources"\s{0,20}:\s{0,20}\[\s{0,200}\{/.test(bytes.toString("latin1")),
    advice: "state",
  },
  {
    ...CLOUD,
    type: "terraform-secret",
    kind: "terraform-variables",
    name: "Terraform variables with a secret",
    at: ["*.tfvars", "*.tfvars.json", "*.auto.tfvars"],
    read: announced(hcl),
    advice: "settings",
  },
  {
    ...CLOUD,
    type: "terraform-secret",
    kind: "terraform-module",
    name: "a Terraform variable with a secret by default",
    at: ["*.tf"],
    read: variableDefaults,
    advice: "settings",
  },
  {
    ...CLOUD,
    type: "terraform-login",
    kind: "terraform-login",
    name: "a login of Terraform Cloud",
    at: [".terraformrc", "terraform.rc", "credentials.tfrc.json", ".tofurc"],
    read: fields(hcl, "token"),
    advice: "login",
  },
  {
    ...CLOUD,
    type: "pulumi-secret",
    kind: "pulumi-config",
    name: "a Pulumi stack with a plain secret",
    at: ["pulumi.*.yaml", "pulumi.*.yml", ".pulumi/credentials.json"],
    read: all(announced(yaml), fields(json, "accesstoken")),
    advice: "settings",
  },
  {
    ...CLOUD,
    type: "aws-secret-key",
    kind: "aws-credentials",
    name: "AWS credentials",
    at: [".aws/credentials", ".aws/config", ".passwd-s3fs", "passwd-s3fs"],
    read: all(AWS_FIELDS, function* (text) {
      const [, id = "", key = ""] = /^(?:[\w.-]{1,100}:)?(A[KS]IA[A-Z0-9]{16}):(\S{40})\s{0,10}$/m.exec(text) ?? []
      if (key !== "") yield { givenTo: id, value: key, line: 1 }
    }),
  },
  {
    ...CLOUD,
    type: "aws-secret-key",
    kind: "aws-cache",
    name: "a cached AWS login",
    at: [".aws/cli/cache/*.json", ".aws/sso/cache/*.json"],
    read: all(
      fields(json, "secretaccesskey", "aws-secret-key"),
      fields(json, "sessiontoken accesstoken refreshtoken clientsecret", "aws-session-token"),
    ),
  },
  {
    ...CLOUD,
    type: "google-credential",
    kind: "google-credentials",
    name: "Google Cloud credentials",
    at: [
      "gcloud/application_default_credentials.json",
      "application_default_credentials.json",
      "gcloud/legacy_credentials/*/adc.json",
      "gcloud/legacy_credentials/*/.boto",
      "*service-account*.json",
      "*service_account*.json",
      "*serviceaccount*.json",
      "gcp-key*.json",
      "gcloud-*.json",
      "client_secret*.json",
    ],
    read: fields(json, "privatekey clientsecret refreshtoken"),
  },
  {
    ...CLOUD,
    type: "google-credential",
    kind: "boto-config",
    name: "a boto configuration with a key",
    at: [".boto", "boto.cfg"],
    read: all(AWS_FIELDS, fields(config, "gssecretaccesskey gsoauth2refreshtoken clientsecret proxypass")),
  },
  {
    ...CLOUD,
    type: "google-credential",
    kind: "gcloud-store",
    name: "gcloud's store of logins",
    at: ["gcloud/credentials.db", "gcloud/access_tokens.db"],
    read: nothing,
    isStore: (bytes) =>
      bytes.subarray(0, 15).toString("latin1") === "SQLite format 3" &&
      /refresh_token|ya29\.|private_key/.test(bytes.toString("latin1")),
  },
  {
    ...CLOUD,
    type: "azure-credential",
    kind: "azure-login",
    name: "an Azure login",
    at: [
      ".azure/msal_token_cache*",
      ".azure/accesstokens.json",
      ".azure/service_principal_entries*",
      ".azure/credentials",
      "azd/auth/*.json",
    ],
    read: all(
      fields(json, "secret accesstoken refreshtoken clientsecret clientcertificate"),
      fields(ini, "secret password clientsecret"),
    ),
  },
  {
    ...CLOUD,
    type: "tool-login",
    kind: "cloud-tool-login",
    name: "a login of a cloud provider's tool",
    at: [
      "doctl/config.yaml",
      "doctl/config.yml",
      ".fly/config.yml",
      ".civo.json",
      ".linode-cli",
      ".ibmcloud/credentials",
      ".bluemix/config.json",
      ".aliyun/config.json",
      ".tccli/*.credential",
      ".hcloud/cli.toml",
    ],
    read: all(
      fields(yaml, "accesstoken token apikey"),
      fields(json, "accesstoken accesskeysecret secretkey token apikey iamtoken iamrefreshtoken"),
    ),
  },
  {
    ...CLOUD,
    type: "storage-key",
    kind: "storage-config",
    name: "a storage client's configuration with a key",
    at: [".s3cfg", "s3cfg", "rclone.conf", ".rclone.conf", ".mc/config.json", "mc/config.json", ".s5cfg"],
    read: all(
      fields(
        config,
        "secretkey secretaccesskey gpgpassphrase pass password password2 token clientsecret key accountkey apikey bearertoken passphrase keypem filepassphrase keyfilepass accesstoken sasurl",
      ),
      fields(json, "secretkey sessiontoken"),
    ),
  },
]
