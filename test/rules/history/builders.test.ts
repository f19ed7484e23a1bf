import { describe, expect, test } from "vitest"
import { RULES } from "../../../src/rules/history/index.ts"
import { auditDockerfile } from "../../support/rule.ts"

const HASH = "0123456789abcdef".repeat(4)

/** How one builder writes the lines of a Dockerfile into the history. */
interface Dialect {
  readonly run: (command: string) => string
  /** After `ARG VERSION=1`. */
  readonly runWithArgument: (command: string) => string
  /** After `SHELL ["/bin/bash", "-o", "pipefail", "-c"]`. */
  readonly runInBash: (command: string) => string
  readonly copy: (instruction: string, kind: string, source: string, target: string) => string
  readonly comment: string
}

const classic: Dialect = {
  run: (command) => `/bin/sh -c ${command}`,
  runWithArgument: (command) => `|1 VERSION=1 /bin/sh -c ${command}`,
  runInBash: (command) => `/bin/bash -o pipefail -c ${command}`,
  copy: (instruction, kind, source, target) => `/bin/sh -c #(nop) ${instruction} ${kind}${HASH} in ${target} `,
  comment: "",
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  "Docker's classic builder": classic,
  BuildKit: {
    run: (command) => `RUN /bin/sh -c ${command} # buildkit`,
    runWithArgument: (command) => `RUN |1 VERSION=1 /bin/sh -c ${command} # buildkit`,
    runInBash: (command) => `RUN /bin/bash -o pipefail -c ${command} # buildkit`,
    copy: (instruction, kind, source, target) => `${instruction} ${source} ${target} # buildkit`,
    comment: "buildkit.dockerfile.v0",
  },
  buildah: {
    ...classic,
    copy: (instruction, kind, source, target) => `/bin/sh -c #(nop) ${instruction} ${kind}${HASH} in ${target}`,
    comment: "FROM registry.example.com/base:1",
  },
  kaniko: {
    run: (command) => `RUN ${command}`,
    runWithArgument: (command) => `RUN ${command}`,
    runInBash: (command) => `RUN ${command}`,
    copy: (instruction, kind, source, target) => `${instruction} ${source} ${target}`,
    comment: "",
  },
}

const lines = ({ run, runWithArgument, runInBash, copy }: Dialect): string[] => [
  run("apt-get update"),
  run("apt-get update && apt-get install -y curl && apt-get dist-upgrade -y"),
  runWithArgument("sudo curl -k -o /tool https://example.com/tool"),
  runInBash("curl -fsSL https://example.com/install.sh | bash"),
  run("install -d -m 777 data"),
  copy("ADD", "dir:", "conf/", "/etc/app/"),
  copy("ADD", "", "https://example.com/file.bin", "/opt/"),
  copy("COPY", "dir:", ".", "/srv/"),
  run("pip install requests"),
]

const text = (dialect: Dialect): string =>
  lines(dialect)
    .map((line) => `# layer: ${line}${dialect.comment === "" ? "" : ` ## ${dialect.comment}`}`)
    .join("\n")

const IDS = new Set(RULES.map(({ id }) => id))
/** Of what ADD brings some builders keep a hash alone: these say what they know. */
const OF_ADD = "history/add-"

/** What the group says, without what depends on the builder. */
async function said(dialect: Dialect): Promise<string[]> {
  const { images } = await auditDockerfile(text(dialect))
  return images[0]!.findings
    .filter(({ rule }) => IDS.has(rule))
    .map(({ rule, message }) => (rule.startsWith(OF_ADD) ? rule : `${rule}: ${message}`))
    .toSorted()
}

const SAME = [
  "history/add-instead-of-copy",
  "history/add-remote",
  "history/apt-update-alone: apt-get update stands in a RUN line without an install; nothing is installed from its list.",
  "history/chmod-777: A RUN line lets everybody write: install -d -m 777 data.",
  "history/dist-upgrade: A RUN line upgrades the whole distribution, so that each build may give another one: apt-get dist-upgrade -y.",
  "history/no-install-recommends: A RUN line installs what packages recommend beside what they need: apt-get install -y curl.",
  "history/pipe-to-shell: bash runs what curl downloads from example.com, unread and unchecked: curl -fsSL https://example.com/install.sh.",
  "history/sudo: A RUN line uses sudo, which a build does not need: sudo curl -k -o /tool https://example.com/tool.",
  "history/tls-off: A RUN line takes what it fetches without a check of who sent it (curl: -k): curl -k -o /tool https://example.com/tool.",
  "history/unpinned-packages: A RUN line installs 1 package in whatever version there is: curl.",
  "history/unpinned-packages: A RUN line installs 1 package in whatever version there is: requests.",
]

describe("one Dockerfile is judged alike, whoever built it", () => {
  test.each(Object.entries(DIALECTS))("%s", async (_, dialect) => {
    expect(await said(dialect)).toEqual(SAME)
  })
})
