import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { checkWords } from "../support/check-command.ts"
import { startedCommand } from "../support/command.ts"
import { lastStep, locateField } from "../support/last-step.ts"
import { list, show } from "../support/words.ts"

const SECOND = 1e9
/** What Docker takes where nothing is set. */
const DEFAULTS = { interval: 30, timeout: 30, retries: 3 } as const

/** Programs that take long before they answer for the first time. */
const SLOW = new Set(
  "java catalina.sh elasticsearch keycloak kc.sh kibana logstash cassandra solr sonarqube nexus jenkins.sh neo4j mvn mvnw gradle gradlew sbt".split(
    " ",
  ),
)

/** `1m 30s`, `500ms`. */
function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)}ms`
  const minutes = Math.floor(seconds / 60)
  const rest = Math.round((seconds - minutes * 60) * 1000) / 1000
  return [minutes > 0 ? `${minutes}m` : "", rest > 0 ? `${rest}s` : ""].filter(Boolean).join(" ")
}

/** What is wrong with the times of a check, as clauses. */
function* flaws(image: Image, longest: number): Generator<string> {
  const { intervalNs, timeoutNs, startPeriodNs, retries } = image.config.run.healthcheck ?? {}
  const interval = intervalNs === undefined || intervalNs === 0 ? null : intervalNs / SECOND
  const timeout = timeoutNs === undefined || timeoutNs === 0 ? null : timeoutNs / SECOND
  if (interval === null && timeout === null)
    yield `neither interval nor timeout is set, so that a check may hang for ${duration(DEFAULTS.timeout)}`
  else if ((timeout ?? DEFAULTS.timeout) > (interval ?? DEFAULTS.interval))
    yield `a check may hang for ${duration(timeout ?? DEFAULTS.timeout)}${timeout === null ? ", the default," : ""} longer than the interval of ${duration(interval ?? DEFAULTS.interval)}`
  const failures = retries === undefined || retries === 0 ? DEFAULTS.retries : retries
  const found = (interval ?? DEFAULTS.interval) * failures
  if (found > longest)
    yield `a container that hangs is called unhealthy after ${duration(found)} at the earliest (${failures} × ${duration(interval ?? DEFAULTS.interval)})`
  const { final } = startedCommand(image)
  const slow = final !== null && SLOW.has(final.name) ? final.name : null
  if (slow !== null && (startPeriodNs ?? 0) === 0)
    yield `no start period is set, though ${show(slow)} takes a while to answer for the first time`
}

export default defineRule({
  id: "health/timing",
  title: "The health check's times fit together",
  severity: "low",
  why: "Interval, timeout and retries say how soon a container that hangs is noticed; the start period says how long one that starts is left alone. Docker's defaults are a guess for all programs: a check may hang for 30 seconds, and a failing one is called so after a minute and a half.",
  decides:
    "Interval, timeout, start period and retries of the HEALTHCHECK, Docker's defaults where they are not set: neither interval nor timeout set, a timeout longer than the interval, a failure that is noticed too late, a Java program or the like without a start period.",
  blind: "How long the program and the check really take, and what Compose or Swarm set otherwise.",
  remedy: "Set them: `--interval=30s --timeout=3s --start-period=10s --retries=3`.",
  examples: {
    bad: `
      FROM scratch
      HEALTHCHECK --interval=5s CMD ["/app", "healthcheck"]`,
    good: `
      FROM scratch
      HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["/app", "healthcheck"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,
  options: {
    longest: { default: 600, help: "seconds after which a container that hangs must be called unhealthy" },
  },

  *check(image, { options: { longest } }) {
    if (checkWords(image) === null) return
    const found = [...flaws(image, longest)]
    if (found.length === 0) return
    yield {
      message: `The health check's times do not fit: ${list(found)}.`,
      remedy:
        "Set them for this program: `HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --retries=3 CMD …`; the timeout is well below the interval, and the start period as long as the slowest start.",
      location: locateField("Healthcheck", lastStep(image, "HEALTHCHECK")),
      identity: "Healthcheck",
    }
  },
})
