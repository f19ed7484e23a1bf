import { count, defineRule, type File, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES, readAccounts } from "../support/accounts.ts"
import { nameOf } from "../support/paths.ts"
import { isDistributed, isOfBase, permissionsOf } from "../support/permissions.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"
import { list, show } from "../support/words.ts"

/** Where distributions keep programs. */
const SYSTEM = /^\/(?:usr\/)?(?:s?bin|libexec|lib\w{0,3})\//

/** Programs that Debian, Ubuntu, Alpine, Fedora, RHEL and SUSE ship with a set-id bit, for they are no use without. */
const SHIPPED = new Set(
  (
    "at bbsuid bsd-write chage chfn chkstat chrome-sandbox chsh crontab dbus-daemon-launch-helper doas dotlockfile exim4 " +
    "expiry fusermount fusermount3 gpasswd kismet_cap_linux_bluetooth locate lockfile lockspool mail-lock mail-touchlock mail-unlock " +
    "mlocate mount mount.cifs mount.nfs newgidmap newgrp newuidmap pam_extrausers_chkpwd pam_timestamp_check passwd ping " +
    "ping6 pkexec plocate polkit-agent-helper-1 postdrop postqueue procmail screen sg snap-confine ssh-agent ssh-keysign " +
    "staprun su sudo sudoedit traceroute6.iputils umount unix2_chkpwd unix_chkpwd usernetctl userhelper utempter vmware-user-suid-wrapper wall " +
    "wodim write write.ul Xorg.wrap"
  ).split(" "),
)

/** What hands all it may do to whoever starts it: no distribution ships one of these so. */
const HANDS_OVER =
  /^(?:(?:ba|da|a|z|k|c|tc|fi)?sh|busybox|toybox|python[\d.]*|perl[\d.]*|ruby[\d.]*|node|php[\d.]*|lua[\d.]*|find|vim?|vi|nano|env|g?awk|sed|tar|cp|mv|dd|chmod|chown|tee|less|more|gdb|nmap|make|docker)$/

/** These are told by user/privilege-tools. */
const TOOLS = new Set(["sudo", "sudoedit", "doas", "gosu", "su-exec"])

function isExpected(image: Image, file: File): boolean {
  const name = nameOf(file.path)
  if (TOOLS.has(name)) return true
  if (HANDS_OVER.test(name)) return false
  return (SYSTEM.test(file.path) && SHIPPED.has(name)) || isDistributed(image, file)
}

const SHOWN = 3

/** `/app/helper (setuid root)`. */
function describe(image: Image, { path, mode, uid, gid }: File): string {
  const nameOfId = (file: (typeof ACCOUNT_FILES)[number], id: number): string => {
    const name = id === 0 ? "root" : readAccounts(image, file)?.find((account) => account.id === id)?.name
    return name === undefined ? `${id}` : show(name)
  }
  const bits = [
    ...((mode & 0o4000) !== 0 ? [`setuid ${nameOfId("/etc/passwd", uid)}`] : []),
    ...((mode & 0o2000) !== 0 ? [`setgid ${nameOfId("/etc/group", gid)}`] : []),
  ]
  return `${show(path)} (${bits.join(", ")})`
}

export default defineRule({
  id: "user/setuid",
  title: "No program beyond the distribution's own runs with another user's rights",
  severity: "medium",
  why: "A setuid program runs as its owner, whoever starts it: mostly as root. A fault in one takes an intruder who came in as an ordinary user the rest of the way, and a setuid shell needs no fault. A container hardly ever needs any of them.",
  decides:
    "Files that a container sees with the setuid or setgid bit and an execute bit. Left out are those that distributions ship so, by name, in their own folders (su, mount, passwd, ping, unix_chkpwd …), and what a package of the distribution owns and no later layer changed; never left out are shells and interpreters. Low where the base image brought them all.",
  blind:
    "Whether containers run with no-new-privileges, which makes the bits count nothing. sudo, doas, gosu and su-exec are told by user/privilege-tools, capabilities by user/file-capabilities.",
  remedy:
    "Take the bits away where the file is made: `RUN chmod a-s /usr/local/bin/helper`, `COPY --chmod=755 …`; and start containers with `--security-opt no-new-privileges`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=4755 <<EOF /usr/local/bin/helper
      helper
      EOF`,
    good: `
      FROM scratch
      COPY --chmod=4755 <<EOF /usr/bin/passwd
      passwd
      EOF
      COPY --chmod=755 <<EOF /usr/local/bin/helper
      helper
      EOF`,
  },
  references: ["CIS 4.8", "dockle CIS-DI-0008"],
  reads: ACCOUNT_FILES,

  *check(image) {
    const all = permissionsOf(image).setId.filter((file) => !isExpected(image, file))
    const own = all.filter((file) => !isOfBase(image, file))
    const files = [...own, ...all.filter((file) => isOfBase(image, file))]
    const [first] = files
    if (first === undefined) return
    const shown = files.slice(0, SHOWN).map((file) => describe(image, file))
    const rest = files.length > SHOWN ? [`${files.length - SHOWN} more`] : []
    const paths = files.map(({ path }) => path)
    yield {
      message: `${count(files.length, "program")} ${files.length === 1 ? "runs" : "run"} with the rights of an owner or group, whoever starts ${files.length === 1 ? "it" : "them"}: ${list([...shown, ...rest])}, ${files.length === 1 ? "" : "the first "}from ${describeLayer(image, first.layer)}${asFarAsRead(image)}.`,
      remedy: `Take the bits away where the ${files.length === 1 ? "file is" : "files are"} made: \`RUN chmod a-s ${paths.slice(0, SHOWN).join(" ")}${paths.length > SHOWN ? " …" : ""}\`, or \`COPY --chmod=755 …\`; where one must stay, \`docker run --security-opt no-new-privileges\` (Kubernetes: \`allowPrivilegeEscalation: false\`) keeps it from counting.`,
      location: locate(image, { kind: "file", layer: first.layer, path: first.path }),
      ...(files.length > 1
        ? {
            places: files.slice(1, 100).map(({ layer, path }) => locate(image, { kind: "file", layer, path })),
          }
        : {}),
      ...(own.length === 0 ? { severity: "low" as const } : {}),
      identity: paths.join("\n"),
    }
  },
})
