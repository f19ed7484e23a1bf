import { defineRule } from "../../model/index.ts"
import { ended, locateStep, ownRuns, showCommand, showCommands } from "../support/build-steps.ts"

export default defineRule({
  id: "history/sudo",
  title: "No RUN line uses sudo",
  severity: "low",
  why: "RUN is root until a USER line says otherwise, so sudo adds nothing to a build but itself: a setuid program and a rule that lets somebody become root, both shipped. It also loses the environment and does not pass signals on.",
  decides: "Commands in RUN lines that sudo runs, found by parsing the shell text.",
  blind: "sudo in scripts that a RUN line calls.",
  remedy:
    "Leave sudo away; switch with `USER root` and back where root is needed. At run time, use gosu, su-exec or setpriv.",
  examples: {
    bad: `
      FROM scratch
      RUN sudo apt-get update && sudo apt-get install -y curl`,
    good: `
      FROM scratch
      RUN apt-get update && apt-get install -y curl`,
  },
  references: ["dockle DKL-DI-0001", "hadolint DL3004", "trivy DS-0010"],
  *check(image) {
    for (const { step, shell } of ownRuns(image)) {
      const found = shell.commands.filter(({ name, wrappers }) => name === "sudo" || wrappers.includes("sudo"))
      const [first] = found
      if (first === undefined) continue
      yield {
        message: ended(
          `A RUN line uses sudo, which a build does not need: ${found.map(({ name }) => name).every((name) => name === "sudo") ? "" : "sudo "}${showCommands(found)}`,
        ),
        remedy:
          "Leave sudo away: RUN is root until a USER line. After one, write `USER root` before the line and the user again after it.",
        location: locateStep(step),
        identity: showCommand(first),
      }
    }
  },
})
