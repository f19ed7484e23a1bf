import { defineRule } from "../../model/index.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { holds, remarkOf } from "../support/secrets/words.ts"
import { show } from "../support/words.ts"

/** Lines of a Dockerfile, by the field of the config that they set. */
const INSTRUCTION: Readonly<Record<string, string>> = {
  Entrypoint: "ENTRYPOINT",
  Cmd: "CMD",
  Healthcheck: "HEALTHCHECK",
  OnBuild: "ONBUILD",
  Shell: "SHELL",
  User: "USER",
  WorkingDir: "WORKDIR",
  author: "MAINTAINER",
}
const IS_RUN = new Set(["Entrypoint", "Cmd", "Healthcheck"])
const READ =
  "Let the program read it from a file that is mounted when the container starts, such as /run/secrets/NAME, or from a variable that is set then."
const NOTED =
  "A builder noted it there: give it to the build by `RUN --mount=type=secret`, which leaves no trace, and build again."

export default defineRule({
  id: "secrets/command",
  title: "No credential stands in a command of the image",
  severity: "critical",
  why: "The commands that an image runs stand in its config for everybody who can pull it, and at run time in the process list for everybody on the host.",
  decides:
    "Entrypoint, Cmd, Healthcheck, OnBuild, Shell, user, working directory and author, and fields of older builders that nothing runs any more: credentials of a known form, passwords in URLs, values of options that take a credential.",
  blind: "Passwords that nothing announces.",
  remedy:
    "Let the program read the credential from a file or a variable that is given to the container when it starts. Revoke what was published.",
  examples: {
    bad: `
      FROM scratch
      CMD ["/app/server", "--password=vX3nq8Lw5tTz"]`,
    good: `
      FROM scratch
      CMD ["/app/server", "--password-file=/run/secrets/password"]`,
  },
  references: ["CIS 4.10"],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/command")) {
      const [place] = secret.places
      const { givenTo, location } = place!
      const { key = "" } = location
      const instruction = INSTRUCTION[key]
      yield remarkOf(
        secret,
        `${instruction === undefined ? `The field ${show(key)} of the config` : `The image's \`${instruction}\``} ${holds(secret, givenTo === key ? { ...place!, givenTo: "" } : place!)}.`,
        `${instruction === undefined ? NOTED : IS_RUN.has(key) ? READ : `Take it out of that line.`} ${secret.revoke}`,
      )
    }
  },
})
