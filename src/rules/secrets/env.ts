import { defineRule } from "../../model/index.ts"
import { secretsFor } from "../support/secrets/rule-of.ts"
import { holds, remarkOf } from "../support/secrets/words.ts"
import { show } from "../support/words.ts"

export default defineRule({
  id: "secrets/env",
  title: "No credential stands in the environment of the image",
  severity: "critical",
  why: "The environment is part of the image config: `docker inspect` prints it to everybody who can pull the image, and every process of every container inherits it. A later `ENV NAME=` hides nothing, for the history keeps the first value.",
  decides:
    "Values of `Env` in the form of a known credential, checksum or structure included; passwords in URLs; any literal value under a name that announces a secret, such as DB_PASSWORD or API_TOKEN, that is no placeholder, path, number, switch or reference.",
  blind:
    "Passwords under names that announce nothing, and values that are encoded or encrypted. Whether a credential still works is not asked.",
  remedy:
    "Give secrets to the container when it starts, and to the build by `RUN --mount=type=secret`. Revoke what was published.",
  examples: {
    bad: `
      FROM scratch
      ENV DB_PASSWORD=vX3nq8Lw5tTz
      CMD ["/app"]`,
    good: `
      FROM scratch
      ENV DB_PASSWORD_FILE=/run/secrets/db-password
      CMD ["/app"]`,
  },
  references: ["CIS 4.10", "dockle CIS-DI-0010", "trivy DS-0031"],

  *check(image) {
    for (const secret of secretsFor(image, "secrets/env")) {
      const [place] = secret.places
      const { key } = place!.location
      const line = key === undefined ? "that `ENV` line" : `\`ENV ${show(key)}\``
      yield remarkOf(
        secret,
        `${key === undefined ? "An entry" : `The variable ${show(key)}`} of the environment ${holds(secret, { ...place!, givenTo: "" })}.`,
        `Remove ${line} and give the value when the container starts: \`docker run --env-file FILE …\`, or a mounted secret. ${secret.revoke}`,
      )
    }
  },
})
