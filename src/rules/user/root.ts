import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES, readAccounts } from "../support/accounts.ts"
import { argumentOf, locateField, userStep } from "../support/last-step.ts"
import { whyRoot } from "../support/root.ts"
import { show } from "../support/words.ts"

/** The line to paste: a user that the image has, or how its distribution makes one. */
function remedyFor(image: Image): string {
  if (image.config.platform.os === "windows") return "End the Dockerfile with `USER ContainerUser`."
  const ready = readAccounts(image, "/etc/passwd")?.find(({ id }) => id >= 1000 && id < 60_000)
  if (ready !== undefined)
    return `End the Dockerfile with \`USER ${ready.id}\`: that is ${show(ready.name)}, which the image already has.`
  if (image.files.resolve("/sbin/apk"))
    return "Make a user and switch to it: `RUN addgroup -S -g 10001 app && adduser -S -u 10001 -G app app`, then `USER 10001:10001`."
  if (image.files.resolve("/usr/sbin/useradd"))
    return "Make a user and switch to it: `RUN useradd --uid 10001 --user-group --create-home app`, then `USER 10001`."
  return "End the Dockerfile with `USER 10001:10001`, and give that user what it writes to: `COPY --chown=10001:10001 …`."
}

/** True where an earlier line had switched to somebody else. */
function wasSetBack(image: Image): boolean {
  const users = image.config.history.filter(({ instruction }) => instruction === "USER").map(argumentOf)
  return users.slice(0, -1).some((user) => !/^(?:root|0+)(?::|$)/.test(user))
}

export default defineRule({
  id: "user/root",
  title: "The container runs as an ordinary user",
  severity: "high",
  why: "Whoever breaks into a process that runs as root owns the whole container: its files, its package manager, its mounted volumes. A hole in the kernel or the runtime then is root on the host. Most programs need none of it.",
  decides:
    "`User` of the image config: empty, `root`, 0 in any spelling, or a name that the image's final /etc/passwd maps to uid 0. On Windows, empty or ContainerAdministrator.",
  blind:
    "An entrypoint that starts as root on purpose and steps down (gosu, su-exec, setpriv), and what `docker run --user` or a securityContext changes.",
  remedy: "End the Dockerfile with `USER` and a numeric uid that is not 0.",
  examples: {
    bad: `
      FROM scratch
      USER app
      USER root
      CMD ["/app"]`,
    good: `
      FROM scratch
      USER 10001:10001
      CMD ["/app"]`,
  },
  references: ["CIS 4.1", "dockle CIS-DI-0001", "hadolint DL3002", "trivy DS-0002"],
  reads: ACCOUNT_FILES,

  *check(image) {
    const why = whyRoot(image)
    if (why === null) return
    const blamed = userStep(image)
    const back =
      blamed !== undefined && wasSetBack(image) ? ", set back after an earlier line had switched to another user" : ""
    const whom = image.config.platform.os === "windows" ? "an administrator" : "root"
    yield {
      message: `The container runs as ${whom}: ${why}${back}.`,
      remedy: remedyFor(image),
      location: locateField("User", blamed),
      identity: "User",
    }
  },
})
