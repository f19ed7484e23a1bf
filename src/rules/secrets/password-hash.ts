import { defineRule } from "../../model/index.ts"
import { extraction } from "../support/secrets/remedy.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { describeFile, describeOrigin, remarkOf } from "../support/secrets/words.ts"
import { show } from "../support/words.ts"

export default defineRule({
  id: "secrets/password-hash",
  title: "No account of the image has a password, nor an empty one",
  severity: "high",
  why: "A hash in an image can be tried against word lists at leisure, and the password is the same in every container. An account with an empty password opens to everybody who reaches a login or `su`.",
  decides:
    "The second field of each line of /etc/shadow, /etc/gshadow and /etc/passwd, in every layer: a hash of any scheme, or nothing at all. `*`, `!`, `!!`, `x` and locked hashes are no passwords.",
  blind: "Passwords in databases and directories.",
  remedy: "Lock the account: `RUN passwd -l NAME`, and let people in by other means.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /etc/shadow
      root::19650:0:99999:7:::
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /etc/shadow
      root:*:19650:0:99999:7:::
      EOF`,
  },
  references: ["trivy DS-0031", "dockle CIS-DI-0001"],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/password-hash")) {
      const [place] = secret.places
      const { givenTo, hiding } = place!
      const isEmpty = secret.type === "empty-password"
      const account = /^[\w-]{1,32}$/.test(givenTo) ? givenTo : "NAME"
      const command = hiding === null ? "" : extraction(image, place!)
      yield remarkOf(
        secret.severity === "info" ? secret : { ...secret, severity: null },
        `${describeFile(place!)} gives ${givenTo === "" ? "an account" : `the account ${show(givenTo)}`} ${isEmpty ? "an empty password" : "a password, by its hash"}. ${describeOrigin(image, secret)}`,
        [
          `Lock the account in the line that brought it: \`passwd -l ${account}\`, or \`*\` in the second field.`,
          ...(command === "" ? [] : [`Doing so later doesn't help, for ${command} prints the old file.`]),
          ...(isEmpty ? [] : ["Change the password wherever else it is used."]),
        ].join(" "),
      )
    }
  },
})
