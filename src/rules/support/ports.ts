import type { Image, Location } from "../../model/index.ts"

/** One port that the image exposes, ranges taken apart. */
export interface ExposedPort {
  readonly port: number
  /** `tcp`, `udp`, `sctp`. */
  readonly protocol: string
  /** As written: `9000-9002/tcp`. */
  readonly key: string
}

const FORM = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/i

/** Ports that one text names. */
export interface PortRange {
  readonly from: number
  readonly to: number
  /** `tcp` where nobody says. */
  readonly protocol: string
}

/** `8080`, `53/udp`, `9000-9002/tcp`; null for what is no port. */
export function portRange(text: string): PortRange | null {
  const [, first = "", last = first, protocol = "tcp"] = FORM.exec(text.trim()) ?? []
  const [from, to] = [Number(first), Number(last)]
  return first === "" || to < from || to > 65_535 ? null : { from, to, protocol: protocol.toLowerCase() }
}

/** The ports of `ExposedPorts`, in its order; what is no port is left out, of a range the first 1024. */
export function exposedPorts({ config }: Image): readonly ExposedPort[] {
  return config.run.exposedPorts.slice(0, 1000).flatMap((key) => {
    const [, first = "", last = first, protocol = "tcp"] = FORM.exec(key) ?? []
    if (first === "") return []
    const [from, to] = [Number(first), Number(last)]
    const length = to < from ? 0 : Math.min(to - from + 1, 1024)
    return Array.from({ length }, (_, index) => ({ port: from + index, protocol: protocol.toLowerCase(), key }))
  })
}

/** Where a port is exposed: in the config, by the last EXPOSE line that names it where one does. */
export function locatePort({ config }: Image, { key }: Pick<ExposedPort, "key">): Location {
  const number = key.split("/", 1)[0] ?? key
  const step = config.history.findLast(
    ({ instruction, text }) =>
      instruction === "EXPOSE" &&
      text
        .slice(0, 10_000)
        .split(/[^\d-]+/)
        .includes(number),
  )
  return step === undefined
    ? { kind: "config", key: "ExposedPorts" }
    : { kind: "history", history: step.index, key: "ExposedPorts" }
}
