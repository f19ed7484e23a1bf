import { defineRule, type Image, type Location, type Remark, type Severity } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand } from "../support/command.ts"
import { DEBUGGERS, type Debugger } from "../support/debuggers.ts"
import { environmentOf, locateVariable } from "../support/environment.ts"
import { exposedPorts, locatePort } from "../support/ports.ts"

/** Where a debugger is turned on. */
interface Found {
  /** As the beginning of a sentence's rest: `its command has --inspect`. */
  readonly said: string
  readonly location: Location
  readonly isLocal: boolean
}

const MOST_WORDS = 1000
/** The name of an option without its value, which may be anything. */
const optionOf = (word: string): string => word.slice(0, 60).split(/[=,]/, 1)[0] ?? ""

/** The first of a command's steps that turns it on. Words that a shell reads are steps of their own. */
function inCommand(image: Image, { isFlag, isCommand, isLocal }: Debugger): Found | undefined {
  const { steps, others } = startedCommand(image)
  const location: Location = { kind: "config", key: image.config.run.entrypoint === null ? "Cmd" : "Entrypoint" }
  for (const { argv: all, role } of [...steps, ...others]) {
    if (role === "shell") continue
    const argv = all.slice(0, MOST_WORDS)
    // What follows the script's name is the script's own.
    const flag = argv.find((word, index) => index > 0 && isFlag(word))
    if (flag !== undefined) return { said: `its command has ${optionOf(flag)}`, location, isLocal: isLocal(flag) }
    if (isCommand?.(argv) === true)
      return { said: "its command starts it", location, isLocal: argv.some((word) => isLocal(word)) }
  }
  return undefined
}

function inEnvironment(image: Image, { isFlag, isLocal, variables }: Debugger): Found | undefined {
  for (const name of variables) {
    const words = (environmentOf(image).get(name)?.value ?? "").slice(0, 20_000).split(/\s+/)
    const flag = words.find((word) => isFlag(word))
    if (flag !== undefined)
      return { said: `${name} has ${optionOf(flag)}`, location: locateVariable(image, name), isLocal: isLocal(flag) }
  }
  return undefined
}

/** `catalina.sh jpda run` listens on port 8000, of all addresses where JPDA_ADDRESS says so. */
function inTomcat(image: Image): Found | undefined {
  const { steps } = startedCommand(image)
  const isOn = steps.some(({ name, argv }) => name === "catalina.sh" && argv[1] === "jpda")
  const address = environmentOf(image).get("JPDA_ADDRESS")?.value ?? ""
  return isOn
    ? {
        said: "its command starts Tomcat with jpda",
        location: { kind: "config", key: image.config.run.cmd === null ? "Entrypoint" : "Cmd" },
        isLocal: !/^(?:\*|0\.0\.0\.0):/.test(address),
      }
    : undefined
}

function remarkOf(image: Image, debug: Debugger): Remark | undefined {
  const found =
    inCommand(image, debug) ??
    inEnvironment(image, debug) ??
    (debug.name === "the Java debugger" ? inTomcat(image) : undefined)
  const port = exposedPorts(image).find(
    (exposed) =>
      exposed.port === debug.port &&
      exposed.protocol === "tcp" &&
      (debug.beside === null || startedCommand(image).steps.some(({ name }) => debug.beside!.test(name))),
  )
  const name = `${debug.name[0]!.toUpperCase()}${debug.name.slice(1)}`
  if (found !== undefined) {
    const severity: Severity | undefined = found.isLocal ? "medium" : undefined
    return {
      message: found.isLocal
        ? `${name} is on, though on the container's own address alone: ${found.said}; whatever else runs in the container or its pod can run code in the program.`
        : `${name} is on: ${found.said}; whoever reaches it can run code in the program${port === undefined ? "" : `, and the image exposes its port ${port.port}`}.`,
      remedy:
        "Remove it from the image; on a developer's machine give it to one container alone: `docker run -p 127.0.0.1:9229:9229 --env NODE_OPTIONS=--inspect=0.0.0.0 …`.",
      location: found.location,
      ...(severity === undefined ? {} : { severity }),
      identity: debug.name,
    }
  }
  if (port === undefined) return undefined
  return {
    message: `The image exposes port ${port.port}, on which ${debug.name} listens, though nothing in it turns that on.`,
    remedy: `Remove \`EXPOSE ${port.port}\`; on a developer's machine, \`docker run -p 127.0.0.1:${port.port}:${port.port} …\` needs no EXPOSE.`,
    location: locatePort(image, port),
    severity: "medium",
    identity: debug.name,
  }
}

export default defineRule({
  id: "ports/debug",
  title: "No debugger listens",
  severity: "high",
  why: "A debugger runs whatever code it is told to, in the program, with its rights, and asks for no password. One that listens in production is a door without a lock.",
  decides:
    "Options that turn one on, in Entrypoint and Cmd, entrypoint scripts that were read, and variables such as NODE_OPTIONS and JAVA_TOOL_OPTIONS: --inspect, jdwp, jmxremote without a password, debugpy, Delve, rdbg, `catalina.sh jpda`. Medium where it listens on the loopback address alone, and where its port is merely exposed: 9229, 5005 of a Java program, 5678 of a Python program.",
  blind:
    "Debuggers that the program itself turns on; other ports. Ports that anything may use, such as 4000, 5000 or 8000, prove nothing alone.",
  remedy: "Leave debuggers to developers' machines: `docker run --env NODE_OPTIONS=--inspect …`.",
  examples: {
    bad: `
      FROM scratch
      EXPOSE 9229
      CMD ["node", "--inspect=0.0.0.0:9229", "server.js"]`,
    good: `
      FROM scratch
      EXPOSE 8080
      CMD ["node", "server.js"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    for (const debug of DEBUGGERS) {
      const remark = remarkOf(image, debug)
      if (remark !== undefined) yield remark
    }
  },
})
