import type { Image } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { lifeOfDistribution } from "../support/lifecycle/distributions.ts"
import { addDays, lastingRelease, type Life } from "../support/lifecycle/lifecycle.ts"
import { describeStage, STAGE_SEVERITY, stageOf } from "../support/lifecycle/remark.ts"
import { describeLayer, locate } from "../support/step.ts"
import { show } from "../support/words.ts"

/** Image names of distributions, for a line to paste; `$` stands for the release. */
const IMAGES: Readonly<Record<string, string>> = {
  almalinux: "almalinux:$",
  alpine: "alpine:$",
  amzn: "amazonlinux:$",
  "centos-stream": "quay.io/centos/centos:stream$",
  debian: "debian:$-slim",
  fedora: "fedora:$",
  ol: "oraclelinux:$",
  "opensuse-leap": "opensuse/leap:$",
  photon: "photon:$",
  rhel: "registry.access.redhat.com/ubi$/ubi-minimal",
  rocky: "rockylinux/rockylinux:$",
  sles: "registry.suse.com/bci/bci-base:$",
  ubuntu: "ubuntu:$",
}

function remedyFor({ product }: Life, today: string, days: number): string {
  const release = lastingRelease(product, addDays(today, days))
  const image = IMAGES[product.id]
  if (release === null || image === undefined)
    return "Build on a base whose distribution is still supported, and rebuild when it is updated."
  return `Build on a release that is supported: \`FROM ${image.replace("$", release)}\`, or the tag of your base that is made of ${product.name} ${release}.`
}

/** Where the image names its distribution. */
const nameFile = (image: Image) => image.files.resolve("/etc/os-release") ?? image.files.resolve("/usr/lib/os-release")

export default defineRule({
  id: "base/distro-eol",
  title: "The distribution still gets security updates",
  severity: "high",
  why: "When a release has ended, holes that are found in its libraries stay open in your image for ever: no rebuild and no upgrade closes them, and scanners go quiet because nobody writes advisories any more.",
  decides:
    "The distribution and release that /etc/os-release names, held against the dates that plimsoll carries; the message says of which day they are. High when the last updates that cost nothing have ended, medium when they end within the days set, info when only a free long term support is left. Rolling releases, snapshots and releases that the data does not know are left alone.",
  blind:
    "Extended support that was bought (Ubuntu Pro, Red Hat ELS, SUSE LTSS), and what was decided after the day of the data.",
  remedy: "Build on a release that is supported.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /etc/os-release
      ID=debian
      VERSION_ID="9"
      PRETTY_NAME="Debian GNU/Linux 9 (stretch)"
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /etc/os-release
      ID=wolfi
      VERSION_ID="20230201"
      PRETTY_NAME="Wolfi"
      EOF`,
  },
  references: [],
  options: {
    days: { default: 90, help: "how many days before the end it is time to say so" },
  },

  *check(image, { today, options: { days } }) {
    const life = image.os === null ? null : lifeOfDistribution(image.os)
    const stage = life === null ? null : stageOf(life, today, days)
    if (image.os === null || life === null || stage === null) return
    const file = nameFile(image)
    const from = file === undefined ? "" : `, which ${describeLayer(image, file.layer)} brought,`
    yield {
      message: `${show(image.os.name)}${from} ${describeStage(life, stage)}.`,
      remedy: remedyFor(life, today, days),
      location:
        file === undefined ? { kind: "image" } : locate(image, { kind: "file", layer: file.layer, path: file.path }),
      severity: STAGE_SEVERITY[stage],
      identity: `${life.product.id} ${life.release}`,
    }
  },
})
