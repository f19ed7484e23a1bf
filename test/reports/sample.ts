import { RULES } from "../../src/rules/index.ts"
import type { Finding, Report, ReportImage } from "../../src/model/index.ts"

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`

const found = (rule: string, severity: Finding["severity"], rest: Partial<Finding>): Finding => ({
  fingerprint: "0123456789abcdef",
  rule,
  severity,
  message: "",
  remedy: "",
  location: { kind: "image" },
  status: "new",
  ...rest,
})

const FINDINGS: readonly Finding[] = [
  found("secrets/history", "critical", {
    message: "A GitHub token stands in the build history: ghp_**** (40 characters).",
    remedy:
      "Revoke the token. Then mount it for the one step that needs it:\n  RUN --mount=type=secret,id=github git clone https://github.com/shop/common /src",
    location: { kind: "history", history: 4, layer: 2 },
    secret: { type: "github-token", redacted: "ghp_****" },
  }),
  found("user/root", "high", {
    message: "The container runs as root: USER was never set.",
    remedy:
      "Create a user and switch to it after the last step that needs root:\n  RUN useradd --system --uid 10001 app\n  USER 10001",
    location: { kind: "config", key: "User" },
  }),
  found("hygiene/vcs-directory", "high", {
    message: "A Git repository is in the image: its history, and whatever that ever held.",
    remedy: "Add .git to .dockerignore.",
    location: {
      kind: "file",
      layer: 3,
      path: "/srv/shop/backend/services/checkout/vendor/common/.git",
      visible: false,
    },
    bytes: 8_412_331,
  }),
  found("size/package-cache", "medium", {
    message: "Package lists of apt stay in a layer.",
    remedy:
      "Use a cache mount, or remove them in the step that made them:\n  RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*",
    location: { kind: "file", layer: 1, path: "/var/lib/apt/lists" },
    places: [{ kind: "file", layer: 1, path: "/var/cache/apt" }],
    bytes: 18_221_004,
  }),
  found("health/missing", "medium", {
    message: "No HEALTHCHECK: nobody can tell a container that hangs from one that works.",
    remedy: 'HEALTHCHECK --interval=30s --timeout=3s CMD ["/app/health"]',
    location: { kind: "config", key: "Healthcheck" },
  }),
  found("tag/latest", "medium", {
    message: "The only name is shop/api:latest, which says nothing about what it is.",
    remedy: "Tag with a version or a commit.",
    location: { kind: "image" },
  }),
  found("build-tools/vcs", "low", {
    message: "git is in the image.",
    remedy: "Build in a stage of its own.",
    location: { kind: "file", layer: 1, path: "/usr/bin/git" },
  }),
  found("labels/missing", "low", {
    message: "Labels are missing.",
    remedy: "Add them.",
    location: { kind: "config", key: "Labels" },
  }),
]

const step = (index: number, layer: number | null, text: string): ReportImage["history"][number] => ({
  index,
  layer,
  instruction: text.split(" ")[0] ?? "",
  text,
  created: null,
})

const layer = (
  index: number,
  history: number,
  content: number,
  wasted: number,
  files: number,
): ReportImage["layers"][number] => ({
  index,
  digest: digest(String(index)),
  diffId: digest(String(index + 5)),
  mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
  compression: "gzip",
  archiveBytes: Math.round(content * 0.38),
  tarBytes: content + files * 1024,
  contentBytes: content,
  files,
  wastedBytes: wasted,
  history,
  createdBy: null,
  unopened: { files: 0, bytes: 0 },
  secretsOmitted: 0,
  complete: true,
})

/** An image with something to say in every section. */
export const IMAGE: ReportImage = {
  id: digest("a"),
  input: 0,
  names: ["shop/api:latest"],
  platform: { os: "linux", architecture: "arm64", variant: "v8" },
  manifestDigest: digest("a"),
  configDigest: digest("b"),
  created: "2026-11-20T10:00:00Z",
  complete: true,
  config: {
    user: "",
    entrypoint: null,
    cmd: ["node", "server.js"],
    env: [{ name: "PATH", value: "/usr/bin" }],
    workdir: "/srv/shop",
    exposedPorts: ["8080/tcp"],
    volumes: [],
    labels: { maintainer: "shop" },
    stopSignal: null,
    shell: null,
    onbuild: [],
    healthcheck: null,
  },
  size: {
    archive: 154_000_000,
    layers: 417_000_000,
    content: 412_000_000,
    filesystem: 380_000_000,
    wasted: 32_000_000,
    files: 9312,
  },
  layers: [
    layer(0, 0, 77_800_000, 0, 3412),
    layer(1, 2, 120_400_000, 18_221_004, 4810),
    layer(2, 4, 9_412_000, 999_950, 612),
    layer(3, 5, 200_388_000, 12_779_046, 478),
    layer(4, 6, 4_000_000, 0, 12),
    layer(5, 7, 0, 0, 0),
  ],
  history: [
    step(0, 0, "ADD rootfs.tar.xz /"),
    step(1, null, "ENV LANG=C.UTF-8"),
    step(
      2,
      1,
      "RUN apt-get update && apt-get install -y --no-install-recommends build-essential ca-certificates curl git libpq-dev",
    ),
    step(3, null, "WORKDIR /srv/shop"),
    step(
      4,
      2,
      "RUN git clone https://ghp_****@github.com/shop/common /srv/shop/backend/services/checkout/vendor/common",
    ),
    step(5, 3, "COPY . /srv/shop"),
    step(6, 4, "RUN chown -R node:node /srv/shop/public"),
    step(7, 5, "RUN rm -rf /var/lib/apt/lists/* /srv/shop/backend/services/checkout/vendor/common/.git"),
    step(8, null, 'CMD ["node", "server.js"]'),
  ],
  waste: [
    {
      cause: "deleted",
      bytes: 18_000_000,
      path: "/var/lib/apt/lists/deb.debian.org_debian_dists_bookworm_main_binary-arm64_Packages.lz4",
      fromLayer: 1,
      byLayer: 5,
    },
    {
      cause: "deleted",
      bytes: 8_412_331,
      path: "/srv/shop/backend/services/checkout/vendor/common/.git/objects/pack/pack-5d1f.pack",
      fromLayer: 3,
      byLayer: 5,
    },
    { cause: "metadata-only", bytes: 4_000_000, path: "/srv/shop/public/bundle.js", fromLayer: 3, byLayer: 4 },
    { cause: "overwritten", bytes: 999_950, path: "/srv/shop/package-lock.json", fromLayer: 2, byLayer: 3 },
    {
      cause: "duplicate",
      bytes: 512_000,
      path: "/srv/shop/public/logo-old.png",
      fromLayer: 3,
      byLayer: null,
      sameAs: "/srv/shop/public/logo.png",
    },
    { cause: "deleted", bytes: 221_004, path: "/var/lib/apt/lists/lock", fromLayer: 1, byLayer: 5 },
  ],
  wasteOmitted: { items: 231, bytes: 366_715 },
  duplicatesOmitted: { items: 0, bytes: 0 },
  packages: [],
  os: null,
  findings: FINDINGS,
  rules: RULES.map(({ id, severity }) => ({ id, severity: id === "labels/schema" ? "off" : severity })),
  findingsOmitted: 0,
  base: { name: "", layers: 1, steps: 2, known: "guessed" },
  budgets: [],
  directories: { depth: 0, items: [] },
}

/** A run over that image, which failed. */
export const REPORT: Report = {
  schemaVersion: "1",
  tool: { name: "plimsoll", version: "0.0.0" },
  inputs: [
    {
      path: "shop.tar",
      format: "docker-archive",
      compression: "none",
      bytes: 154_112_000,
      role: "audited",
      complete: true,
      problems: [],
    },
  ],
  settings: [],
  images: [IMAGE],
  verdict: "fail",
  failures: FINDINGS.slice(0, 3).map(({ rule, severity, message }) => ({
    kind: "finding",
    image: IMAGE.id,
    id: rule,
    severity,
    message,
  })),
}

const SECOND: ReportImage = {
  ...IMAGE,
  id: digest("c"),
  input: 1,
  names: [],
  platform: { os: "linux", architecture: "amd64" },
  complete: false,
  findings: [],
  waste: [],
  wasteOmitted: { items: 0, bytes: 0 },
  duplicatesOmitted: { items: 0, bytes: 0 },
  size: { ...IMAGE.size, content: 77_800_000, filesystem: 77_800_000, wasted: 0 },
  layers: [layer(0, 0, 77_800_000, 0, 3412), { ...layer(1, 2, 0, 0, 0), complete: false }],
}

/** Two inputs, the second of which could not be read to its end. */
export const INCOMPLETE: Report = {
  ...REPORT,
  inputs: [
    {
      ...REPORT.inputs[0]!,
      problems: [
        {
          code: "trailing-data",
          message: "10240 bytes follow the end of the archive at offset 154101760. They were not read.",
        },
      ],
    },
    {
      path: "build/out/shop-amd64.tar",
      format: "oci-archive",
      compression: "none",
      bytes: 31_000_000,
      role: "audited",
      complete: false,
      problems: [
        {
          code: "truncated",
          message:
            "Layer 1 ends at offset 30999999 of the archive, 89000001 bytes before its end. Was the file copied whole?",
        },
      ],
    },
  ],
  images: [IMAGE, SECOND],
  verdict: "incomplete",
  failures: [
    ...REPORT.failures,
    { kind: "input", id: "truncated", message: "build/out/shop-amd64.tar was not read whole." },
  ],
}

/** Nothing to complain about. */
export const PASS: Report = {
  ...REPORT,
  images: [{ ...IMAGE, findings: FINDINGS.slice(3) }],
  verdict: "pass",
  failures: [],
}
