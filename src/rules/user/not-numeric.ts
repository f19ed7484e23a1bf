import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES, numericId, parseUser } from "../support/accounts.ts"
import { locateField, userStep } from "../support/last-step.ts"
import { runUser } from "../support/run-user.ts"
import { show } from "../support/words.ts"

export default defineRule({
  id: "user/not-numeric",
  title: "The user is given as a number",
  severity: "low",
  why: "With `runAsNonRoot: true` Kubernetes must know before it starts a container that its user is not root, and it does not look into the image for that: a name is refused. A number says it, and needs no /etc/passwd.",
  decides: "`User` of the image config: a name that the image's /etc/passwd maps to an ordinary user.",
  blind:
    "A securityContext with runAsUser, which takes its place. A name that the image does not have is told by user/unknown, root by user/root.",
  remedy: "Write the number in place of the name: `USER 10001`.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /etc/passwd
      app:x:10001:10001::/:/sbin/nologin
      EOF
      USER app
      CMD ["/app"]`,
    good: `
      FROM scratch
      COPY <<EOF /etc/passwd
      app:x:10001:10001::/:/sbin/nologin
      EOF
      USER 10001
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const written = image.config.run.user
    const named = parseUser(written)
    const user = runUser(image)
    if (named.user === "" || numericId(named.user) !== null || user === null || user.uid === 0) return
    yield {
      message: `USER is ${show(written)}, a name: Kubernetes with runAsNonRoot does not start the container, for it cannot tell that this is uid ${user.uid} and not root.`,
      remedy: `Write the number, which is the same user: \`USER ${user.uid}${named.group === "" ? "" : `:${user.gid}`}\`.`,
      location: locateField("User", userStep(image)),
      identity: "User",
    }
  },
})
