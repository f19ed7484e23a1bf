import { defineRule } from "../../model/index.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { describeFile, extraction, remarkOf } from "../support/secrets/words.ts"
import { describeLayer } from "../support/step.ts"
import { show } from "../support/words.ts"

export default defineRule({
  id: "secrets/password-hash",
  title: "No account of the image has a password, nor an empty one",
  severity: "high",
  why: "A hash in an image can be tried against word lists at leisure, and the password is the same in every container. An account with an empty password opens to everybody who reaches a login or `su`.",
  decides:
    "The second field of each line of /etc/shadow, /etc/gshadow and /etc/passwd, in every layer: a hash of any scheme, or nothing at all. `*`, `!`, `!!`, `x` and locked hashes are no passwords.",
  blind: "Passwords in databases and directories.",
  remedy: "Lock the account: `RUN passwd --lock NAME`, and let people in by other means.",
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
      const { location, givenTo, hiding } = place!
      const account = givenTo === "" ? "an account" : `the account ${show(givenTo)}`
      const command = hiding === null ? "" : extraction(image, place!)
      yield remarkOf(
        secret,
        `${describeFile(place!)} gives ${account} ${secret.type === "empty-password" ? "an empty password" : "a password, by its hash"}${hiding === null ? "" : ` in ${describeLayer(image, location.layer ?? 0)}, though no container sees it any more`}.`,
        `Lock it in the line that made it: \`passwd --lock ${/^[\w-]+$/.test(givenTo) ? givenTo : "NAME"}\`.${command === "" ? "" : ` Changing it later hides nothing: ${command} prints the old file.`} ${secret.revoke}`,
      )
    }
  },
})
