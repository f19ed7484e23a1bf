import type { Profile, RuleSetting } from "../model/index.ts"

const all = (ids: readonly string[], setting: RuleSetting): Record<string, RuleSetting> =>
  Object.fromEntries(ids.map((id) => [id, setting]))

/** Only what is made to hold no package manager can be asked to have none. */
const NOT_MINIMAL = all(["build-tools/package-manager"], "off")

/** Docker's health check serves Docker, Compose and Swarm; where something else asks, or nothing is to be asked, it is of no use. */
const HEALTH = all(["health/missing", "health/not-in-format"], "off")

/** What the sections of the CIS Docker Benchmark on images do not ask for, but what shows whether the archive can be trusted. */
const NOT_IN_CIS = [
  "base/not-minimal",
  "base/stale",
  "base/unknown",
  "build-tools/dev-dependencies",
  "build-tools/tests-and-docs",
  "env/build-time-only",
  "env/production",
  "health/timing",
  "history/cache-order",
  "history/mergeable-runs",
  "history/onbuild",
  "history/volume",
  "hygiene/build-context",
  "hygiene/logs-and-temp",
  "hygiene/test-artifacts",
  "hygiene/virtualenv",
  "labels/deprecated",
  "labels/inherited",
  "labels/invalid",
  "labels/missing",
  "process/no-init",
  "process/package-manager-pid1",
  "process/several-services",
  "process/shell-command",
  "process/shell-form",
  "process/stop-signal",
  "runtime/read-only-ready",
  "size/base-choice",
  "size/copied-twice",
  "size/debug-symbols",
  "size/duplicate-content",
  "size/large-file",
  "size/layers",
  "size/package-cache",
  "size/wasted",
  "supply-chain/not-reproducible",
  "supply-chain/provenance-missing",
  "supply-chain/sbom-missing",
]

/** Sets of rules for one kind of image each; `default` is in force where nobody names one. */
export const PROFILES: readonly Profile[] = [
  {
    name: "default",
    help: "A service that is built from a Dockerfile and may run anywhere.",
    rules: NOT_MINIMAL,
  },
  {
    name: "strict",
    help: "A team that wants every standard met: what is otherwise advice fails.",
    rules: {
      ...NOT_MINIMAL,
      ...all(
        [
          "base/distro-eol",
          "base/runtime-eol",
          "build-tools/build-system",
          "build-tools/compiler",
          "build-tools/dev-dependencies",
          "build-tools/sdk",
          "build-tools/single-stage",
          "health/missing",
          "history/add-remote",
          "history/pipe-to-shell",
          "size/wasted",
          "tag/latest",
          "user/file-capabilities",
          "user/setuid",
          "user/world-writable",
          "user/writable-program",
        ],
        "high",
      ),
      ...all(
        [
          "build-tools/debug-tools",
          "build-tools/vcs",
          "history/unpinned-packages",
          "labels/invalid",
          "labels/missing",
          "tag/mutable-base",
          "user/not-numeric",
          "user/root-group",
        ],
        "medium",
      ),
      ...all(["supply-chain/provenance-missing", "supply-chain/sbom-missing", "supply-chain/unsigned"], "low"),
    },
  },
  {
    name: "cis",
    help: "Section 4 of the CIS Docker Benchmark, and what would make its answers worthless: a damaged archive, a program that can't start.",
    rules: { ...NOT_MINIMAL, ...all(NOT_IN_CIS, "off"), "health/missing": "medium" },
  },
  {
    name: "kubernetes",
    help: "An image that runs under Kubernetes only: probes take the place of health checks, and runAsNonRoot needs a number.",
    rules: {
      ...NOT_MINIMAL,
      ...HEALTH,
      ...all(["health/disabled", "health/timing", "health/vacuous", "health/port-mismatch"], "off"),
      "health/command-missing": "low",
      "user/not-numeric": "medium",
      "runtime/read-only-ready": "low",
    },
  },
  {
    name: "openshift",
    help: "An image that OpenShift runs as a uid that nobody knows, in the group 0.",
    rules: {
      ...NOT_MINIMAL,
      ...HEALTH,
      ...all(["health/disabled", "health/timing", "health/vacuous", "health/port-mismatch"], "off"),
      "health/command-missing": "low",
      "user/root-group": "off",
      "user/low-uid": "off",
      "user/not-numeric": "medium",
      "user/workdir-not-writable": "low",
      "ports/privileged": "medium",
    },
  },
  {
    name: "base-image",
    help: "An image that others are built from: what starts, and as whom, is theirs to say.",
    rules: {
      ...NOT_MINIMAL,
      ...HEALTH,
      ...all(
        [
          "base/not-minimal",
          "base/unknown",
          "env/production",
          "history/onbuild",
          "process/no-command",
          "process/shell-command",
          "runtime/read-only-ready",
          "size/base-choice",
        ],
        "off",
      ),
      "user/root": "info",
    },
  },
  {
    name: "job",
    help: "An image that does its work and ends: no health check, no port.",
    rules: {
      ...NOT_MINIMAL,
      ...HEALTH,
      ...all(["process/no-init", "process/stop-signal"], "off"),
    },
  },
  {
    name: "distroless",
    help: "An image that holds a program and what it needs to run, and no way to look around or to install.",
    rules: {
      ...HEALTH,
      "build-tools/package-manager": "medium",
      "build-tools/debug-tools": "medium",
      "build-tools/editors-and-fetchers": "medium",
      "process/shell-command": "high",
      "base/not-minimal": "medium",
    },
  },
]
