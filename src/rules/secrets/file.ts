import { defineRule } from "../../model/index.ts"
import { remedyOfFile } from "../support/secrets/remedy.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { describeFile, describeOrigin, holds, remarkOf } from "../support/secrets/words.ts"

export default defineRule({
  id: "secrets/file",
  title: "No file that a container sees holds a credential",
  severity: "high",
  why: "Who can pull the image can read every file in it, without ever starting it. Images are copied to caches, laptops and backups, and no registry permission reaches those copies. Machines search public registries for keys, and find them soon after a push.",
  decides:
    "Every byte of every file, binaries and the members of zip, jar and gzip archives included: tokens of some 250 known forms, by checksum where the form has one; private keys whose body parses; passwords in URLs and connection strings; values drawn at random under a name that announces a secret. Base64, UTF-16 and percent-encoding are undone. Test keys and samples in packages and documentation are left out, unless they have the form of a vendor's token.",
  blind:
    "Archives inside archives, encrypted files, and passwords that nothing announces. Whether a credential still works is not asked.",
  remedy:
    "Keep the file out of the image: list it in .dockerignore, mount it in the build by `RUN --mount=type=secret` and at run time by your orchestrator. Revoke what was published.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /app/settings.json
      {"tls": {"apiToken": "w7Jt2qPzL0aXv9RkQ4sB1nYc"}}
      EOF
      CMD ["/app/run"]`,
    good: `
      FROM scratch
      COPY <<EOF /app/settings.json
      {"tls": {"apiToken": "\${API_TOKEN}"}}
      EOF
      CMD ["/app/run"]`,
  },
  references: ["CIS 4.10"],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/file")) {
      const [place] = secret.places
      yield remarkOf(
        secret,
        `${describeFile(place!)} ${holds(secret, place!)}. ${describeOrigin(image, secret)}`,
        remedyOfFile(image, secret),
      )
    }
  },
})
