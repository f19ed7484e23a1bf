import timing from "../../../src/rules/health/timing.ts"
import { testRule } from "../../support/rule.ts"

const says = (rest: string): string => `The health check's times do not fit: ${rest}.`
const UNSET = "neither interval nor timeout is set, so that a check may hang for 30s"

testRule(timing, {
  catches: {
    "HEALTHCHECK CMD /check": says(UNSET),
    "HEALTHCHECK --start-period=5s --retries=2 CMD /check": says(UNSET),
    "HEALTHCHECK --interval=5s CMD /check": says(
      "a check may hang for 30s, the default, longer than the interval of 5s",
    ),
    "HEALTHCHECK --interval=10s --timeout=1m CMD /check": says(
      "a check may hang for 1m longer than the interval of 10s",
    ),
    "HEALTHCHECK --timeout=45s CMD /check": says("a check may hang for 45s longer than the interval of 30s"),
    "HEALTHCHECK --interval=5m --timeout=3s CMD /check": says(
      "a container that hangs is called unhealthy after 15m at the earliest (3 × 5m)",
    ),
    'CMD ["java", "-jar", "app.jar"]\nHEALTHCHECK --interval=30s --timeout=3s CMD /check': says(
      "no start period is set, though java takes a while to answer for the first time",
    ),
    'CMD ["java", "-jar", "app.jar"]\nHEALTHCHECK CMD /check': says(
      `${UNSET} and no start period is set, though java takes a while to answer for the first time`,
    ),
  },
  ignores: [
    "USER 1",
    "HEALTHCHECK NONE",
    "HEALTHCHECK --interval=30s --timeout=3s CMD /check",
    "HEALTHCHECK --timeout=5s CMD /check",
    "HEALTHCHECK --interval=30s CMD /check",
    "HEALTHCHECK --interval=10s --timeout=10s CMD /check",
    'CMD ["java", "-jar", "app.jar"]\nHEALTHCHECK --interval=30s --timeout=3s --start-period=60s CMD /check',
    "HEALTHCHECK --interval=5m --timeout=3s --retries=1 CMD /check",
  ],
})
