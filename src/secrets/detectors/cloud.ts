import type { Detector, Opinion } from "../detector.ts"
import { endsInHexCrc } from "../proofs/checksum.ts"
import { isPublished } from "../proofs/published.ts"
import { isVaried, looksRandom } from "../proofs/random.ts"
import { AZURE } from "./azure.ts"
import { apart, checked, drawnAfter, drawnAfterLast } from "./judges.ts"

/** A signed URL names the key that signed it, and is meant to be handed out. */
const isInSignedUrl = ({ index, input }: RegExpExecArray): boolean =>
  input.slice(Math.max(0, index - 11), index) === "Credential="

/** Base32 has no 0, 1, 8 and 9: an id that holds one was never issued. */
function judgeKeyId(value: string, match: RegExpExecArray): Opinion {
  if (value.endsWith("EXAMPLE") || !looksRandom(value.slice(4)) || isInSignedUrl(match)) return "nothing"
  return /[0189]/.test(value) ? "refuted" : "plausible"
}

const judgeSecretKey = (value: string): Opinion =>
  [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value)) &&
  isVaried(value, 16) &&
  drawnAfter(0)(value) === "plausible" &&
  !isPublished(value)
    ? "plausible"
    : "nothing"

const AWS = "Deactivate it in the AWS console under IAM, Users, Security credentials, and make a new one."
const AWS_SECRET = {
  type: "aws-secret-key",
  name: "an AWS secret access key",
  judge: judgeSecretKey,
  revoke: "Deactivate its key id in the AWS console under IAM, Users, Security credentials, and make a new one.",
} as const
const GOOGLE_TOKEN = {
  type: "google-oauth-token",
  name: "a Google OAuth token",
  revoke:
    "Remove the app's access at myaccount.google.com/connections, or revoke the token at oauth2.googleapis.com/revoke.",
} as const
const BEDROCK = {
  type: "aws-bedrock-key",
  name: "an Amazon Bedrock key",
  revoke: "Deactivate it in the AWS console under IAM, Users, Security credentials, API keys for Amazon Bedrock.",
} as const

