import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand } from "../support/command.ts"
import { droppedHealthcheck, proposedCheck, SELF_CHECK } from "../support/healthcheck.ts"
import { promptIn } from "../support/prompt.ts"
import { startedServer } from "../support/servers.ts"
import { list, show } from "../support/words.ts"

function remedyFor(image: Image, server: string | undefined): string {
  const proposed = proposedCheck(image, server)
  return proposed === null
    ? `Let the program check itself: \`${SELF_CHECK}\`.`
    : `Ask ${server ?? "the program"} with what the image has: \`${proposed}\`.`
}

/** True for a base or a toolbox: a container of it does nothing by itself. */
const startsNothing = (image: Image): boolean => {
  const { entrypoint, cmd } = image.config.run
  return (entrypoint?.length ?? 0) + (cmd?.length ?? 0) === 0 || promptIn(startedCommand(image)) !== null
}

export default defineRule({
  id: "health/missing",
  title: "The image has a health check",
  severity: "medium",
  why: "A process that hangs still looks alive to Docker, Compose and Swarm: traffic keeps going to it and nothing restarts it. A HEALTHCHECK lets them ask. Kubernetes ignores it and needs probes of its own.",
  decides:
    "`Healthcheck` of the image config is absent. Low where no port is exposed and the command is no known server: that may be a job that ends by itself. Nothing is said of an image that exposes no port and has no command, or a shell for one: a base or a toolbox.",
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
  reads: ACCOUNT_FILES,

  *check(image) {
    if (image.config.run.healthcheck !== null || droppedHealthcheck(image) !== undefined) return
    const ports = image.config.run.exposedPorts
    if (ports.length === 0 && startsNothing(image)) return
    const server = startedServer(image)
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
      remedy: remedyFor(image, server),
      location: { kind: "config", key: "Healthcheck" },
      severity,
    }
  },
})
