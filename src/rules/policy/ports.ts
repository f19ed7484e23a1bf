import { defineRule } from "../../model/index.ts"
import { locatePort, portRange, type PortRange } from "../support/ports.ts"
import { list, show } from "../support/words.ts"

const MOST_SHOWN = 10
const NONE = "none"

/** True where some ranges together hold every port of another. */
function isCovered({ from, to, protocol }: PortRange, allowed: readonly PortRange[]): boolean {
  const sorted = allowed.filter((range) => range.protocol === protocol).toSorted((a, b) => a.from - b.from)
  let next = from
  for (const range of sorted) if (range.from <= next) next = Math.max(next, range.to + 1)
  return next > to
}

export default defineRule({
  id: "policy/ports",
  title: "The image exposes only ports that its team allows",
  severity: "high",
  why: "Exposed ports are what `docker run -P`, service catalogues and network policies are made from. A team that agreed on a few can wire every service alike, and sees at once where a debug or an admin port slipped in.",
  decides:
    "Ports of `ExposedPorts` in the image config that `allowed` does not hold, with their protocol; a bare number is tcp, and `9000-9099/udp` is a range. `none` allows no port at all.",
  blind: "What the program really listens on: EXPOSE opens and closes nothing.",
  remedy: "Remove the `EXPOSE` line, or have the port allowed in the settings.",
  examples: {
    options: { allowed: ["8080/tcp"] },
    bad: `
      # With \`allowed: [8080/tcp]\`
      FROM scratch
      EXPOSE 8080 9229`,
    good: `
      FROM scratch
      EXPOSE 8080`,
  },
  references: [],
  options: {
    allowed: {
      default: [],
      help: 'ports, or ranges of them: `["8080", "9000-9099/udp"]`; `["none"]` where there must be none; an empty list asks nothing',
    },
  },

  *check(image, { options: { allowed } }) {
    if (allowed.length === 0) return
    for (const text of allowed.filter((one) => one !== NONE && portRange(one) === null))
      yield {
        message: `The settings allow the port ${show(text)}, which is none: a port is written as 8080, 8080/tcp or 9000-9099/udp.`,
        remedy: 'Correct it in the settings: `allowed: ["8080/tcp"]`.',
        location: { kind: "image" },
        identity: `allowed ${text}`,
      }
    const ranges = allowed.flatMap((text) => portRange(text) ?? [])
    const wanted = `${list(allowed.slice(0, MOST_SHOWN).map(show))}${allowed.length > MOST_SHOWN ? " and more" : ""}`
    for (const key of image.config.run.exposedPorts) {
      const range = portRange(key)
      if (range !== null && isCovered(range, ranges)) continue
      yield {
        message: `The image exposes ${show(key)}${range === null ? ", which is no port" : ""}, and the settings allow only ${wanted}.`,
        remedy:
          "Remove it from the `EXPOSE` line, or allow it in the settings. What a base image exposes can't be taken back: build on one that does not.",
        location: locatePort(image, { key }),
        identity: key,
      }
    }
  },
})
