import { defineRule, type Image } from "../../model/index.ts"
import { capableFiles, type CapableFile } from "../support/capable.ts"
import { listPaths, nameOf } from "../support/paths.ts"
import { isDistributed, isOfBase } from "../support/permissions.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"
import { list } from "../support/words.ts"

const SYSTEM = /^\/(?:usr\/)?(?:s?bin|libexec|lib\w{0,3})\//

/** What distributions give their own programs, most of them in a script of the package's. */
const SHIPPED: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...["arping", "clockdiff", "fping", "mtr-packet", "ping", "ping4", "ping6", "traceroute6.iputils"].map(
    (name) => [name, ["cap_net_raw", "cap_net_admin"]] as const,
  ),
  ["newuidmap", ["cap_setuid"]],
  ["newgidmap", ["cap_setgid"]],
  ["gst-ptp-helper", ["cap_net_bind_service", "cap_net_admin", "cap_sys_nice"]],
  ["systemd-detect-virt", ["cap_dac_override", "cap_sys_ptrace"]],
])

/** What Docker and containerd leave a container; a program that claims more at its start does not start. capabilities(7), "Safety checking for capability-dumb binaries". */
const USUAL = new Set(
  "chown dac_override fowner fsetid kill setgid setuid setpcap net_bind_service net_raw sys_chroot mknod audit_write setfcap"
    .split(" ")
    .map((name) => `cap_${name}`),
)

function isExpected(image: Image, { file, capabilities }: CapableFile): boolean {
  if (capabilities === null) return false
  const { permitted } = capabilities
  // Nothing but a low port is what an ordinary user's server should have; inherited ones give nobody anything by themselves.
  if (permitted.every((name) => name === "cap_net_bind_service")) return true
  const shipped = SHIPPED.get(nameOf(file.path))
  if (shipped !== undefined && SYSTEM.test(file.path) && permitted.every((name) => shipped.includes(name))) return true
  // Debian's packages hold none: there somebody may have given them in the same RUN.
  return image.inventory.ownerOf(file.path)?.type !== "deb" && isDistributed(image, file)
}

/** What they mean, as the end of a sentence. */
function meaningOf({ capabilities }: CapableFile): string {
  if (capabilities === null) return "in a form that the kernel does not know"
  const { permitted, isEffective, rootid } = capabilities
  const beyond = permitted.filter((name) => !USUAL.has(name))
  const namespace = rootid === 0 ? "" : `, in user namespaces whose root is uid ${rootid} alone`
  if (beyond.length === 0 || !isEffective) return `${list(permitted)}${namespace}`
  return `${list(permitted)}${namespace}; Docker grants no container ${list(beyond)} unless told to, and without ${beyond.length === 1 ? "it" : "them"} the program does not start there (Operation not permitted)`
}

export default defineRule({
  id: "user/file-capabilities",
  title: "No program gives its capabilities to whoever starts it",
  severity: "medium",
  why: "A file capability is a part of root's power that whoever starts the program gets. cap_dac_override, cap_setuid or cap_sys_admin is as good as all of it; cap_net_raw lets a program read and forge its neighbours' packets. One that the runtime does not grant keeps the program from starting at all.",
  decides:
    "The extended attribute security.capability of files that a container sees, decoded. Left out are cap_net_bind_service alone, what distributions give ping, newuidmap and a few others, and what an apk or rpm package owns and no later layer changed. Low where the base image brought them.",
  blind:
    "Builders that drop extended attributes, as some do on COPY: then there are none in the image. What containers are granted and denied at run time.",
  remedy: "Take it away where it is given (`RUN setcap -r /usr/local/bin/app`), or give only cap_net_bind_service.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/local/bin/app
      app
      EOF
      RUN setcap cap_net_raw,cap_net_admin=ep /usr/local/bin/app`,
    good: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/local/bin/app
      app
      EOF
      RUN setcap cap_net_bind_service=ep /usr/local/bin/app`,
  },
  references: [],

  *check(image) {
    const groups = new Map<string, CapableFile[]>()
    for (const capable of capableFiles(image)) {
      if (isExpected(image, capable)) continue
      const key = `${isOfBase(image, capable.file)} ${meaningOf(capable)}`
      const group = groups.get(key)
      if (group) group.push(capable)
      else groups.set(key, [capable])
    }
    for (const group of groups.values()) {
      const [first] = group
      if (first === undefined) continue
      const { layer } = first.file
      const paths = group.map(({ file }) => file.path)
      yield {
        message: `Whoever starts ${listPaths(paths)} gets capabilities, given in ${describeLayer(image, layer)}: ${meaningOf(first)}${asFarAsRead(image)}.`,
        remedy: `Take them away where they are given: \`RUN setcap -r ${paths[0]!.length < 72 ? paths[0] : "…"}\`; for ports below 1024, \`setcap cap_net_bind_service=ep\` is enough. Where one must stay, \`docker run --security-opt no-new-privileges\` keeps it from counting.`,
        location: locate(image, { kind: "file", layer, path: first.file.path }),
        ...(group.length > 1
          ? {
              places: group
                .slice(1, 100)
                .map(({ file }) => locate(image, { kind: "file", layer: file.layer, path: file.path })),
            }
          : {}),
        ...(isOfBase(image, first.file) ? { severity: "low" as const } : {}),
        identity: `${(first.capabilities?.permitted ?? ["unknown"]).join(",")}\n${paths.join("\n")}`,
      }
    }
  },
})
