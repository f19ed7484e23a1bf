import { defineRule } from "../../model/index.ts"
import { droppedHealthcheck } from "../support/healthcheck.ts"
import { knownServer } from "../support/servers.ts"
import { list, show } from "../support/words.ts"

const REMEDY =
  'Ask the program itself: `HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["/app", "healthcheck"]`, or with a tool that the image has: `HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:8080/health || exit 1`.'

export default defineRule({
  id: "health/missing",
  title: "The image has a health check",
  severity: "medium",
  why: "A process that hangs still looks alive to Docker, Compose and Swarm: traffic keeps going to it and nothing restarts it. A HEALTHCHECK lets them ask. Kubernetes ignores it and needs probes of its own.",
  decides:
    "`Healthcheck` of the image config is absent. Low where no port is exposed and the command is no known server: that may be a job that ends by itself.",
  blind:
    "Whether the container will run under Kubernetes only. A check that the builder dropped is told by health/not-in-format, one that was switched off by health/disabled.",
  remedy: "Add a `HEALTHCHECK` that asks the program whether it can do its work.",
  examples: {
    bad: `
      FROM scratch
      EXPOSE 8080
      CMD ["/app"]`,
    good: `
      FROM scratch
      EXPOSE 8080
      HEALTHCHECK CMD ["/app", "healthcheck"]
      CMD ["/app"]`,
  },
  references: ["CIS 4.6", "dockle CIS-DI-0006", "trivy DS-0026"],

  *check(image) {
    if (image.config.run.healthcheck !== null || droppedHealthcheck(image) !== undefined) return
    const ports = image.config.run.exposedPorts
    const server = knownServer(image)
    const [severity, because] =
      ports.length > 0
        ? ([
            "medium",
            `, though it serves on port ${list(ports.slice(0, 3).map(show))}${ports.length > 3 ? " and more" : ""}`,
          ] as const)
        : server !== undefined
          ? (["medium", `, though it starts ${server}`] as const)
          : (["low", "; if it is no server but a job that ends by itself, it needs none"] as const)
    yield {
      message: `The image has no health check${because}.`,
      remedy: REMEDY,
      location: { kind: "config", key: "Healthcheck" },
      severity,
    }
  },
})
