import { defineRule, type Image } from "../../model/index.ts"
import { checkWords } from "../support/check-command.ts"
import { lastStep, locateField } from "../support/last-step.ts"
import { list, show } from "../support/words.ts"

const MOST_CHARACTERS = 8000
const HERE = String.raw`(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])`
/** An address of this container; its port may be left out. What follows a variable is not known. */
const ADDRESS = new RegExp(String.raw`(https?)://(?:[\w.-]{1,64}@)?${HERE}(?::(\d{1,5}))?(?![\w:.$@{-])`, "gi")
/** `nc -z localhost 8080`. */
const NETCAT = new RegExp(
  String.raw`\b(?:nc|ncat|netcat|telnet)(?: -\w+(?: \d{1,3}(?= -))?)* ${HERE} (\d{1,5})(?!\w)`,
  "gi",
)

/** TCP ports of this container that a text asks. */
function askedPorts(text: string): number[] {
  const urls = [...text.matchAll(ADDRESS)].map(([, scheme = "", port]) =>
    port === undefined ? (scheme.toLowerCase() === "https" ? 443 : 80) : Number(port),
  )
  const sockets = [...text.matchAll(NETCAT)].map(([, port]) => Number(port))
  return [...new Set([...urls, ...sockets])].filter((port) => port > 0 && port < 65_536)
}

/** True where EXPOSE names a port; null where one of its entries can't be read. */
function isExposed({ config: { run } }: Image, port: number): boolean | null {
  let isKnown = true
  for (const written of run.exposedPorts) {
    const [, from, to = from, protocol = "tcp"] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(\w+))?$/.exec(written) ?? []
    if (from === undefined) isKnown = false
    else if (protocol.toLowerCase() === "tcp" && Number(from) <= port && port <= Number(to)) return true
  }
  return isKnown ? false : null
}

export default defineRule({
  id: "health/port-mismatch",
  title: "The health check asks a port that the image exposes",
  severity: "low",
  why: "EXPOSE says where the program listens. A check that asks another port was mostly left behind when the port changed: it fails each time, or asks something else than users do. A port of its own for health is fine, and worth an EXPOSE, so that others find it.",
  decides:
    "Addresses of the container itself in the HEALTHCHECK (`http://localhost:3000/`, `nc -z 127.0.0.1 3000`) against `ExposedPorts` of the image config. Images that expose nothing are left alone.",
  blind: "Ports in variables and scripts, and where the program really listens.",
  remedy: "Ask the exposed port, or expose the one that is asked.",
  examples: {
    bad: `
      FROM scratch
      EXPOSE 8080
      HEALTHCHECK CMD wget -q -O /dev/null http://localhost:3000/ || exit 1`,
    good: `
      FROM scratch
      EXPOSE 8080
      HEALTHCHECK CMD wget -q -O /dev/null http://localhost:8080/ || exit 1`,
  },
  references: [],

  *check(image) {
    const words = checkWords(image)
    const { exposedPorts } = image.config.run
    if (words === null || exposedPorts.length === 0) return
    const asked = askedPorts(words.join(" ").slice(0, MOST_CHARACTERS))
    const others = asked.filter((port) => isExposed(image, port) === false)
    // Where one of them is exposed, the other is asked besides.
    if (others.length === 0 || others.length < asked.length) return
    const [port = 0] = others
    yield {
      message: `The health check asks port ${list(others.slice(0, 3).map(String))}, and the image exposes ${list(exposedPorts.slice(0, 3).map(show))}${exposedPorts.length > 3 ? " and more" : ""}.`,
      remedy: `Ask the port that the program listens on, or add \`EXPOSE ${port}\` where it is that one.`,
      location: locateField("Healthcheck", lastStep(image, "HEALTHCHECK")),
      identity: String(port),
    }
  },
})
