import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { readCheck, type Check, type CheckPart } from "../support/check-command.ts"
import { lastStep, locateField } from "../support/last-step.ts"
import { optionsOf } from "../support/shell/index.ts"
import { show } from "../support/words.ts"

/** Commands that succeed whatever the program does. */
const ALWAYS = new Set([
  "true",
  ":",
  "echo",
  "printf",
  "date",
  "hostname",
  "uname",
  "pwd",
  "whoami",
  "id",
  "sleep",
  "uptime",
])

/** Options of curl that take a value; its others don't matter here. */
const VALUED = new Set([
  ..."-A -b -c -C -d -D -e -E -F -H -K -m -o -P -Q -r -T -u -U -w -x -X -y -Y -z".split(" "),
  ..."--connect-timeout --max-time --retry --retry-delay --output --write-out --header --request --data --user --user-agent".split(
    " ",
  ),
  ..."--cacert --cert --key --resolve --unix-socket --url --cookie --proxy --referer --retry-max-time --interface".split(
    " ",
  ),
])
const FAILS = ["-f", "--fail", "--fail-with-body"]

const succeeds = ({ step: { name, argv } }: CheckPart): boolean =>
  ALWAYS.has(name) || (name === "exit" && argv[1] === "0")

const word = (text: string) => ({ text, value: /[$`]/.test(text) ? null : text, loose: text })

/** True where curl's success says no more than that somebody answered. */
function takesAnyAnswer(argv: readonly string[]): boolean {
  const options = optionsOf({ words: argv.map(word) }, VALUED)
  const urls = [...options.operands.map(({ loose }) => loose), ...options.values("--url")]
  return (
    !options.hasUnknown &&
    !options.has(...FAILS, "-K", "--config") &&
    urls.length > 0 &&
    urls.every((url) => /^(?:https?:)?\/\/|^[\w.[\]-]+(?::|\/|$)/i.test(url) && !/^(?!https?:)[a-z]+:\/\//i.test(url))
  )
}

const CURL = "curl without -f calls each answer a success, 500 and 404 too"

/** Why a check says nothing, as a clause; null where it may fail. */
function emptiness({ started, alternatives }: Check): string | null {
  if (alternatives === null) {
    const { final } = started
    if (final === null || started.steps.length !== 1) return null
    if (ALWAYS.has(final.name)) return `\`${show(final.argv.join(" "))}\` always succeeds`
    return final.name === "curl" && takesAnyAnswer(final.argv) ? CURL : null
  }
  for (const parts of alternatives) {
    const [first] = parts
    // `a && true` fails with a; what stands in an assignment alone is not looked into.
    if (first !== undefined && parts.every(succeeds)) {
      const shown = show(parts.map(({ step }) => step.argv.join(" ")).join(" && "))
      return alternatives.length === 1
        ? `\`${shown}\` always succeeds`
        : `after \`||\`, \`${shown}\` makes a success of every failure`
    }
  }
  const only = alternatives.find((parts) => !parts.every(({ step }) => step.name === "exit" || step.name === "false"))
  const curl = only?.length === 1 ? only[0] : undefined
  return curl?.step.name === "curl" && takesAnyAnswer(curl.step.argv) ? CURL : null
}

function remedyFor(image: Image, why: string): string {
  const test = image.config.run.healthcheck?.test.slice(1).join(" ") ?? ""
  if (why === CURL && test.length < 200 && test.startsWith("curl "))
    return `Let it fail: \`HEALTHCHECK CMD ${test.replace(/^curl /, "curl -f ")}\`.`
  if (why === CURL) return "Let it fail: `curl -fsS -o /dev/null http://127.0.0.1:8080/health || exit 1`."
  return "Ask the program whether it can do its work, and let the answer count: `HEALTHCHECK CMD curl -fsS -o /dev/null http://127.0.0.1:8080/health || exit 1`."
}

export default defineRule({
  id: "health/vacuous",
  title: "The health check fails when the program does",
  severity: "medium",
  why: "A check that cannot fail is worse than none: dashboards show healthy, and whoever looks trusts it. `|| true` swallows each failure, and curl without -f is content with an error page.",
  decides:
    "The HEALTHCHECK is a command that always succeeds (`true`, `exit 0`, `echo`), ends in one after `||` or `;`, or is curl without `-f` on an HTTP address whose answer nothing else reads.",
  blind: "What a script does, and whether the address that is asked says anything of the program's work.",
  remedy: "Ask the program, and let the answer count: `curl -f …`, no `|| true`.",
  examples: {
    bad: `
      FROM scratch
      HEALTHCHECK CMD curl http://localhost:8080/health || true`,
    good: `
      FROM scratch
      HEALTHCHECK CMD curl -f http://localhost:8080/health || exit 1`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const check = readCheck(image)
    const why = check === null ? null : emptiness(check)
    if (why === null) return
    yield {
      message: `The health check says nothing: ${why}.`,
      remedy: remedyFor(image, why),
      location: locateField("Healthcheck", lastStep(image, "HEALTHCHECK")),
      identity: "Healthcheck",
    }
  },
})
