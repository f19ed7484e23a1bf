import { defineRule } from "../../model/index.ts"
import { locateStep, ownRuns, showCommand, showCommands } from "../support/build-steps.ts"
import { readApt } from "../support/package-commands.ts"
import type { Command, RunStep } from "../support/shell/index.ts"

/** What apt does without its lists. */
const NEEDS_NO_LIST = new Set(
  "update clean autoclean dist-clean distclean autoremove autopurge remove purge edit-sources".split(" "),
)

/** Programs that install nothing. What is not named here may: a script, a shell, a language's own installer. */
const HARMLESS = new Set(
  ": [ [[ basename cat cd chmod chown cp curl cut date dirname dpkg echo env exit export false find gpg grep groupadd head install ln ls mkdir mktemp mv printf pwd rm rmdir sed set sha256sum sleep sort stat tail tar tee test touch tr trap true umask uname unset useradd usermod wc wget which".split(
    " ",
  ),
)

const isUpdate = (command: Command): boolean => readApt(command)?.action === "update"
const isInstall = (command: Command): boolean => readApt(command)?.action === "install"
const mayInstall = (command: Command): boolean => {
  const apt = readApt(command)
  if (apt !== null) return !NEEDS_NO_LIST.has(apt.action)
  return command.words.length > 0 && !HARMLESS.has(command.name)
}
const dropsLists = (command: Command): boolean =>
  (command.name === "rm" && command.words.some(({ loose }) => loose.startsWith("/var/lib/apt/lists"))) ||
  /^dist-?clean$/.test(readApt(command)?.action ?? "")

function standsAlone({ shell: { commands, isWhole } }: RunStep): boolean {
  // A shell whose script is among the commands does no more than these.
  const shown = new Set(commands.filter(({ nesting }) => nesting.at(-1) === "script").map(({ within }) => within))
  return (
    isWhole &&
    commands.some(isUpdate) &&
    !commands.some((command) => (!shown.has(command.index) && mayInstall(command)) || dropsLists(command))
  )
}

/** The first install after a step that uses the lists of that step. */
function userOf(runs: readonly RunStep[], from: number): Command | undefined {
  for (const { shell } of runs.slice(from + 1)) {
    const next = shell.commands.find((command) => isUpdate(command) || isInstall(command))
    if (next !== undefined) return isInstall(next) ? next : undefined
  }
  return undefined
}

export default defineRule({
  id: "history/apt-update-alone",
  title: "The RUN line that updates apt's lists installs from them",
  severity: "medium",
  why: "The build cache keeps a RUN line that has not changed. An `apt-get update` on its own thus runs once, and later installs work from its old list: they bring old versions, without the fixes, or fail because the versions are gone.",
  decides:
    "RUN lines, parsed: one that updates the lists of apt-get, apt or aptitude and holds no command that installs or may install. Silent where the same line removes the lists.",
  blind: "Lines with scripts of your own, which may install.",
  remedy: "Write `RUN apt-get update && apt-get install -y --no-install-recommends … && rm -rf /var/lib/apt/lists/*`.",
  examples: {
    bad: `
      FROM scratch
      RUN apt-get update
      RUN apt-get install -y --no-install-recommends curl`,
    good: `
      FROM scratch
      RUN apt-get update && apt-get install -y --no-install-recommends curl`,
  },
  references: ["CIS 4.7", "dockle CIS-DI-0007", "trivy DS-0017"],
  *check(image) {
    const runs = ownRuns(image)
    for (const [at, run] of runs.entries()) {
      if (!standsAlone(run)) continue
      const update = run.shell.commands.find(isUpdate)!
      const user = userOf(runs, at)
      const effect =
        user === undefined
          ? "nothing is installed from its list"
          : `a later line installs from its list: ${showCommand(user)}`
      yield {
        message: `${showCommands([update])} stands in a RUN line without an install; ${effect}.`,
        remedy:
          user === undefined
            ? "Take the line out, or put it before the install that needs it, in the same RUN line."
            : "Put both into one line: `RUN apt-get update && apt-get install -y --no-install-recommends … && rm -rf /var/lib/apt/lists/*`.",
        location: locateStep(run.step),
        identity: user === undefined ? showCommand(update) : `${showCommand(update)} for ${showCommand(user)}`,
      }
    }
  },
})
