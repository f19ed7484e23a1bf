import type { File, Image } from "../../model/index.ts"
import { defineRule, EntryType } from "../../model/index.ts"
import { fullRuntime } from "../support/general-purpose.ts"
import { RUNTIME_READS } from "../support/lifecycle/runtime-table.ts"
import { describeLayer, locate } from "../support/step.ts"
import { show } from "../support/words.ts"

/** A distribution that offers a smaller image of the same release, and what only the larger one has. */
interface Sibling {
  readonly isOf: (image: Image) => boolean
  readonly mark: string
  readonly because: string
  readonly remedy: (release: string) => string
}

const id = (image: Image): string => image.os?.id ?? ""
const major = (release: string): string => release.split(".", 1)[0] ?? ""

const SIBLINGS: readonly Sibling[] = [
  {
    isOf: (image) => id(image) === "debian",
    // A package's own page: dpkg leaves such pages out of the slim image, also when it installs more.
    mark: "/usr/share/man/man1/ls.1.gz",
    because: "with manuals, translations and documentation",
    remedy: (release) => `Build on \`debian:${major(release)}-slim\`, which has the same packages without them.`,
  },
  {
    isOf: (image) => id(image) === "rhel",
    mark: "/usr/bin/dnf-3",
    because: "with dnf, and the Python that it is written in",
    remedy: (release) =>
      `Build on \`registry.access.redhat.com/ubi${major(release)}/ubi-minimal\`, or run in \`ubi${major(release)}/ubi-micro\` what an earlier stage built.`,
  },
  {
    isOf: (image) => ["almalinux", "rocky", "ol"].includes(id(image)),
    mark: "/usr/bin/dnf-3",
    because: "with dnf, and the Python that it is written in",
    remedy: () =>
      "Build on the minimal image of the same release, which has microdnf: its tag ends in `-minimal` or `-slim`.",
  },
]

function markOf(image: Image, { isOf, mark }: Sibling): File | undefined {
  const file = isOf(image) ? image.files.resolve(mark) : undefined
  return file?.type === EntryType.file ? file : undefined
}

export default defineRule({
  id: "base/not-minimal",
  title: "The image stands on the smallest base of its distribution",
  severity: "info",
  why: "What is not in the image needs no update and helps no intruder. Distributions offer the same release without manuals, package managers or a shell, and programs can't tell the difference.",
  decides:
    "A file that the full image of a distribution has and its smaller sibling has not: manual pages on Debian, dnf on Red Hat, Alma, Rocky and Oracle Linux.",
  blind: "Distributions that offer no smaller image. Full images of runtimes are size/base-choice's to tell.",
  remedy: "Build on the slim or minimal image of the same release, or end with a distroless stage.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /etc/os-release
      ID=debian
      VERSION_ID=13
      EOF
      COPY <<EOF /usr/share/man/man1/ls.1.gz
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /etc/os-release
      ID=debian
      VERSION_ID=13
      EOF
      COPY <<EOF /usr/bin/ls
      EOF`,
  },
  references: [],
  reads: RUNTIME_READS,

  *check(image) {
    if (image.os === null || fullRuntime(image) !== null) return
    const release = image.os.version
    for (const sibling of SIBLINGS) {
      const file = markOf(image, sibling)
      if (file === undefined) continue
      yield {
        message: `The image stands on the full ${show(image.os.name)}, ${sibling.because}: ${file.path} comes from ${describeLayer(image, file.layer)}.`,
        remedy: `${sibling.remedy(release)} What needs no shell can end on a distroless image.`,
        location: locate(image, { kind: "file", layer: file.layer, path: file.path }),
        identity: id(image),
      }
    }
  },
})
