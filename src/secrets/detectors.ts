import { endsInCrc } from "./checksum.ts"
import { type Detector, isVaried } from "./detector.ts"
import { isBase64Of, isJsonWebToken, isPrivateKey } from "./structure.ts"
import { isPlaceholder } from "./placeholder.ts"

const hasSecretUserinfo = (password: string, match: RegExpExecArray): boolean => {
  const { user = "", host = "" } = match.groups ?? {}
  const plain = safeDecode(password)
  return plain !== user && !isPlaceholder(plain) && !/(?:^|\.)example\.(?:com|org|net)$/i.test(host)
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Exact families first: where two matches overlap, the earlier row has it. */
export const DETECTORS: readonly Detector[] = [
  {
    type: "google-service-account",
    name: "a Google service account key",
    marks: ['"private_key"'],
    pattern:
      /"private_key"\s{0,9}:\s{0,9}"(?<value>-----BEGIN (?:RSA )?PRIVATE KEY-----[^-"]{40,8000}-----END (?:RSA )?PRIVATE KEY-----)/dg,
    proves: isPrivateKey,
    remedy: "Delete the key under IAM & Admin, Service accounts, Keys in the Google Cloud console.",
  },
  {
    type: "private-key",
    name: "a private key",
    marks: ["-----BEGIN "],
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!-)){40,16000}(?:-----END (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----)?/g,
    proves: isPrivateKey,
    remedy: "Make a new key pair, and remove the old public key wherever it is trusted.",
  },
  {
    type: "github-token",
    name: "a GitHub token",
    marks: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    pattern: /(?<![A-Za-z0-9_])gh(?:[pousr]_[A-Za-z0-9]{36}|r_[A-Za-z0-9]{76})(?![A-Za-z0-9_])/g,
    proves: endsInCrc,
    remedy: "Revoke it at github.com, Settings, Developer settings, Personal access tokens (or Applications).",
  },
  {
    type: "github-fine-grained-token",
    name: "a fine-grained GitHub token",
    marks: ["github_pat_"],
    pattern: /(?<![A-Za-z0-9_])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9_])/g,
    proves: (value) => isVaried(value, 16),
    remedy: "Revoke it at github.com, Settings, Developer settings, Fine-grained tokens.",
  },
  {
    type: "gitlab-token",
    name: "a GitLab token",
    marks: ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-"],
    pattern:
      /(?<![A-Za-z0-9_-])gl(?:(?:pat|dt|rt|cbt)-(?:[A-Za-z0-9]{1,5}_)?(?:[A-Za-z0-9_-]{20}|[A-Za-z0-9_-]{27,300}\.[a-z0-9.]{9,14})|ptt-[0-9a-f]{40})(?![A-Za-z0-9_-])/g,
    proves: (value) => isVaried(value.slice(6)) && /[A-Z\d]/.test(value.slice(6)),
    remedy: "Revoke it in GitLab under Settings, Access tokens of the user, project or group that owns it.",
  },
  {
    type: "npm-token",
    name: "an npm token",
    marks: ["npm_"],
    pattern: /(?<![A-Za-z0-9_])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/g,
    proves: endsInCrc,
    remedy: "Revoke it with `npm token revoke`, or at npmjs.com under Access Tokens.",
  },
  {
    type: "pypi-token",
    name: "a PyPI token",
    marks: ["pypi-AgEIcHlwaS5vcmc", "pypi-AgENdGVzdC5weXBpLm9yZ"],
    pattern: /(?<![A-Za-z0-9_-])pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZ)[A-Za-z0-9_-]{50,1000}/g,
    proves: (value) => isVaried(value.slice(24), 12),
    remedy: "Remove it at pypi.org under Account settings, API tokens.",
  },
  {
    type: "slack-token",
    name: "a Slack token",
    marks: ["xoxb-", "xoxp-", "xoxe-", "xoxa-", "xoxr-", "xoxs-", "xapp-"],
    pattern:
      /(?<![A-Za-z0-9_-])(?:xox[abeprs]-(?:\d{1,14}-){1,4}[A-Za-z0-9]{16,64}|xapp-\d-[A-Z0-9]{8,13}-\d{10,14}-[0-9a-f]{64})(?![A-Za-z0-9_-])/g,
    proves: (value) => isVaried(value.slice(value.lastIndexOf("-") + 1)),
    remedy: "Revoke it at api.slack.com under Your Apps, OAuth & Permissions.",
  },
  {
    type: "slack-webhook",
    name: "a Slack webhook address",
    marks: ["https://hooks.slack.com/services/"],
    pattern: /https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/[A-Za-z0-9]{24}(?![A-Za-z0-9])/g,
    proves: (value) => isVaried(value.slice(value.lastIndexOf("/") + 1)),
    remedy: "Remove the webhook at api.slack.com under Your Apps, Incoming Webhooks.",
  },
  {
    type: "stripe-key",
    name: "a live Stripe key",
    marks: ["sk_live_", "rk_live_"],
    pattern: /(?<![A-Za-z0-9_])[sr]k_live_[A-Za-z0-9]{16,247}(?![A-Za-z0-9_])/g,
    proves: (value) => isVaried(value.slice(8)),
    remedy: "Roll the key in the Stripe dashboard under Developers, API keys.",
  },
  {
    type: "sendgrid-key",
    name: "a SendGrid key",
    marks: ["SG."],
    pattern: /(?<![A-Za-z0-9_.-])SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g,
    proves: (value) => isVaried(value.slice(3), 16),
    remedy: "Delete the key in SendGrid under Settings, API Keys.",
  },
  {
    type: "google-api-key",
    name: "a Google API key",
    marks: ["AIza"],
    pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g,
    proves: (value) => isVaried(value.slice(4), 12),
    remedy: "Delete or restrict it in the Google Cloud console under APIs & Services, Credentials.",
  },
  {
    type: "openai-key",
    name: "an OpenAI key",
    marks: ["sk-"],
    pattern:
      /(?<![A-Za-z0-9_-])sk-(?:(?:proj|svcacct|admin)-(?:[A-Za-z0-9_-]{58}|[A-Za-z0-9_-]{74})T3BlbkFJ(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58})|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})(?![A-Za-z0-9_-])/g,
    proves: (value) => isVaried(value, 16),
    remedy: "Revoke it at platform.openai.com under API keys.",
  },
  {
    type: "anthropic-key",
    name: "an Anthropic key",
    marks: ["sk-ant-api03-", "sk-ant-admin01-"],
    pattern: /(?<![A-Za-z0-9_-])sk-ant-(?:api03|admin01)-[A-Za-z0-9_-]{93}AA(?![A-Za-z0-9_-])/g,
    proves: (value) => isVaried(value.slice(15), 16),
    remedy: "Delete it in the Anthropic console under API keys.",
  },
  {
    type: "hugging-face-token",
    name: "a Hugging Face token",
    marks: ["hf_"],
    pattern: /(?<![A-Za-z0-9_])hf_[A-Za-z]{34}(?![A-Za-z0-9_])/g,
    proves: (value) => isVaried(value.slice(3), 12) && /[a-z]/.test(value.slice(3)) && /[A-Z]/.test(value),
    remedy: "Invalidate it at huggingface.co under Settings, Access Tokens.",
  },
  {
    type: "digitalocean-token",
    name: "a DigitalOcean token",
    marks: ["dop_v1_", "doo_v1_", "dor_v1_"],
    pattern: /(?<![A-Za-z0-9_])do[opr]_v1_[0-9a-f]{64}(?![A-Za-z0-9_])/g,
    proves: (value) => isVaried(value.slice(7)),
    remedy: "Delete it in the DigitalOcean control panel under API, Tokens.",
  },
  {
    type: "docker-token",
    name: "a Docker Hub token",
    marks: ["dckr_pat_", "dckr_oat_"],
    pattern: /(?<![A-Za-z0-9_])dckr_[po]at_[A-Za-z0-9_-]{27,32}(?![A-Za-z0-9_-])/g,
    proves: (value) => isVaried(value.slice(9)),
    remedy: "Delete it at hub.docker.com under Account settings, Personal access tokens.",
  },
  {
    type: "vault-token",
    name: "a HashiCorp Vault token",
    marks: ["hvs.", "hvb."],
    pattern: /(?<![A-Za-z0-9_.-])hv[sb]\.[A-Za-z0-9_-]{24,300}(?![A-Za-z0-9_-])/g,
    proves: (value) => isVaried(value.slice(4), 12) && /\d/.test(value),
    remedy: "Revoke it with `vault token revoke`.",
  },
  {
    type: "atlassian-token",
    name: "a Bitbucket app password",
    marks: ["ATBB"],
    pattern: /(?<![A-Za-z0-9_])ATBB[A-Za-z0-9]{24}[0-9A-F]{8}(?![A-Za-z0-9_])/g,
    proves: (value) => isVaried(value.slice(4)),
    remedy: "Revoke it in Bitbucket under Personal settings, App passwords.",
  },
  {
    type: "aws-access-key",
    name: "an AWS access key id",
    marks: ["AKIA", "ASIA"],
    pattern: /(?<![A-Za-z0-9_])A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9_])/g,
    proves: (value) => isVaried(value.slice(4)) && !value.endsWith("EXAMPLE"),
    remedy: "Deactivate it in the AWS console under IAM, Users, Security credentials, and make a new one.",
  },
  {
    type: "aws-secret-key",
    name: "an AWS secret access key",
    marks: ["ecret", "ECRET", "AKIA", "ASIA"],
    pattern:
      /(?:A[KS]IA[A-Z2-7]{16}[^A-Za-z0-9/+]{1,8}(?:[A-Za-z_]{1,30}[^A-Za-z0-9/+]{1,8}){0,2}|secret[_-]?(?:access[_-]?)?key["']?(?:\s{0,3}[:=]\s{0,3}|\s{1,3})["']?)(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/dgi,
    proves: (value) =>
      isVaried(value, 16) && /\d/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value) && !/EXAMPLE/.test(value),
    remedy: "Deactivate its key id in the AWS console under IAM, Users, Security credentials, and make a new one.",
  },
  {
    type: "azure-storage-key",
    name: "an Azure storage account key",
    marks: ["AccountKey="],
    pattern: /AccountKey=(?<value>[A-Za-z0-9/+]{86}==)/dg,
    proves: isBase64Of(64),
    remedy: "Rotate it in the Azure portal under the storage account, Access keys.",
  },
  {
    type: "json-web-token",
    name: "a JSON web token",
    marks: ["eyJ"],
    pattern:
      /(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{4,8000}\.[A-Za-z0-9_-]{16,1500}(?![A-Za-z0-9_-])/g,
    proves: isJsonWebToken,
    remedy: "End its session or rotate the key that signed it: a token can be used by anybody until it expires.",
  },
  {
    type: "url-password",
    name: "a password in a URL",
    marks: ["://"],
    pattern: /:\/\/(?<user>[^\s:@/?#"'<>]{0,128}):(?<value>[^\s@/?#"'<>]{3,256})@(?<host>[A-Za-z0-9$_{[.-]{1,253})/dg,
    proves: hasSecretUserinfo,
    remedy:
      "Change the password, and give the address without it: the program can read user and password from a mounted file.",
  },
]
