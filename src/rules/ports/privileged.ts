import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { hasCapability } from "../support/capable.ts"
import { startedCommand } from "../support/command.ts"
import { exposedPorts, locatePort } from "../support/ports.ts"
import { findProgram } from "../support/program.ts"
import { runUser } from "../support/run-user.ts"
import { list } from "../support/words.ts"
import { describeUser } from "../support/writers.ts"

/** Ports below this one root alone may bind, unless the kernel is told otherwise. ip(7), ip_unprivileged_port_start. */
const FIRST_UNPRIVILEGED = 1024

/** True where some program that the command starts may bind any port: then that is taken care of. */
const mayBind = (image: Image): boolean =>
  startedCommand(image).steps.some(({ argv, where }) => {
    const found = findProgram(image, argv[0] ?? "", where)
    return found.kind === "found" && hasCapability(image, found.file, "cap_net_bind_service")
  })

export default defineRule({
  id: "ports/privileged",
  title: "An ordinary user listens on ordinary ports",
  severity: "low",
  why: "Only root may listen on ports below 1024, unless the runtime says otherwise. Docker since 20.10 and containerd since 2.0 do, Podman, CRI-O and older ones do not: there the same image fails to start with `permission denied`.",
  decides:
    "Ports below 1024 in `ExposedPorts`, where the image runs as a user that is not root, and no program that it starts has the file capability cap_net_bind_service.",
  blind:
    "What the program really listens on; capabilities and sysctls that are given at run time: `--cap-add` reaches an ordinary user's program only with a file capability, or as an ambient capability.",
  remedy: "Listen on 8080 inside, and map it outside: `EXPOSE 8080`, `docker run -p 80:8080 …`.",
  examples: {
    bad: `
      FROM scratch
      EXPOSE 80
      USER 10001:10001
      CMD ["/app"]`,
    good: `
      FROM scratch
      EXPOSE 8080
      USER 10001:10001
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const user = runUser(image)
    if (user === null || user.uid === 0) return
    const ports = exposedPorts(image).filter(({ port }) => port > 0 && port < FIRST_UNPRIVILEGED)
    const [first] = ports
    if (first === undefined || mayBind(image)) return
    const keys = [...new Set(ports.map(({ key }) => key))]
    yield {
      message: `The image exposes ${list(keys.slice(0, 3))}${keys.length > 3 ? " and more" : ""} and runs as ${describeUser(image)}: Docker lets any user listen there since 20.10, containerd since 2.0, but Podman, CRI-O and older ones do not.`,
      remedy: `Listen on a port from 1024 on inside, and map it outside: \`EXPOSE ${8000 + first.port}\`, \`docker run -p ${first.port}:${8000 + first.port} …\`.`,
      location: locatePort(image, first),
      identity: keys.join(" "),
    }
  },
})
