import { expect, test } from "vitest"
import vacuous from "../../../src/rules/health/vacuous.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const always = (command: string): string => `The health check says nothing: \`${command}\` always succeeds.`
const swallowed = (command: string): string =>
  `The health check says nothing: after \`||\`, \`${command}\` makes a success of every failure.`
const CURL = "The health check says nothing: curl without -f calls each answer a success, 500 and 404 too."

testRule(vacuous, {
  catches: {
    "HEALTHCHECK CMD true": always("true"),
    'HEALTHCHECK CMD ["true"]': always("true"),
    'HEALTHCHECK CMD ["/bin/echo", "ok"]': always("/bin/echo ok"),
    "HEALTHCHECK CMD exit 0": always("exit 0"),
    "HEALTHCHECK CMD :": always(":"),
    "HEALTHCHECK CMD curl -f http://localhost/ || true": swallowed("true"),
    "HEALTHCHECK CMD curl -f http://localhost/ || exit 0": swallowed("exit 0"),
    "HEALTHCHECK CMD wget -q http://localhost/ || echo failed": swallowed("echo failed"),
    "HEALTHCHECK CMD curl -f http://localhost/; exit 0": always("exit 0"),
    "HEALTHCHECK CMD curl http://localhost/": CURL,
    "HEALTHCHECK CMD curl -s -o /dev/null http://localhost:8080/health || exit 1": CURL,
    "HEALTHCHECK CMD curl --silent localhost:8080": CURL,
    'HEALTHCHECK CMD ["curl", "http://localhost/"]': CURL,
    // -F is another option, and so is the value of -o.
    "HEALTHCHECK CMD curl -F a=b http://localhost/": CURL,
    "HEALTHCHECK CMD curl -so -f http://localhost/": CURL,
  },
  ignores: [
    "USER 1",
    "HEALTHCHECK NONE",
    "HEALTHCHECK CMD curl -f http://localhost/ || exit 1",
    "HEALTHCHECK CMD curl -fsS http://localhost/",
    "HEALTHCHECK CMD curl -sSfo /dev/null http://localhost/",
    "HEALTHCHECK CMD curl --fail http://localhost/ || false",
    "HEALTHCHECK CMD curl --fail-with-body http://localhost/",
    "HEALTHCHECK CMD curl -s http://localhost/ | grep ok",
    `HEALTHCHECK CMD [ "$(curl -s -o /dev/null -w '%{http_code}' http://localhost/)" = 200 ]`,
    "HEALTHCHECK CMD curl $OPTIONS http://localhost/",
    "HEALTHCHECK CMD curl telnet://localhost:5432",
    "HEALTHCHECK CMD wget -q -O /dev/null http://localhost/ || exit 1",
    "HEALTHCHECK CMD true && test -f /tmp/ok",
    "HEALTHCHECK CMD curl -f http://localhost/; exit $?",
    "HEALTHCHECK CMD test -f /tmp/ok || (echo failed; exit 1)",
    'HEALTHCHECK CMD ["/app", "healthcheck"]',
    "HEALTHCHECK CMD pg_isready -U postgres || exit 1",
  ],
})

test("gives the line to paste", async () => {
  const [finding] = await findingsOf(vacuous, "HEALTHCHECK CMD curl http://localhost/ || exit 1")
  expect(finding?.remedy).toBe("Let it fail: `HEALTHCHECK CMD curl -f http://localhost/ || exit 1`.")
})
