import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { locateField, userStep } from "../support/last-step.ts"
import { lookUpUser, runUser, type RunUser } from "../support/run-user.ts"
import { list, show } from "../support/words.ts"

const MOST_SHOWN = 5

/** True where one who is allowed is the very one, by the image's own accounts. Root is root under no other name. */
function isUser(image: Image, user: RunUser, allowed: string): boolean {
  const wanted = lookUpUser(image, allowed)
  if (wanted === null || wanted.uid !== user.uid) return false
  if (allowed.includes(":") && wanted.gid !== user.gid) return false
  return user.uid !== 0 || /^(?:root|0+)(?::|$)/.test(allowed.trim())
}

function isAllowed(image: Image, allowed: readonly string[]): boolean {
  const written = image.config.run.user
  if (image.config.platform.os === "windows")
    return allowed.some((one) => one.toLowerCase() === written.trim().toLowerCase())
  const user = runUser(image)
  return user !== null && allowed.some((one) => isUser(image, user, one))
}

/** Who that is, as it is written and as a runtime reads it. */
function describe(image: Image): string {
  const written = image.config.run.user
  const user = runUser(image)
  const said = written === "" ? "no USER is set" : `USER is ${show(written)}`
  if (image.config.platform.os === "windows") return said
  if (user === null) return `${said}, which can't be looked up in the image`
  return `${said}, which is ${user.name === "" ? "" : `${show(user.name)}, `}uid ${user.uid} and gid ${user.gid}`
}

export default defineRule({
  id: "policy/user",
  title: "The container runs as a user that its team allows",
  severity: "high",
  why: "Volumes, network policies and admission rules of a cluster are made for certain ids. An image that runs as another one starts well on a laptop, and then can't write its data where it counts, or is refused.",
  decides:
    "`User` of the image config, looked up in the image's own /etc/passwd and /etc/group as a runtime does, against `allowed`: names or ids, `10001`, `app`, `10001:10001`; a group counts where one is given. Root is allowed as `root` or `0` alone, whatever other names it has.",
  blind: "What `docker run --user` or a securityContext changes.",
  remedy: "End the Dockerfile with `USER` and one of those that are allowed.",
  examples: {
    options: { allowed: ["10001:10001"] },
    bad: `
      # With \`allowed: ["10001:10001"]\`
      FROM scratch
      USER 1000:1000
      CMD ["/app"]`,
    good: `
      FROM scratch
      USER 10001:10001
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,
  options: {
    allowed: {
      default: [],
      help: 'users by name or id, with their group where it counts: `["10001", "app", "10001:10001"]`; none asks nothing',
    },
  },

  *check(image, { options: { allowed } }) {
    if (allowed.length === 0 || isAllowed(image, allowed)) return
    const wanted = `${list(allowed.slice(0, MOST_SHOWN).map(show))}${allowed.length > MOST_SHOWN ? " and more" : ""}`
    yield {
      message: `The container does not run as ${allowed.length === 1 ? wanted : `one of ${wanted}`}, which the settings allow: ${describe(image)}.`,
      remedy: `End the Dockerfile with \`USER ${allowed[0]}\`, or have this user allowed in the settings.`,
      location: locateField("User", userStep(image)),
      identity: "User",
    }
  },
})
