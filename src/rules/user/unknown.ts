import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES, numericId, parseUser, readAccounts } from "../support/accounts.ts"
import { locateField, userStep } from "../support/last-step.ts"
import { show } from "../support/words.ts"

const FILES = [
  ["user", "/etc/passwd"],
  ["group", "/etc/group"],
] as const

export default defineRule({
  id: "user/unknown",
  title: "The user and group of the image exist in it",
  severity: "high",
  why: "A runtime looks the name in USER up in the image's own /etc/passwd and /etc/group. Where it is missing, no container starts. It happens when the account is made in a build stage and only the program is copied from it.",
  decides:
    "The names in `User` of the image config, looked up in the final /etc/passwd and /etc/group. Numbers need no entry.",
  blind:
    "Windows accounts; an image that was not read whole; `root` where there is no /etc/passwd, on which runtimes differ.",
  remedy: "Use numbers (`USER 10001:10001`), or copy /etc/passwd and /etc/group along with the program.",
  examples: {
    bad: `
      FROM scratch
      USER app
      CMD ["/app"]`,
    good: `
      FROM scratch
      COPY <<EOF /etc/passwd
      app:x:10001:10001::/:/sbin/nologin
      EOF
      USER app
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    if (image.config.platform.os === "windows" || !image.complete) return
    const named = parseUser(image.config.run.user)
    for (const [kind, path] of FILES) {
      const name = named[kind]
      if (name === "" || name === "root" || numericId(name) !== null) continue
      const accounts = readAccounts(image, path)
      if (accounts === null || accounts.some((account) => account.name === name)) continue
      const file = image.files.resolve(path) === undefined ? `the image has no ${path}` : `${path} does not have it`
      yield {
        message: `No container will start: USER names the ${kind} ${show(name)}, and ${file}.`,
        remedy:
          "Use numbers, which need no entry: `USER 10001:10001`. Or copy the accounts too: `COPY --from=build /etc/passwd /etc/group /etc/`.",
        location: locateField("User", userStep(image)),
        identity: kind,
      }
    }
  },
})
