import { defineRule } from "../../model/index.ts"
import { ended, isOfBase, locateStep, showCommand } from "../support/build-steps.ts"
import { downloadOptions } from "../support/downloads.ts"
import { type Command, runSteps } from "../support/shell/index.ts"
import { uncheckedBy } from "../support/unchecked.ts"
import { list, show } from "../support/words.ts"

const SUMS = /^(?:sha\d{1,3}sum|shasum|b2sum|cosign|minisign|gpgv)$/

/** A command that proves what was downloaded, so that it does not matter where it came from. */
const proves = ({ name, words }: Command): boolean =>
  SUMS.test(name) || (/^gpg2?$/.test(name) && words.some(({ value }) => value === "--verify"))

export default defineRule({
  id: "history/tls-off",
  title: "No build line switches the checks of certificates and signatures off",
  severity: "high",
  why: "With the checks off, whoever sits on the network between the build and the server decides what is installed, and nothing shows it. Settings that are written down stay off in the image: its package manager trusts anybody from then on.",
  decides:
    "RUN lines, parsed: `curl -k`, `wget --no-check-certificate`, strict-ssl false, `--trusted-host`, sslVerify false, `--allow-unauthenticated`, `[trusted=yes]`, `--allow-untrusted`, `--nogpgcheck`, `gpgcheck=0` and their kin, on the command line, in variables of a line, and in settings files that it writes. Silent for a download that the same line checks against a checksum or a signature, and for the own machine.",
  blind: "Scripts that a RUN line calls. ENV lines are another rule's.",
  remedy:
    "Install the certificate authority instead: `COPY ca.crt /usr/local/share/ca-certificates/` and `RUN update-ca-certificates`; give repositories their signing key.",
  examples: {
    bad: `
      FROM scratch
      RUN curl -k -o /usr/local/bin/tool https://example.com/tool`,
    good: `
      FROM scratch
      RUN curl -fsSL -o /usr/local/bin/tool https://example.com/tool`,
  },
  references: [],
  *check(image) {
    for (const { step, shell } of runSteps(image)) {
      const isProved = shell.commands.some(proves)
      const found = shell.commands.flatMap((command) => {
        const what = isProved && downloadOptions(command) !== null ? null : uncheckedBy(command, shell.commands)
        return what === null ? [] : [{ command, what }]
      })
      const [first] = found
      if (first === undefined) continue
      const whats = [...new Set(found.map(({ command, what }) => `${command.name || "a variable"}: ${what}`))]
      const base = isOfBase(image, step) ? "A RUN line of the base image" : "A RUN line"
      yield {
        message: ended(
          `${base} takes what it fetches without a check of who sent it (${show(list(whats.slice(0, 3)))}): ${showCommand(first.command) || first.what}`,
        ),
        remedy:
          "Leave the checks on. For a server with a certificate of your own authority: `COPY ca.crt /usr/local/share/ca-certificates/ca.crt`, then `RUN update-ca-certificates`; for a repository, install its signing key.",
        location: locateStep(step),
        identity: whats.join(" "),
      }
    }
  },
})
