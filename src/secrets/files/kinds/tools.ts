import { config, ini } from "../formats/ini.ts"
import { json, toml } from "../formats/nested.ts"
import { linesOf } from "../formats/lines.ts"
import { yaml } from "../formats/yaml.ts"
import type { Read } from "../found.ts"
import { isLiteral } from "../judge.ts"
import type { Kind } from "../kind.ts"
import { netrc } from "../netrc.ts"
import { all, fields, loginOf, urls, whole } from "../readers.ts"

const LOGIN = { severity: "critical", advice: "login" } as const

/** Of git's configuration: a header that is sent with every request, as CI systems leave it behind. */
const extraHeader: Read = function* (text) {
  for (const { path, value, line } of ini(text)) {
    if (path.at(-1)?.toLowerCase() !== "extraheader") continue
    const [, scheme = "", token = ""] =
      /^[\w-]{1,60}:\s{0,10}(?:(basic|bearer|token)\s{1,10})?(\S{8,4096})$/i.exec(value) ?? []
    const found =
      scheme.toLowerCase() === "basic"
        ? loginOf("extraheader", token, line)
        : { givenTo: "extraheader", value: token, line }
    if (found !== null && isLiteral(found.value)) yield found
  }
}

/** Of Jenkins: values that it encrypts with a key that lies beside them. */
const jenkins: Read = function* (text) {
  for (const { text: line, line: number } of linesOf(text))
    for (const match of line.matchAll(/<(\w{1,60})>\s{0,20}(\{AQAAA[A-Za-z0-9+/=]{20,65536}\})\s{0,20}<\//g))
      yield { givenTo: match[1] ?? "", value: match[2] ?? "", line: number }
}

export const TOOLS: readonly Kind[] = [
  {
    ...LOGIN,
    type: "git-login",
    kind: "git-credentials",
    name: "git's stored logins",
    at: [".git-credentials", "git/credentials"],
    read: urls(),
  },
  {
    ...LOGIN,
    type: "git-login",
    kind: "git-config",
    name: "a git configuration with a login",
    at: [
      ".git/config",
      ".gitconfig",
      "/etc/gitconfig",
      "git/config",
      ".gitmodules",
      ".git/fetch_head",
      ".git/modules/*/config",
      ".git/logs/head",
    ],
    read: all(urls(), extraHeader, fields(ini, "token password")),
  },
  {
    ...LOGIN,
    type: "git-login",
    kind: "git-host-login",
    name: "a login of a git host's tool",
    at: ["gh/hosts.yml", "glab-cli/config.yml", ".config/hub", "tea/config.yml"],
    read: fields(yaml, "oauthtoken token jobtoken"),
  },
  {
    ...LOGIN,
    type: "netrc-login",
    kind: "netrc",
    name: "a .netrc with a password",
    at: [".netrc", "_netrc"],
    read: netrc,
  },
  {
    ...LOGIN,
    type: "tool-login",
    kind: "vault-token",
    name: "a Vault token",
    at: [".vault-token"],
    read: whole("vault"),
  },
  {
    ...LOGIN,
    type: "tool-login",
    kind: "ansible-vault-password",
    name: "an Ansible vault password",
    at: [
      ".vault_pass*",
      ".vault-pass*",
      ".vault_password*",
      "vault_pass.txt",
      "vault_password.txt",
      ".ansible_vault_pass*",
    ],
    unless: /\.(?:py|sh|example|sample)$/,
    read: whole("ansible-vault", /^(?!#!)[^\n]{6,512}$/),
  },
  {
    ...LOGIN,
    type: "tool-login",
    kind: "ci-login",
    name: "a login of a CI tool",
    at: [
      ".circleci/cli.yml",
      ".travis/config.yml",
      "drone/config.yml",
      ".config/ngrok/ngrok.yml",
      "ngrok.yml",
      ".ngrok2/ngrok.yml",
    ],
    read: fields(yaml, "token accesstoken authtoken apikey"),
  },
  {
    ...LOGIN,
    type: "tool-login",
    kind: "sentry-login",
    name: "a Sentry login",
    at: [".sentryclirc"],
    read: fields(ini, "token apikey"),
  },
  {
    ...LOGIN,
    type: "tool-login",
    kind: "model-hub-login",
    name: "a login of a model hub",
    at: ["huggingface/token", ".huggingface/token", "huggingface/stored_tokens"],
    read: all(whole("huggingface"), fields(ini, "hftoken")),
  },
  {
    ...LOGIN,
    type: "tool-login",
    kind: "kaggle-login",
    name: "a Kaggle login",
    at: ["kaggle.json"],
    read: fields(json, "key"),
  },
  {
    ...LOGIN,
    type: "tool-login",
    kind: "data-platform-login",
    name: "a login of a data platform",
    at: [
      ".databrickscfg",
      ".snowsql/config",
      ".snowflake/*.toml",
      "snowflake/connections.toml",
      "snowflake/config.toml",
    ],
    read: fields(toml, "token password clientsecret passphrase privatekeypassphrase"),
  },
  {
    ...LOGIN,
    type: "tool-login",
    kind: "agent-login",
    name: "a login of a coding assistant",
    at: [
      ".claude/.credentials.json",
      ".codex/auth.json",
      "github-copilot/apps.json",
      "github-copilot/hosts.json",
      "opencode/auth.json",
      "gemini/oauth_creds.json",
      ".gemini/oauth_creds.json",
    ],
    read: fields(json, "accesstoken refreshtoken idtoken oauthtoken openaiapikey key access refresh apikey"),
  },
  {
    ...LOGIN,
    type: "jenkins-secret",
    kind: "jenkins-credentials",
    name: "Jenkins' credentials",
    at: ["credentials.xml"],
    read: jenkins,
  },
  {
    ...LOGIN,
    type: "jenkins-secret",
    kind: "jenkins-master-key",
    name: "Jenkins' master key",
    at: ["secrets/master.key", "secrets/initialadminpassword"],
    read: whole("jenkins", /^(?:[0-9a-f]{256}|[0-9a-f]{32})$/),
  },
  {
    ...LOGIN,
    type: "tool-login",
    kind: "age-identity",
    name: "an age identity",
    at: ["sops/age/keys.txt"],
    read: function* (text) {
      for (const { text: line, line: number } of linesOf(text))
        if (/^AGE-SECRET-KEY-1[0-9A-Z]{50,70}$/.test(line.trim()))
          yield { type: "age-identity", givenTo: "", value: line.trim(), line: number }
    },
  },
  {
    ...LOGIN,
    type: "tool-login",
    kind: "chat-login",
    name: "a login of a command-line tool",
    at: [
      ".config/heroku/credentials",
      ".config/stripe/config.toml",
      ".config/op/config",
      ".config/rclone/token.json",
      ".config/hcloud/cli.toml",
      ".config/scw/config.yaml",
      ".config/linode-cli",
      ".oci/config",
    ],
    read: all(
      fields(toml, "token testmodeapikey livemodeapikey secretkey"),
      fields(yaml, "secretkey token"),
      fields(config, "token passphrase"),
    ),
  },
]