/** Clouds, and platforms that run what others write. */
export const CLOUD: readonly Detector[] = [
  {
    ...AWS_SECRET,
    marks: ["AKIA", "ASIA"],
    pattern:
      /A[KS]IA[A-Z2-7]{16}[^A-Za-z0-9/+]{1,8}(?:[A-Za-z_]{1,30}[^A-Za-z0-9/+]{1,8}){0,5}(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/y,
  },
  {
    ...AWS_SECRET,
    marks: ["aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "aws_secret_key", "AWS_SECRET_KEY"],
    pattern:
      /aws_secret_(?:access_)?key["'\])]{0,3}(?:\s{0,9}(?:=>|[:=])\s{0,3}|\s{1,3}|["',]{1,3}\s{0,3})["']?(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/iy,
  },
  {
    type: "aws-access-key",
    name: "an AWS access key id",
    severity: "high",
    marks: ["AKIA", "ASIA", "ABIA", "ACCA"],
    pattern: /A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}(?![A-Za-z0-9_])/y,
    judge: apart(judgeKeyId),
    revoke: AWS,
  },
  {
    type: "aws-session-token",
    name: "an AWS session token",
    severity: "high",
    marks: ["IQoJb3JpZ2lu", "FwoGZXIv", "FQoGZXIv"],
    pattern: /(?:IQoJb3JpZ2lu|F[wQ]oGZXIv)[A-Za-z0-9+/]{80,2400}={0,2}(?![A-Za-z0-9+/=])/y,
    judge: drawnAfter(12),
    revoke: "It ends by itself within hours; to end it now, revoke the active sessions of its role in the AWS console.",
  },
  {
    ...BEDROCK,
    marks: ["ABSKQmVkcm9ja0FQSUtleS"],
    pattern: /ABSKQmVkcm9ja0FQSUtleS[A-Za-z0-9+/]{80,400}={0,2}(?![A-Za-z0-9+/=])/y,
    judge: drawnAfter(22),
  },
  {
    ...BEDROCK,
    marks: ["bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t"],
    pattern: /bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=_%-]{20,4000}(?![A-Za-z0-9+/=_%-])/y,
    judge: drawnAfter(44),
  },
  {
    type: "aws-mws-key",
    name: "an Amazon MWS token",
    severity: "high",
    marks: ["amzn.mws."],
    pattern: /amzn\.mws\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![A-Za-z0-9-])/y,
    judge: drawnAfter(9),
    revoke: "Revoke the developer's access in Seller Central under User permissions.",
  },
  {
    type: "aws-appsync-key",
    name: "an AWS AppSync key",
    severity: "high",
    marks: ["da2-"],
    pattern: /da2-[a-z0-9]{26}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(4),
    revoke: "Delete it in the AppSync console under Settings, API keys.",
  },
  {
    type: "google-api-key",
    name: "a Google API key",
    severity: "high",
    marks: ["AIza"],
    pattern: /AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/y,
    judge: apart((value) => (isPublished(value) ? "nothing" : drawnAfter(4)(value))),
    revoke: "Delete or restrict it in the Google Cloud console under APIs & Services, Credentials.",
  },
  {
    type: "google-oauth-secret",
    name: "a Google OAuth client secret",
    marks: ["GOCSPX-"],
    pattern: /GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(7),
    revoke: "Reset it in the Google Cloud console under APIs & Services, Credentials, OAuth 2.0 client IDs.",
  },
  {
    ...GOOGLE_TOKEN,
    marks: ["1//0"],
    pattern: /1\/\/0[A-Za-z0-9_-]{40,200}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(4),
  },
  {
    ...GOOGLE_TOKEN,
    marks: ["ya29."],
    pattern: /ya29\.[A-Za-z0-9_-]{30,500}(?:\.[A-Za-z0-9_-]{1,200}){0,2}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(5),
  },
  {
    type: "google-hmac-key",
    name: "a Google Cloud Storage HMAC access id",
    severity: "medium",
    marks: ["GOOG1E", "GOOG"],
    pattern: /GOOG(?:1E[A-Z0-9]{55}|[A-Z0-9]{20})(?![A-Za-z0-9_])/y,
    judge: apart(drawnAfter(4)),
    revoke: "Deactivate it in the Google Cloud console under Cloud Storage, Settings, Interoperability.",
  },
  ...AZURE,
  {
    type: "digitalocean-token",
    name: "a DigitalOcean token",
    marks: ["dop_v1_", "doo_v1_", "dor_v1_"],
    pattern: /do[opr]_v1_[0-9a-f]{64}(?![A-Za-z0-9_])/y,
    judge: drawnAfter(7),
    revoke: "Delete it in the DigitalOcean control panel under API, Tokens.",
  },
  {
    type: "cloudflare-token",
    name: "a Cloudflare token",
    marks: ["cfut_", "cfat_", "cfk_"],
    pattern: /cf(?:ut|at|k)_[A-Za-z0-9]{40}[0-9a-f]{8}(?![A-Za-z0-9_])/y,
    judge: (value) =>
      checked((token) => endsInHexCrc(token, token.slice(token.indexOf("_") + 1, -8)), value.indexOf("_") + 1)(value),
    revoke: "Roll or delete it at dash.cloudflare.com under My profile (or Manage account), API tokens.",
  },
  {
    type: "cloudflare-ca-key",
    name: "a Cloudflare Origin CA key",
    marks: ["v1.0-"],
    pattern: /v1\.0-[0-9a-z]{24}-[0-9a-z]{146}(?![A-Za-z0-9_-])/y,
    judge: drawnAfterLast("-"),
    revoke: "Change it at dash.cloudflare.com under My profile, API tokens, Origin CA key.",
  },
  {
    type: "heroku-key",
    name: "a Heroku key",
    marks: ["HRKU-"],
    pattern: /HRKU-(?:AA[A-Za-z0-9_-]{58}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(5),
    revoke:
      "Revoke it with `heroku authorizations:revoke`, or regenerate it at dashboard.heroku.com under Account settings.",
  },
  {
    type: "fly-token",
    name: "a Fly.io token",
    marks: ["fo1_", "fm1r_", "fm1a_", "fm2_"],
    pattern: /f(?:o1_[A-Za-z0-9_-]{43}|m(?:1[ar]|2)_[A-Za-z0-9+/]{100,2000}={0,3})(?![A-Za-z0-9+/=_-])/y,
    judge: drawnAfterLast("_"),
    revoke: "Revoke it with `fly tokens revoke`.",
  },
  {
    type: "vercel-token",
    name: "a Vercel token",
    marks: ["vcp_", "vca_", "vci_", "vcr_", "vck_"],
    pattern: /vc[paikr]_[A-Za-z0-9]{52,60}(?![A-Za-z0-9_])/y,
    judge: drawnAfter(4),
    revoke: "Delete it at vercel.com under Account settings, Tokens.",
  },
  {
    type: "netlify-token",
    name: "a Netlify token",
    marks: ["nfp_"],
    pattern: /nfp_[A-Za-z0-9_-]{36,40}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(4),
    revoke: "Delete it at app.netlify.com under User settings, Applications, Personal access tokens.",
  },
  {
    type: "supabase-key",
    name: "a Supabase key",
    marks: ["sbp_", "sb_secret_"],
    pattern: /sb(?:p_(?:v0_|oauth_)?[0-9a-f]{40}|_secret_[A-Za-z0-9_-]{22}_[A-Za-z0-9_-]{8})(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(4),
    revoke: "Revoke it at supabase.com under Account, Access tokens, or in the project's settings under API keys.",
  },
  {
    type: "planetscale-token",
    name: "a PlanetScale credential",
    marks: ["pscale_"],
    pattern: /pscale_(?:pw|tkn|o?tkn|oauth)_[A-Za-z0-9_=.-]{32,64}(?![A-Za-z0-9_=.-])/y,
    judge: drawnAfter(10),
    revoke: "Delete it at app.planetscale.com under the branch's passwords, or the organization's service tokens.",
  },
  {
    type: "neon-key",
    name: "a Neon key",
    marks: ["napi_"],
    pattern: /napi_[a-z0-9]{64}(?![A-Za-z0-9_])/y,
    judge: drawnAfter(5),
    revoke: "Revoke it at console.neon.tech under Account settings, API keys.",
  },
  {
    type: "mongodb-atlas-secret",
    name: "a MongoDB Atlas service account secret",
    marks: ["mdb_sa_sk_"],
    pattern: /mdb_sa_sk_[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(10),
    revoke: "Revoke it at cloud.mongodb.com under Access Manager, Applications.",
  },
  {
    type: "databricks-token",
    name: "a Databricks token",
    marks: ["dapi"],
    pattern: /dapi[0-9a-h]{32}(?:-\d)?(?![A-Za-z0-9_-])/y,
    judge: apart(drawnAfter(4)),
    revoke: "Revoke it in Databricks under Settings, Developer, Access tokens.",
  },
  {
    type: "alibaba-access-key",
    name: "an Alibaba Cloud access key id",
    severity: "high",
    marks: ["LTAI"],
    pattern: /LTAI[A-Za-z0-9]{12,20}(?![A-Za-z0-9_])/y,
    judge: apart(drawnAfter(4)),
    revoke: "Disable it in the Alibaba Cloud console under RAM, Users, Access keys.",
  },
  {
    type: "tencent-secret-id",
    name: "a Tencent Cloud secret id",
    severity: "high",
    marks: ["AKID"],
    pattern: /AKID[A-Za-z0-9]{32}(?![A-Za-z0-9_])/y,
    judge: apart(drawnAfter(4)),
    revoke: "Disable it in the Tencent Cloud console under CAM, API keys.",
  },
  {
    type: "yandex-cloud-key",
    name: "a Yandex Cloud key",
    marks: ["AQVN", "t1."],
    pattern: /(?:AQVN[A-Za-z0-9_-]{35,38}|t1\.[A-Za-z0-9_-]{1,1000}={0,2}\.[A-Za-z0-9_-]{86}={0,2})(?![A-Za-z0-9_=-])/y,
    judge: apart(drawnAfter(4)),
    revoke: "Delete it in the Yandex Cloud console under the service account's keys.",
  },
  {
    type: "scaleway-access-key",
    name: "a Scaleway access key",
    severity: "medium",
    marks: ["SCW"],
    pattern: /SCW[A-Z0-9]{17}(?![A-Za-z0-9_])/y,
    judge: apart(drawnAfter(3)),
    revoke: "Delete it in the Scaleway console under IAM, API keys.",
  },
  {
    type: "scalingo-token",
    name: "a Scalingo token",
    marks: ["tk-us-"],
    pattern: /tk-us-[A-Za-z0-9_-]{48}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(6),
    revoke: "Revoke it at dashboard.scalingo.com under Account, Tokens.",
  },
  {
    type: "render-key",
    name: "a Render key",
    marks: ["rnd_"],
    pattern: /rnd_[A-Za-z0-9]{28,40}(?![A-Za-z0-9_])/y,
    judge: drawnAfter(4),
    revoke: "Revoke it at dashboard.render.com under Account settings, API keys.",
  },
  {
    type: "aiven-password",
    name: "an Aiven service password",
    marks: ["AVNS_"],
    pattern: /AVNS_[A-Za-z0-9_-]{19}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(5),
    revoke: "Reset it at console.aiven.io under the service's users.",
  },
  {
    type: "confluent-secret",
    name: "a Confluent Cloud secret",
    marks: ["cflt"],
    pattern: /cflt[A-Za-z0-9+/]{60}(?![A-Za-z0-9+/=])/y,
    judge: apart(drawnAfter(4)),
    revoke: "Delete its key at confluent.cloud under API keys.",
  },
  {
    type: "clickhouse-secret",
    name: "a ClickHouse Cloud secret",
    marks: ["4b1d"],
    pattern: /4b1d[A-Za-z0-9]{38}(?![A-Za-z0-9_])/y,
    judge: apart((value) => (/[G-Zg-z]/.test(value) ? drawnAfter(4)(value) : "nothing")),
    revoke: "Delete its key at console.clickhouse.cloud under API keys.",
  },
  {
    type: "elastic-key",
    name: "an Elastic Cloud key",
    marks: ["essu_"],
    pattern: /essu_[A-Za-z0-9+/_-]{40,200}={0,2}(?![A-Za-z0-9+/=_-])/y,
    judge: drawnAfter(5),
    revoke: "Revoke it at cloud.elastic.co under Organization, API keys.",
  },
]
