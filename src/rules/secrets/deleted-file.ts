import { defineRule, type Image, type Waste } from "../../model/index.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { describeFile, describeSecret, extraction, keepOut, remarkOf } from "../support/secrets/words.ts"
import { describeLayer } from "../support/step.ts"

/** `layer 4 (RUN rm /root/.npmrc) deletes /root/.npmrc`. */
function describeHiding(image: Image, file: string, { cause, byLayer }: Waste): string {
  const layer = byLayer === null ? "a later layer" : describeLayer(image, byLayer)
  return `${layer} ${cause === "deleted" ? "deletes" : "overwrites"} ${file}`
}

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
      const { location, hiding } = place!
      const command = extraction(image, place!)
      yield remarkOf(
        secret,
        `${describeHiding(image, describeFile(place!), hiding!)}, but ${describeLayer(image, location.layer ?? 0)} still holds it, with ${describeSecret(secret, place!)}.`,
        `${keepOut(image, place!)} Deleting it later hides nothing${command === "" ? "" : `: ${command} prints it`}. ${secret.revoke}`,
      )
    }
  },
})
