import { defineRule } from "../../model/index.ts"
import { ended, locateStep, ownRuns, showCommand, showCommands } from "../support/build-steps.ts"
import { readApt, readZypper } from "../support/package-commands.ts"
import type { Command } from "../support/shell/index.ts"

const APT = new Set(["dist-upgrade", "full-upgrade"])
const ZYPPER = new Set(["dist-upgrade", "dup"])

const upgrades = (command: Command): boolean =>
  APT.has(readApt(command)?.action ?? "") ||
  ZYPPER.has(readZypper(command)?.action ?? "") ||
  command.name === "do-release-upgrade"

export default defineRule({
  id: "history/dist-upgrade",
  title: "No RUN line upgrades the whole distribution",
  severity: "low",
  why: "A full upgrade may remove packages and bring others, so what comes out depends on the day of the build and is no longer the distribution that the FROM line names. All that it replaces is shipped twice.",
  decides:
    "Commands in RUN lines, found by parsing the shell text: `dist-upgrade` and `full-upgrade` of apt-get, apt and aptitude, `dup` of zypper, do-release-upgrade.",
  blind: "Upgrades in scripts that a RUN line calls.",
  remedy:
    "Build from a newer base image (`FROM debian:13-slim`, rebuilt weekly), and upgrade single packages where a fix can't wait.",
  examples: {
    bad: `
      FROM scratch
      RUN apt-get update && apt-get dist-upgrade -y`,
    good: `
      FROM scratch
      RUN apt-get update && apt-get upgrade -y`,
  },
  references: ["dockle DKL-DI-0003", "hadolint DL3005", "hadolint DL3035", "trivy DS-0024"],
  *check(image) {
    for (const { step, shell } of ownRuns(image)) {
      const found = shell.commands.filter((command) => upgrades(command))
      const [first] = found
      if (first === undefined) continue
      yield {
        message: ended(
          `A RUN line upgrades the whole distribution, so that each build may give another one: ${showCommands(found)}`,
        ),
        remedy:
          "Name a newer base in FROM instead. Where a fix can't wait for it, upgrade that package alone: `apt-get install --only-upgrade openssl`.",
        location: locateStep(step),
        identity: showCommand(first),
      }
    }
  },
})
