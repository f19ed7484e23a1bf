import { defineRule, type Image } from "../../model/index.ts"
import { mayAccess, reach } from "../support/access.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { environmentOf, locateVariable } from "../support/environment.ts"
import { readText } from "../support/read-text.ts"
import { runUser, type RunUser } from "../support/run-user.ts"
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

/** Where a runtime takes HOME from: the environment, else /etc/passwd. */
function homeOf(image: Image, user: RunUser): { readonly path: string; readonly isSet: boolean } | undefined {
  const set = environmentOf(image).get("HOME")?.value
  if (set !== undefined) return { path: set, isSet: true }
  for (const line of readText(image, "/etc/passwd")?.split("\n") ?? []) {
    const fields = line.trim().split(":")
    if (fields[2] === String(user.uid)) return { path: fields[5] ?? "", isSet: false }
  }
  return undefined
}

export default defineRule({
  id: "user/home-missing",
  title: "The user's home is there, and its own",
  severity: "low",
  why: "Many programs keep caches, settings and locks in HOME, and fail or grow slow where they cannot write there: npm, pip, Git, browsers, Java's preferences. The fault shows only when such a program first tries.",
  decides:
    "HOME in `Env` of the image config, else the home in /etc/passwd of the user that the container runs as, where that is not root: it is missing, or belongs to root and the user may not write it. A home of / or /nonexistent is taken as meant so.",
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
    if (reached.kind === "file" && reached.file.uid !== 0) return
    const path = show(home.path)
    yield {
      message: `The home of ${describeUser(image)}, ${path}, ${reached.kind === "absent" ? "is not in the image" : "belongs to root, and the user may not write it"}: programs that keep caches and settings there fail.`,
      remedy: `Make it and give it to its user: \`RUN mkdir -p ${home.path.length < 72 ? home.path : "…"} && chown ${user.uid}:${user.gid} ${home.path.length < 72 ? home.path : "…"}\`; or let HOME name a folder that it may write: \`ENV HOME=/tmp\`.`,
      location: home.isSet ? locateVariable(image, "HOME") : { kind: "config", key: "User" },
      identity: "HOME",
    }
  },
})
