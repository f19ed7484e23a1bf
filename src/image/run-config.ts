import type { RunConfig } from "../model/index.ts"
import { fields } from "./fields.ts"
import type { Place } from "./place.ts"

const CONFIG = fields(
  "User",
  "Entrypoint",
  "Cmd",
  "Env",
  "WorkingDir",
  "ExposedPorts",
  "Volumes",
  "Labels",
  "StopSignal",
  "Shell",
  "OnBuild",
  "Healthcheck",
)
const HEALTHCHECK = fields("Test", "Interval", "Timeout", "StartPeriod", "Retries")

/** `config` of an image configuration. OCI image-spec, config.md#properties; `Healthcheck`, `OnBuild` and `Shell` are Docker's. */
export function decodeRunConfig(config: Place): RunConfig {
  const field = config.fields(CONFIG)
  return {
    user: field("User").text(),
    entrypoint: field("Entrypoint").words(),
    cmd: field("Cmd").words(),
    env: (field("Env").texts() ?? []).map(variable),
    workdir: field("WorkingDir").text(),
    exposedPorts: field("ExposedPorts").keys(),
    volumes: field("Volumes").keys(),
    labels: field("Labels").map(),
    stopSignal: stopSignal(field("StopSignal")),
    shell: field("Shell").words(),
    onbuild: field("OnBuild").texts() ?? [],
    healthcheck: healthcheck(field("Healthcheck")),
  }
}

function variable(entry: string): { name: string; value: string } {
  const equals = entry.indexOf("=")
  return equals < 0 ? { name: entry, value: "" } : { name: entry.slice(0, equals), value: entry.slice(equals + 1) }
}

/** A name or a number, and the number may be written as one. */
function stopSignal(place: Place): string | null {
  if (typeof place.value !== "number") return place.text() || null
  const number = place.count()
  if (number === undefined) return null
  place.note("is a number, not a string; it is read as one")
  return String(number)
}

/** An empty test stands for "as in the base image", which by then was copied: there is none. */
function healthcheck(place: Place): RunConfig["healthcheck"] {
  const field = place.fields(HEALTHCHECK)
  const test = field("Test").texts() ?? []
  const intervalNs = field("Interval").count()
  const timeoutNs = field("Timeout").count()
  const startPeriodNs = field("StartPeriod").count()
  const retries = field("Retries").count()
  if (test.length === 0) return null
  return {
    test,
    ...(intervalNs !== undefined && { intervalNs }),
    ...(timeoutNs !== undefined && { timeoutNs }),
    ...(startPeriodNs !== undefined && { startPeriodNs }),
    ...(retries !== undefined && { retries }),
  }
}
