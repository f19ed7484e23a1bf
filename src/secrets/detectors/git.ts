import type { Detector, Opinion } from "../detector.ts"
import { endsInBase62Crc, endsInHexCrc, isRoutable } from "../proofs/checksum.ts"
import { readJwt } from "../proofs/jwt.ts"
import { looksRandom } from "../proofs/random.ts"
import { apart, checked, drawnAfter, drawnAfterLast, perhapsChecked } from "./judges.ts"

const GITHUB = {
  type: "github-token",
  name: "a GitHub token",
  revoke: "Revoke it at github.com, Settings, Developer settings, Personal access tokens (or Applications).",
} as const
const GITLAB = {
  type: "gitlab-token",
  name: "a GitLab token",
  revoke: "Revoke it in GitLab under Settings, Access tokens of the user, project or group that owns it.",
} as const
const ATLASSIAN = {
  type: "atlassian-token",
  name: "an Atlassian token",
  revoke:
    "Revoke it at id.atlassian.com under Security, API tokens, or in Bitbucket under Personal settings, App passwords.",
} as const
const SOURCEGRAPH = {
  type: "sourcegraph-token",
  name: "a Sourcegraph token",
  severity: "high",
  revoke: "Delete it in Sourcegraph under Settings, Access tokens.",
} as const

/** Since 2026 a token of an app's installation is the app's id and a signed token. */
function judgeInstallation(value: string): Opinion {
  return readJwt(value.slice(value.indexOf("_", 4) + 1)) === null ? "nothing" : "plausible"
}

/** What follows the prefix, and what a runner or a job puts before the random part. */
function judgeGitlab(value: string): Opinion {
  if (isRoutable(value)) return "proved"
  const [body = "", ...tail] = value.slice(value.indexOf("-") + 1).split(".")
  const random = body.replace(/^(?:t\d|[0-9a-z]{1,5})_/, "")
  const isWhole = tail.length === 0 ? body.length <= 90 : body.length >= 27
  return isWhole && looksRandom(random.length < 20 ? body : random) ? "plausible" : "nothing"
}

function judgeAtlassian(value: string): Opinion {
  if (!/=[0-9A-F]{8}$/.test(value)) return drawnAfter(12)(value)
  return checked((token) => endsInHexCrc(token, token.slice(0, -8)), 12)(value)
}

/** Hosts of source code. */
export const GIT: readonly Detector[] = [
  {
    ...GITHUB,
    marks: ["ghp_", "gho_", "ghu_"],
    pattern: /gh[pou]_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/y,
    judge: checked(endsInBase62Crc, 4),
  },
  {
    ...GITHUB,
    marks: ["ghs_", "ghr_"],
    pattern: /gh[sr]_[A-Za-z0-9]{36,255}(?![A-Za-z0-9_])/y,
    judge: perhapsChecked(endsInBase62Crc, 4),
  },
  {
    ...GITHUB,
    marks: ["ghs_"],
    pattern:
      /ghs_\d{1,12}_eyJ[A-Za-z0-9_-]{8,1000}\.eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{16,1500}(?![A-Za-z0-9_-])/y,
    judge: judgeInstallation,
  },
  {
    type: "github-fine-grained-token",
    name: "a fine-grained GitHub token",
    marks: ["github_pat_"],
    pattern: /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9_])/y,
    judge: drawnAfter(34),
    revoke: "Revoke it at github.com, Settings, Developer settings, Fine-grained tokens.",
  },
  {
    ...GITLAB,
    marks: ["glpat-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glft-", "glsoat-", "glffct-", "glwt-"],
    pattern:
      /gl(?:pat|dt|rtr?|cbt|ft|soat|ffct|wt)-(?=(?<body>[A-Za-z0-9_-]{20,320}))\k<body>(?:\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9})?(?![A-Za-z0-9_-])/y,
    judge: judgeGitlab,
  },
  {
    ...GITLAB,
    marks: ["glptt-", "glimt-", "glagent-", "gloas-"],
    pattern:
      /gl(?:ptt-[0-9a-f]{40}|imt-[A-Za-z0-9_-]{25}|agent-[A-Za-z0-9_-]{50,60}|oas-[A-Za-z0-9_-]{64})(?![A-Za-z0-9_-])/y,
    judge: drawnAfterLast("-"),
  },
  {
    ...GITLAB,
    marks: ["GR1348941"],
    pattern: /GR1348941[A-Za-z0-9_-]{20}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(9),
  },
  {
    type: "gitlab-session",
    name: "a GitLab session cookie",
    severity: "high",
    marks: ["_gitlab_session="],
    pattern: /_gitlab_session=(?<value>[0-9a-z]{32})(?![0-9A-Za-z])/y,
    judge: drawnAfter(0),
    revoke: "End the session in GitLab under User settings, Active sessions.",
  },
  {
    ...ATLASSIAN,
    marks: ["ATATT3", "ATCTT3"],
    pattern: /AT(?:ATT|CTT)3[A-Za-z0-9_=-]{60,400}(?![A-Za-z0-9_=-])/y,
    judge: judgeAtlassian,
  },
  {
    ...ATLASSIAN,
    marks: ["ATBB"],
    pattern: /ATBB[A-Za-z0-9]{32}(?![A-Za-z0-9_])/y,
    judge: apart(drawnAfter(4)),
  },
  {
    ...ATLASSIAN,
    marks: ["BBDC-"],
    pattern: /BBDC-[A-Za-z0-9+/_-]{40,50}(?![A-Za-z0-9+/_-])/y,
    judge: drawnAfter(5),
  },
  {
    ...SOURCEGRAPH,
    marks: ["sgp_"],
    pattern: /sgp_(?:(?:[0-9A-Fa-f]{16}|local)_)?[0-9A-Fa-f]{40}(?![A-Za-z0-9_])/y,
    judge: drawnAfterLast("_"),
  },
  {
    ...SOURCEGRAPH,
    marks: ["slk_"],
    pattern: /slk_[0-9a-f]{64}(?![A-Za-z0-9_])/y,
    judge: drawnAfter(4),
  },
]
