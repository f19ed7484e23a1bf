import { defineRule } from "../../model/index.ts"
import { remedyOfFile } from "../support/secrets/remedy.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { describeFile, describeOrigin, holds, remarkOf } from "../support/secrets/words.ts"

export default defineRule({
  id: "secrets/sensitive-file",
  title: "No file that exists to hold credentials is in the image",
  severity: "high",
  why: "Some files are there for nothing but secrets: keys, key stores, logins of package managers, cloud and database clients, state and histories. They come along with a `COPY .` or a home folder, and whoever has the image takes over the account that they belong to.",
  decides:
    "Files by path and by what is in them, whether a container sees them or not: .npmrc, .netrc, .git-credentials, .aws/credentials, .docker/config.json, kubeconfig, key stores, terraform state, wp-config.php, .env, shell histories and some 60 more. Only those that really hold a credential: references to variables, encrypted values and placeholders count as none.",
  blind: "Key stores are not opened, so that an empty one counts too. Files under names that nobody uses for it.",
  remedy:
    "List it in .dockerignore, mount it where a build needs it by `RUN --mount=type=secret`, and revoke what was in it.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /root/.netrc
      machine git.corp.io login ci password vX3nq8Lw5tTz
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /root/.netrc
      machine git.corp.io login ci password \${GIT_PASSWORD}
      EOF`,
  },
  references: ["CIS 4.10", "dockle CIS-DI-0010"],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/sensitive-file")) {
      const [place] = secret.places
      yield remarkOf(
        secret,
        `${describeFile(place!)} ${holds(secret, place!)}. ${describeOrigin(image, secret)}`,
        remedyOfFile(image, secret),
      )
    }
  },
})
