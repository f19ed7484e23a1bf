import type { Detector, Opinion } from "../detector.ts"
import { fromBase64 } from "../proofs/base64.ts"
import { endsInBase62Crc } from "../proofs/checksum.ts"
import { isVaried, looksRandom } from "../proofs/random.ts"
import { apart, checked, drawnAfter } from "./judges.ts"

/** A macaroon of version 2 whose location is the host of PyPI. */
function judgePypi(value: string): Opinion {
  if (!looksRandom(value.slice(22))) return "nothing"
  return value.length >= 150 && fromBase64(value.slice(5))?.includes("permissions") ? "proved" : "plausible"
}

/** `reftkn:01:<when it ends>:<random>` in base64. */
function judgeReference(value: string): Opinion {
  if (!looksRandom(value.slice(28))) return "nothing"
  return Buffer.from(value, "base64").toString("latin1").startsWith("reftkn:") ? "proved" : "plausible"
}

const JFROG = {
  type: "jfrog-token",
  name: "a JFrog Artifactory token",
  revoke: "Revoke it in the JFrog platform under Administration, Access tokens, or in the user's profile.",
} as const

/** Registries of packages and images. */
export const PACKAGES: readonly Detector[] = [
  {
    type: "npm-token",
    name: "an npm token",
    marks: ["npm_"],
    pattern: /npm_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/y,
    judge: checked(endsInBase62Crc, 4),
    revoke: "Revoke it with `npm token revoke`, or at npmjs.com under Access Tokens.",
  },
  {
    type: "pypi-token",
    name: "a PyPI token",
    marks: ["pypi-AgEIcHlwaS5vcmc", "pypi-AgENdGVzdC5weXBp"],
    pattern: /pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBp)[A-Za-z0-9_-]{50,1000}(?![A-Za-z0-9_-])/y,
    judge: judgePypi,
    revoke: "Remove it at pypi.org under Account settings, API tokens.",
  },
  {
    type: "rubygems-key",
    name: "a RubyGems key",
    marks: ["rubygems_"],
    pattern: /rubygems_[0-9a-z]{48}(?![A-Za-z0-9_])/y,
    judge: drawnAfter(9),
    revoke: "Delete it at rubygems.org under Settings, API keys.",
  },
  {
    type: "cargo-token",
    name: "a crates.io token",
    marks: ["cio"],
    pattern: /cio[A-Za-z0-9]{32}(?![A-Za-z0-9_])/y,
    judge: apart(drawnAfter(3)),
    revoke: "Revoke it at crates.io under Account settings, API tokens.",
  },
  {
    type: "nuget-key",
    name: "a NuGet key",
    marks: ["oy2"],
    pattern: /oy2[a-z0-9]{43}(?![A-Za-z0-9_])/y,
    judge: apart(drawnAfter(3)),
    revoke: "Delete or regenerate it at nuget.org under API keys.",
  },
  {
    type: "packagist-token",
    name: "a Private Packagist token",
    marks: ["packagist_"],
    pattern: /packagist_[a-z]{3}_[0-9a-f]{68}(?![A-Za-z0-9_])/y,
    judge: drawnAfter(14),
    revoke: "Delete it at packagist.com under Settings, Authentication tokens.",
  },
  {
    type: "clojars-token",
    name: "a Clojars deploy token",
    marks: ["CLOJARS_"],
    pattern: /CLOJARS_[A-Za-z0-9]{60}(?![A-Za-z0-9_])/y,
    judge: drawnAfter(8),
    revoke: "Disable it at clojars.org under Deploy tokens.",
  },
  {
    ...JFROG,
    marks: ["AKCp"],
    pattern: /AKCp[A-Za-z0-9]{69}(?![A-Za-z0-9_])/y,
    judge: apart(drawnAfter(4)),
  },
  {
    ...JFROG,
    marks: ["cmVmd"],
    pattern: /cmVmd[A-Za-z0-9]{59}(?![A-Za-z0-9_=/+])/y,
    judge: apart(judgeReference),
  },
  {
    type: "docker-token",
    name: "a Docker Hub token",
    marks: ["dckr_pat_", "dckr_oat_"],
    pattern: /dckr_[po]at_[A-Za-z0-9_-]{27,32}(?![A-Za-z0-9_-])/y,
    judge: drawnAfter(9),
    revoke: "Delete it at hub.docker.com under Account settings, Personal access tokens.",
  },
  {
    type: "sidekiq-credential",
    name: "a credential for Sidekiq's gem server",
    severity: "high",
    marks: ["BUNDLE_GEMS__CONTRIBSYS__COM", "BUNDLE_ENTERPRISE__CONTRIBSYS__COM"],
    pattern:
      /BUNDLE_(?:GEMS|ENTERPRISE)__CONTRIBSYS__COM["']?\s{0,3}[:= ]\s{0,3}["']?(?<value>[0-9a-f]{8}:[0-9a-f]{8})(?![0-9A-Za-z])/y,
    judge: (value) => (isVaried(value, 5) ? "plausible" : "nothing"),
    revoke: "Ask Contributed Systems for a new one.",
  },
]
