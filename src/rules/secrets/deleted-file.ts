import { defineRule } from "../../model/index.ts"
import { remedyOfFile } from "../support/secrets/remedy.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { describeFile, describeOrigin, holds, remarkOf } from "../support/secrets/words.ts"

export default defineRule({
  id: "secrets/deleted-file",
  title: "No file that a later layer deletes or overwrites holds a credential",
  severity: "high",
  why: "A layer never changes once it is written: deleting a file in a later line only hides it. The layer with the file travels with every pull, and one tar command takes it out. Most people who leak a key this way believe that they removed it.",
  decides:
    "The same as secrets/file, for every file of every layer that no container sees: overwritten, deleted by a whiteout, or hidden by an opaque folder.",
  blind: "What secrets/file doesn't see either.",
  remedy:
    "Never let it into a layer: use `RUN --mount=type=secret`, or create and delete it within one RUN. Then build again from that line, and revoke what was published.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /app/settings.json
      {"tls": {"apiToken": "w7Jt2qPzL0aXv9RkQ4sB1nYc"}}
      EOF
      RUN rm /app/settings.json`,
    good: `
      FROM scratch
      COPY <<EOF /app/settings.json
      {"tls": {"apiToken": "\${API_TOKEN}"}}
      EOF
      RUN rm /app/settings.json`,
  },
  references: ["CIS 4.10"],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/deleted-file")) {
      const [place] = secret.places
      yield remarkOf(
        secret,
        `${describeFile(place!)} ${holds(secret, place!)}. ${describeOrigin(image, secret)}`,
        remedyOfFile(image, secret),
      )
    }
  },
})
