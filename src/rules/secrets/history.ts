import { defineRule, type Image } from "../../model/index.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import type { Place, Secret } from "../support/secrets/secret.ts"
import { holds, remarkOf } from "../support/secrets/words.ts"
import { show } from "../support/words.ts"

/** `""` where the step shows none. */
const instructionOf = (image: Image, { location }: Place): string =>
  image.config.history.find(({ index }) => index === location.history)?.instruction ?? ""

const READ = "Let the program read it from a file that is mounted when the container starts."
const MOUNTED = new Set(["RUN", "ARG", ""])

/** What to write instead of a line that shows a credential and that no secret can be mounted in, by its instruction. */
const INSTEAD: Readonly<Record<string, string>> = {
  ENV: "Remove that line, for setting the variable anew later hides nothing, and give the value when the container starts.",
  ADD: "Fetch it by a `RUN` instead, which reads the credential from `--mount=type=secret`.",
  CMD: READ,
  ENTRYPOINT: READ,
  HEALTHCHECK: READ,
}

/** A variable's name can be passed on as it is; an option or a command gets one that says what it is for. */
function remedyFor({ revoke }: Secret, { givenTo }: Place, instruction: string): string {
  const id = /^[A-Z][A-Z0-9_]{0,59}$/.test(givenTo) ? givenTo : "TOKEN"
  const remedy = MOUNTED.has(instruction)
    ? `Mount it for the one command that needs it, which leaves no trace: \`RUN --mount=type=secret,id=${id},env=${id} …\`, built with \`--secret id=${id}\` and ${id} in the environment.`
    : (INSTEAD[instruction] ?? "Take it out of that line: another one later hides nothing.")
  return `${remedy} ${revoke}`
}

export default defineRule({
  id: "secrets/history",
  title: "No credential stands in the build history",
  severity: "critical",
  why: "The image config keeps every line of the build, with the values of build arguments: `docker history --no-trunc` prints them to everybody who can pull the image. Deleting a file or unsetting a variable in a later line does not help.",
  decides:
    "The text and comment of every history entry, as all builders write them: credentials of a known form, passwords in URLs, literal values under names and options that announce a secret (`ARG NPM_TOKEN=…`, `|1 NPM_TOKEN=… /bin/sh -c`, `--password …`), and the password options of well-known commands. One finding for each value, with all places.",
  blind:
    "Passwords that nothing announces, and steps whose history was squashed away: what they left in files is another rule's.",
  remedy:
    "Give secrets to a build by `RUN --mount=type=secret`, never by ARG, ENV or in the command. Revoke what was published.",
  examples: {
    bad: `
      FROM scratch
      RUN curl --header "Authorization: Bearer w7Jt2qPzL0aXv9Rk" https://example.com/app
      CMD ["/app"]`,
    good: `
      FROM scratch
      RUN --mount=type=secret,id=token curl --header "Authorization: Bearer $(cat /run/secrets/token)" https://example.com/app
      CMD ["/app"]`,
  },
  references: ["CIS 4.10", "dockle CIS-DI-0010", "trivy DS-0031"],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/history")) {
      const [place] = secret.places
      const instruction = instructionOf(image, place!)
      yield remarkOf(
        secret,
        `Step ${place!.location.history} of the history${instruction === "" ? "" : ` (${show(instruction)})`} ${holds(secret, place!)}.`,
        remedyFor(secret, place!, instruction),
      )
    }
  },
})
