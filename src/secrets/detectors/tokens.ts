import type { Detector, Opinion } from "../detector.ts"
import { isSampleJwt, type JsonWebToken, readJwt } from "../proofs/jwt.ts"
import { looksRandom } from "../proofs/random.ts"
import { drawnAfter, drawnAfterLast } from "./judges.ts"

const JWT = /eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{4,12000}\.[A-Za-z0-9_-]{16,1500}(?![A-Za-z0-9_-])/y

const isOfKubernetes = ({ claims }: JsonWebToken): boolean =>
  claims["iss"] === "kubernetes/serviceaccount" || "kubernetes.io" in claims

/** Supabase's key for browsers is a token too, and meant to be seen. */
const isPublic = ({ claims }: JsonWebToken): boolean => claims["role"] === "anon"

function judgeJwt(value: string): Opinion {
  const token = readJwt(value)
  if (token === null || isSampleJwt(token) || isPublic(token)) return "nothing"
  return "plausible"
}

/** Some put a token into base64 once more, so that its dots are gone. */
function judgeEncodedJwt(value: string): Opinion {
  const text = Buffer.from(value, "base64").toString("latin1")
  JWT.lastIndex = 0
  const token = JWT.exec(text)?.[0] ?? ""
  return judgeJwt(token)
}

const JSON_WEB_TOKEN = {
  type: "json-web-token",
  name: "a JSON web token",
  severity: "high",
  evidence: "structured",
  revoke: "End its session or rotate the key that signed it: a token can be used by anybody until it expires.",
} as const
const VAULT = {
  type: "vault-token",
  name: "a HashiCorp Vault token",
  revoke: "Revoke it with `vault token revoke`.",
} as const

/** What tools for secrets, networks and clusters issue, and tokens that anybody may issue. */
export const TOKENS: readonly Detector[] = [
  {
    type: "kubernetes-service-account-token",
    name: "a Kubernetes service account token",
    marks: ["eyJ"],
    pattern: JWT,
    judge: (value) => {
      const token = readJwt(value)
      return token !== null && isOfKubernetes(token) ? "plausible" : "nothing"
    },
    revoke:
      "Delete the secret or the pod it was issued for; a token without an end needs its service account made anew.",
  },
  {
    ...JSON_WEB_TOKEN,
    marks: ["eyJ"],
    pattern: JWT,
    judge: judgeJwt,
  },
  {
    ...JSON_WEB_TOKEN,
    marks: ["ZXlK"],
    pattern: /ZXlK[A-Za-z0-9+/]{60,20000}={0,2}(?![A-Za-z0-9+/=])/y,
    judge: judgeEncodedJwt,
  },
  {
    type: "openshift-token",
    name: "an OpenShift token",
    marks: ["sha256~"],
    pattern: /sha256~[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(7),
    revoke: "Log its user out with `oc logout`, or delete the token's OAuthAccessToken.",
  },
  {
    ...VAULT,
    marks: ["hvs.", "hvb.", "hvr."],
    pattern: /hv[sbr]\.[A-Za-z0-9_-]{24,500}(?![A-Za-z0-9_-])/y,
    judge: (value) => (/\d/.test(value) && looksRandom(value.slice(4)) ? "plausible" : "nothing"),
  },
  {
    ...VAULT,
    marks: ["s.CAES", "b.AAAAAQ"],
    pattern: /(?:s\.CAES|b\.AAAAAQ)[A-Za-z0-9_-]{60,500}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(8),
  },
  {
    type: "terraform-cloud-token",
    name: "a Terraform Cloud token",
    marks: [".atlasv1."],
    anywhere: true,
    from: 14,
    pattern: /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}(?![A-Za-z0-9_=-])/y,
    judge: drawnAfter(23),
    revoke: "Delete it at app.terraform.io under Account settings, Tokens (or the team's or organization's).",
  },
  {
    type: "doppler-token",
    name: "a Doppler token",
    marks: ["dp.ct.", "dp.pt.", "dp.st.", "dp.sa.", "dp.scim.", "dp.audit."],
    pattern: /dp\.(?:[cps]t|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}(?![A-Za-z0-9_-])/y,
    judge: drawnAfterLast("."),
    revoke: "Revoke it at dashboard.doppler.com under the project's or the workplace's tokens.",
  },
  {
    type: "onepassword-service-account",
    name: "a 1Password service account token",
    marks: ["ops_eyJ"],
    pattern: /ops_eyJ[A-Za-z0-9+/_-]{200,4000}={0,3}(?![A-Za-z0-9+/=_-])/y,
    judge: drawnAfter(7),
    revoke: "Rotate it at 1password.com under Developer, Service accounts.",
  },
  {
    type: "onepassword-secret-key",
    name: "a 1Password Secret Key",
    severity: "high",
    marks: ["A3-"],
    pattern:
      /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}(?![A-Za-z0-9_-])/y,
    judge: (value) => (looksRandom(value.slice(3).replaceAll("-", "")) ? "plausible" : "nothing"),
    revoke: "Regenerate it at 1password.com under My profile; it opens the account only together with its password.",
  },
  {
    type: "infisical-token",
    name: "an Infisical service token",
    marks: ["st."],
    pattern: /st\.[0-9a-f]{24}\.[0-9a-f]{32}\.[0-9a-f]{32}(?![A-Za-z0-9_.-])/y,
    judge: drawnAfterLast("."),
    revoke: "Revoke it in Infisical under the project's Access control, Service tokens.",
  },
  {
    type: "pulumi-token",
    name: "a Pulumi token",
    marks: ["pul-"],
    pattern: /pul-[0-9a-f]{40}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(4),
    revoke: "Delete it at app.pulumi.com under Personal access tokens.",
  },
  {
    type: "tailscale-key",
    name: "a Tailscale key",
    marks: ["tskey-"],
    pattern: /tskey-(?:(?:[a-z]{3,10}-)?[A-Za-z0-9]{10,24}-[A-Za-z0-9]{20,48}|[0-9a-f]{20,40})(?![A-Za-z0-9_-])/y,
    judge: drawnAfterLast("-"),
    revoke: "Revoke it at login.tailscale.com under Settings, Keys (or OAuth clients).",
  },
]
