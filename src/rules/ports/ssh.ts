import { defineRule, type Image, type Location } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand } from "../support/command.ts"
import { nameOf } from "../support/paths.ts"
import { exposedPorts, locatePort } from "../support/ports.ts"

const DAEMONS = new Set(["sshd", "dropbear"])
/** `service ssh start`, `/etc/init.d/ssh start`. */
const SERVICE = /^sshd?$/

/** The SSH server that a container starts; undefined where none is seen. */
function startedDaemon(image: Image): string | undefined {
  const { steps, others } = startedCommand(image)
  for (const { argv, name } of [...steps, ...others]) {
    if (DAEMONS.has(name)) return name
    const isService = name === "service" && SERVICE.test(argv[1] ?? "")
    const isScript = SERVICE.test(name) && /\/init\.d\/[^/]+$/.test(argv[0] ?? "")
    if ((isService || isScript) && argv.includes("start")) return nameOf(isService ? argv[1]! : name)
  }
  return undefined
}

export default defineRule({
  id: "ports/ssh",
  title: "No SSH server runs in the container",
  severity: "high",
  why: "An SSH server is a second way in, with keys and passwords of its own that nobody rotates, and a second process that nobody watches. `docker exec` and `kubectl exec` give a shell without any of it, to those alone who may use them.",
  decides:
    "Port 22 in `ExposedPorts`; sshd or dropbear among what Entrypoint and Cmd start, also through an entrypoint script that was read.",
  blind:
    "A server that a supervisor starts from its own settings; another port. A service for Git over SSH needs one: accept the finding there.",
  remedy:
    "Leave the SSH server and `EXPOSE 22` out; open a shell with `docker exec -it CONTAINER sh` or `kubectl exec`, copy files with `docker cp`.",
  examples: {
    bad: `
      FROM scratch
      EXPOSE 22
      CMD ["/usr/sbin/sshd", "-D"]`,
    good: `
      FROM scratch
      EXPOSE 8080
      CMD ["/app"]`,
  },
  references: ["trivy DS-0004"],
  reads: ACCOUNT_FILES,

  *check(image) {
    const port = exposedPorts(image).find((exposed) => exposed.port === 22 && exposed.protocol === "tcp")
    const daemon = startedDaemon(image)
    if (port === undefined && daemon === undefined) return
    const said = [
      ...(daemon === undefined ? [] : [`its command starts ${daemon}`]),
      ...(port === undefined ? [] : [`it exposes port 22${port.key.includes("-") ? `, within ${port.key}` : ""}`]),
    ]
    const started: Location = { kind: "config", key: image.config.run.entrypoint === null ? "Cmd" : "Entrypoint" }
    yield {
      message: `The image lets people in by SSH: ${said.join(", and ")}.`,
      remedy:
        "Remove `EXPOSE 22` and the SSH server; `docker exec -it CONTAINER sh` and `kubectl exec` open a shell without either.",
      location: port === undefined ? started : locatePort(image, port),
      ...(port !== undefined && daemon !== undefined ? { places: [started] } : {}),
      identity: "ssh",
    }
  },
})
