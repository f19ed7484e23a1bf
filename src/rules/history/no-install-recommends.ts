import type { Image } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { ended, locateStep, ownRuns, showCommands } from "../support/build-steps.ts"
import { type PackageCommand, readApt, readDnf, readZypper } from "../support/package-commands.ts"
import { readText } from "../support/read-text.ts"
import type { Command } from "../support/shell/index.ts"

/** How one package manager is told to install only what is needed. */
interface Manager {
  readonly read: (command: Command) => PackageCommand | null
  readonly actions: readonly string[]
  readonly flags: readonly string[]
  /** Options that take a setting, and what the setting looks like. */
  readonly settingIn: readonly string[]
  readonly setting: RegExp
  /** Files that may say it for all commands; one that ends in `/` is a folder. */
  readonly files: readonly string[]
  readonly flag: string
}

const MANAGERS: readonly Manager[] = [
  {
    read: readApt,
    actions: ["install"],
    flags: ["--no-install-recommends", "--without-recommends", "-R"],
    settingIn: ["-o", "--option"],
    setting: /Install-Recommends[\s"=]{1,9}(?:0|false|no)\b/i,
    files: ["/etc/apt/apt.conf", "/etc/apt/apt.conf.d/"],
    flag: "--no-install-recommends",
  },
  {
    read: readDnf,
    actions: ["install", "groupinstall"],
    flags: [],
    settingIn: ["--setopt"],
    setting: /install_weak_deps\s{0,9}=\s{0,9}(?:0|false|no)\b/i,
    files: ["/etc/dnf/dnf.conf", "/etc/yum.conf"],
    flag: "--setopt=install_weak_deps=False",
  },
  {
    read: readZypper,
    actions: ["install", "in"],
    flags: ["--no-recommends"],
    settingIn: [],
    setting: /onlyRequires\s{0,9}=\s{0,9}(?:1|true|yes)\b/i,
    files: ["/etc/zypp/zypp.conf"],
    flag: "--no-recommends",
  },
]

const withoutComments = (text: string): string => text.replace(/^\s*(?:#|\/\/).*$/gm, "")

/** True where a file of the image says it for every command, or a command writes such a line somewhere. */
function isSetForAll(image: Image, { files, setting, read }: Manager, commands: readonly Command[]): boolean {
  const paths = files.flatMap((path) =>
    path.endsWith("/") ? (image.files.list(path) ?? []).map((name) => path + name) : [path],
  )
  if (paths.some((path) => setting.test(withoutComments(readText(image, path) ?? "")))) return true
  return commands.some(
    (command) =>
      read(command) === null &&
      (command.words.some(({ loose }) => setting.test(loose)) ||
        command.redirects.some(({ heredoc }) => heredoc !== null && setting.test(heredoc))),
  )
}

/** yum has no weak dependencies before it is dnf. */
const isOldYum = ({ command }: PackageCommand, { os }: Image): boolean =>
  command.name === "yum" && (os === null || (os.id === "amzn" ? os.version === "2" : Number.parseInt(os.version) < 8))

function isLax(found: PackageCommand, { actions, flags, settingIn, setting }: Manager): boolean {
  const { action, options, operands } = found
  return (
    actions.includes(action) &&
    operands.length > 0 &&
    !options.hasUnknown &&
    !options.has(...flags) &&
    !options.values(...settingIn).some((value) => setting.test(value))
  )
}

export default defineRule({
  id: "history/no-install-recommends",
  title: "Package managers install only what is needed",
  severity: "low",
  why: "apt-get, dnf and zypper install by default what a package recommends beside what it needs: manuals, tools, sometimes a mail server. In an image that is weight, and more to patch.",
  decides:
    "Commands in RUN lines, found by parsing the shell text: an install by apt without `--no-install-recommends`, by dnf without `install_weak_deps=False`, by zypper without `--no-recommends`. Silent where the manager's settings in the image say it for all.",
  blind: "Installs in scripts that a RUN line calls, and options that come from a variable.",
  remedy: "Write `apt-get install -y --no-install-recommends …`, and name what you need of the rest.",
  examples: {
    bad: `
      FROM scratch
      RUN apt-get update && apt-get install -y curl`,
    good: `
      FROM scratch
      RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl`,
  },
  references: ["hadolint DL3015", "trivy DS-0029"],
  reads: ["/etc/apt/apt.conf", "/etc/apt/apt.conf.d/*", "/etc/dnf/dnf.conf", "/etc/yum.conf", "/etc/zypp/zypp.conf"],
  *check(image) {
    const runs = ownRuns(image)
    const commands = runs.flatMap(({ shell }) => shell.commands)
    const managers = MANAGERS.filter((manager) => !isSetForAll(image, manager, commands))
    for (const { step, shell } of runs)
      for (const manager of managers) {
        const found = shell.commands
          .flatMap((command) => manager.read(command) ?? [])
          .filter((one) => isLax(one, manager) && !isOldYum(one, image))
        const [first] = found
        if (first === undefined) continue
        yield {
          message: ended(
            `A RUN line installs what packages recommend beside what they need: ${showCommands(found.map(({ command }) => command))}`,
          ),
          remedy: `Add \`${manager.flag}\`, and name what of the rest is really needed (often ca-certificates).`,
          location: locateStep(step),
          identity: `${first.command.name} ${found.flatMap(({ operands }) => operands).join(" ")}`,
        }
        break
      }
  },
})
