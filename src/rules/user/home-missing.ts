import { defineRule } from "../../model/index.ts"
import { mayAccess, reach } from "../support/access.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { locateVariable } from "../support/environment.ts"
import { homeOf } from "../support/home.ts"
import { runUser } from "../support/run-user.ts"
import { show } from "../support/words.ts"
import { describeUser } from "../support/writers.ts"

/** Written where an account shall have no home, or came with the distribution. */
const NO_HOME = new Set([
  "",
  "/",
  "/nonexistent",
  "/none",
  "/dev/null",
  "/var/empty",
  "/bin",
  "/sbin",
  "/usr/bin",
  "/usr/sbin",
])

/** Accounts below are the distribution's: their homes are where a service keeps its files, /var/www. login.defs(5), UID_MIN. */
const FIRST_PERSON = 1000

export default defineRule({
  id: "user/home-missing",
  title: "The user's home is there, and its own",
  severity: "low",
  why: "Many programs keep caches, settings and locks in HOME, and fail or grow slow where they cannot write there: npm, pip, Git, browsers, Java's preferences. The fault shows only when such a program first tries.",
  decides:
    "HOME in `Env` of the image config, else the home in /etc/passwd of the user that the container runs as, where that is not root: it is missing, or belongs to root and the user may not write it. A home of / or /nonexistent is taken as meant so, and that of an account below 1000, where it is there.",
  blind: "Programs that never look at HOME, and what is mounted there.",
  remedy:
    "Make it with its user: `RUN useradd --create-home --uid 10001 app`, or let HOME name a folder that the user may write: `ENV HOME=/tmp`.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /etc/passwd
      app:x:10001:10001::/home/app:/sbin/nologin
      EOF
      USER 10001
      CMD ["/app"]`,
    good: `
      FROM scratch
      COPY <<EOF /etc/passwd
      app:x:10001:10001::/home/app:/sbin/nologin
      EOF
      RUN mkdir -p /home/app && chown 10001:10001 /home/app
      USER 10001
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const user = runUser(image)
    if (user === null || user.uid === 0) return
    const home = homeOf(image, user)
    if (home === undefined || NO_HOME.has(home.path) || !home.path.startsWith("/")) return
    const reached = reach(image, home.path)
    if (reached.kind === "unknown" || mayAccess(image, user, home.path, "write") !== false) return
    if (reached.kind === "file" && (reached.file.uid !== 0 || (user.uid < FIRST_PERSON && !home.isSet))) return
    const path = show(home.path)
    const pasted = home.path.length < 72 ? home.path : "…"
    const own = `\`RUN mkdir -p ${pasted} && chown ${user.uid}:${user.gid} ${pasted}\``
    yield {
      message: `The home of ${describeUser(image)}, ${path}, ${reached.kind === "absent" ? "is not in the image" : "belongs to root, and the user may not write it"}: programs that keep caches and settings there fail.`,
      remedy:
        reached.kind === "absent"
          ? `Make it and give it to its user: ${own}; or let HOME name a folder that it may write: \`ENV HOME=/tmp\`.`
          : `Let HOME name a folder that the user may write: \`ENV HOME=/tmp\`; or, where no code lies in this one, give it to its user: ${own}.`,
      location: home.isSet ? locateVariable(image, "HOME") : { kind: "config", key: "User" },
      identity: "HOME",
    }
  },
})
