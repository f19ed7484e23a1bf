import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES, parseUser } from "../support/accounts.ts"
import { locateField, userStep } from "../support/last-step.ts"
import { runUser, type RunUser } from "../support/run-user.ts"
import { show } from "../support/words.ts"
import { describeUser } from "../support/writers.ts"

/** How the user comes to that group, as the rest of a sentence. */
function because(image: Image, user: RunUser): string {
  const written = image.config.run.user
  if (parseUser(written).group !== "") return `USER is ${show(written)}`
  return user.name === ""
    ? `USER is ${show(written)}, which /etc/passwd does not have, and then the group is 0`
    : "/etc/passwd says so"
}

export default defineRule({
  id: "user/root-group",
  title: "The user is not in root's group",
  severity: "low",
  why: "Much of what belongs to root also belongs to root's group, and some of it that group may write. A number without an entry in /etc/passwd falls into that group unseen. OpenShift is the exception: it gives containers any uid and group 0.",
  decides:
    "The primary group of the user that `User` of the image config names, from the name or number after the colon, or from /etc/passwd.",
  blind: "Supplementary groups, and what `docker run --user` or a securityContext changes.",
  remedy: "Name the group as well: `USER 10001:10001`.",
  examples: {
    bad: `
      FROM scratch
      USER 10001
      CMD ["/app"]`,
    good: `
      FROM scratch
      USER 10001:10001
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const user = runUser(image)
    if (user === null || user.uid === 0 || user.gid !== 0) return
    yield {
      message: `The container runs as ${describeUser(image)} in root's group: ${because(image, user)}.`,
      remedy: `Name a group of its own: \`USER ${user.uid}:${user.uid}\`. For OpenShift, which gives group 0 to every container, leave it and turn this rule off.`,
      location: locateField("User", userStep(image)),
      identity: "User",
    }
  },
})
