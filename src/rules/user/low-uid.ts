import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { locateField, userStep } from "../support/last-step.ts"
import { runUser } from "../support/run-user.ts"
import { describeUser } from "../support/writers.ts"

export default defineRule({
  id: "user/low-uid",
  title: "The user's number is none that hosts give to their own services",
  severity: "info",
  why: "Without user namespaces a uid means the same user in the container and on the host. Low ones belong to the host's own services: whoever breaks out, or writes to a mounted folder, does it as one of these.",
  decides: "The uid that `User` of the image config stands for, where it is not 0 and below `minimum`.",
  blind: "User namespaces, which map it to another one, and what `docker run --user` or a securityContext changes.",
  remedy:
    "Make a user with a number of its own: `RUN useradd --uid 10001 --user-group --create-home app`, then `USER 10001`.",
  examples: {
    bad: `
      FROM scratch
      USER 101:101
      CMD ["/app"]`,
    good: `
      FROM scratch
      USER 10001:10001
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,
  options: {
    minimum: {
      default: 1000,
      help: "the lowest uid that is taken for the image's own; 10000 keeps clear of people's accounts as well",
    },
  },

  *check(image, { options }) {
    const user = runUser(image)
    if (user === null || user.uid <= 0 || user.uid >= options.minimum) return
    yield {
      message: `The container runs as ${describeUser(image)}, below ${options.minimum}: on the host the same number may be one of its own ${user.uid < 1000 ? "services" : "users"}.`,
      remedy:
        "Give it a number of its own, and its files with it: `COPY --chown=10001:10001 …`, then `USER 10001:10001`.",
      location: locateField("User", userStep(image)),
      identity: "User",
    }
  },
})
