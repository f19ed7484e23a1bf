import { defineRule, EntryType, type File, type Image, type Severity } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand } from "../support/command.ts"
import { environmentOf } from "../support/environment.ts"
import { join, nameOf } from "../support/paths.ts"
import { DEFAULT_PATH } from "../support/program.ts"
import { readText } from "../support/read-text.ts"
import { lookUpUser } from "../support/run-user.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"
import { list, show } from "../support/words.ts"

/** Made to be started by ordinary users, who become another one. */
const FOR_USERS = ["sudo", "doas"]
/** Made to be started by root, who becomes an ordinary user. */
const FOR_ROOT = ["gosu", "su-exec"]
const SETTINGS = ["/etc/sudoers", "/etc/doas.conf"]
const MOST_SETTINGS = 100

function findTool(image: Image, name: string): File | undefined {
  const folders = [
    ...(environmentOf(image).get("PATH")?.value ?? "").split(":").slice(0, 100),
    ...DEFAULT_PATH.split(":"),
  ]
  for (const folder of folders) {
    if (!folder.startsWith("/")) continue
    const file = image.files.resolve(join(folder, name))
    if (file?.type === EntryType.file && (file.mode & 0o111) !== 0 && nameOf(file.path) !== "busybox") return file
  }
  return undefined
}

/** Whom the settings of sudo and doas ask for no password: `app ALL=(ALL) NOPASSWD: ALL`, `permit nopass app`. */
function withoutPassword(image: Image): string[] {
  const own = (image.files.list("/etc/sudoers.d") ?? []).slice(0, MOST_SETTINGS).map((name) => `/etc/sudoers.d/${name}`)
  const lines = [...SETTINGS, ...own].flatMap((path) => (readText(image, path) ?? "").slice(0, 100_000).split("\n"))
  const who = lines.flatMap((line) => {
    const words = line.trim().split(/\s+/, 40)
    if (words[0] === "" || words[0]!.startsWith("#") || /^(?:Defaults|User_Alias|Cmnd_Alias)/.test(words[0]!)) return []
    if (words.some((word) => word.includes("NOPASSWD:"))) return [words[0]!]
    return words[0] === "permit" && words.includes("nopass")
      ? [words.slice(1).find((word) => !/^(?:nopass|nolog|persist|keepenv)$/.test(word)) ?? ""]
      : []
  })
  return [...new Set(who)].filter((name) => name !== "" && name !== "root")
}

const isRoot = (image: Image, user: string): boolean =>
  user.split(":", 1)[0] === "root" || lookUpUser(image, user)?.uid === 0

/** A step of the command that becomes root, by a tool that is there to leave root behind. */
const becomesRoot = (image: Image): string | undefined =>
  startedCommand(image).steps.find(
    ({ name, argv }) => FOR_ROOT.includes(name) && argv.length > 2 && isRoot(image, argv[1] ?? ""),
  )?.name

export default defineRule({
  id: "user/privilege-tools",
  title: "No program in the image makes ordinary users root",
  severity: "low",
  why: "sudo and doas are there to make an ordinary user root: in a container that undoes what USER was set for. With no password asked, an intruder needs one word. Whatever root must do belongs in the build, or in an entrypoint that starts as root and steps down.",
  decides:
    "sudo or doas in a folder of PATH; gosu or su-exec with the setuid bit, or called to become root. Medium where sudo's or doas's settings ask somebody for no password while the tool is there, and for the setuid bit.",
  blind:
    "Tools under another name or outside of PATH; settings that sudo gets from elsewhere. Whether containers run with no-new-privileges, under which they all fail.",
  remedy:
    "Leave sudo out of the final stage: run what needs root in `RUN` before `USER`, or step down in the entrypoint with `gosu app …`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=4755 <<EOF /usr/bin/sudo
      sudo
      EOF
      USER 10001:10001`,
    good: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/local/bin/gosu
      gosu
      EOF`,
  },
  references: [],
  reads: [...ACCOUNT_FILES, ...SETTINGS, "/etc/sudoers.d/*"],

  *check(image) {
    if (image.config.platform.os === "windows") return
    const named = withoutPassword(image)
    for (const name of FOR_USERS) {
      const file = findTool(image, name)
      if (file === undefined) continue
      const asks = named.length > 0 ? `, and asks no password of ${list(named.slice(0, 3).map(show))}` : ""
      const severity: { severity?: Severity } = named.length > 0 ? { severity: "medium" } : {}
      yield {
        message: `${name} is in the image${asks}: ${show(file.path)} from ${describeLayer(image, file.layer)}${asFarAsRead(image)}.`,
        remedy: `Leave ${name} out of the final stage: do what needs root in \`RUN\` before \`USER\`, or start as root and step down in the entrypoint: \`exec gosu app "$@"\`.`,
        location: locate(image, { kind: "file", layer: file.layer, path: file.path }),
        ...severity,
        identity: name,
      }
    }
    for (const name of FOR_ROOT) {
      const file = findTool(image, name)
      if (file === undefined || (file.mode & 0o4000) === 0) continue
      yield {
        message: `${show(file.path)} has the setuid bit, from ${describeLayer(image, file.layer)}: it is made to be started by root, and lets anybody become root so${asFarAsRead(image)}.`,
        remedy: `Take the bit away: \`RUN chmod 755 ${file.path.length < 72 ? file.path : "…"}\`; ${name} needs it nowhere, for the entrypoint that calls it starts as root.`,
        location: locate(image, { kind: "file", layer: file.layer, path: file.path }),
        severity: "medium",
        identity: `${name} setuid`,
      }
    }
    const step = becomesRoot(image)
    if (step !== undefined)
      yield {
        message: `The command uses ${step} to become root, which it is there to leave behind.`,
        remedy: `Name an ordinary user: \`exec ${step} app "$@"\`; or leave ${step} out.`,
        location: { kind: "config", key: image.config.run.entrypoint === null ? "Cmd" : "Entrypoint" },
        identity: `${step} root`,
      }
  },
})
