import type { Finding, Location, Severity } from "../../model/index.ts"
import { asFact } from "../shared/acceptance.ts"
import { countBySeverity } from "../shared/severities.ts"
import { prose } from "../shared/prose.ts"

/** Findings that one case tells at length: servers keep every line of every build. */
const MOST = 50
const MAX_TEXT = 1000

/** What is told of a finding; of what a report does not list only the first two are known. */
export type Detail = Pick<Finding, "severity" | "message"> & Partial<Finding>

/** `/srv/.npmrc:12, layer 4`; empty where the message says all there is. */
function placeText({ path, line, layer, history, key, kind }: Location): string {
  const named = path === undefined ? (key === undefined ? "" : `${kind} ${key}`) : path
  return [
    ...(named === "" ? [] : [line === undefined ? named : `${named}:${line}`]),
    ...(layer === undefined ? [] : [`layer ${layer}`]),
    ...(history === undefined || layer !== undefined ? [] : [`step ${history}`]),
  ].join(", ")
}

/** `accepted, critical`: an accepted one says so first. */
const headOf = (severity: Severity, status: Finding["status"] | undefined): string =>
  status === undefined || status === "new" ? severity : `accepted, ${severity}`

function detail({
  severity,
  message,
  remedy = "",
  location,
  status,
  reason,
  owner,
  expires,
  acceptedBy,
}: Detail): string {
  const place = location === undefined ? "" : placeText(location)
  const why = [
    reason === undefined ? undefined : asFact(reason),
    ...(owner === undefined ? [] : [owner]),
    ...(expires === undefined ? [] : [`until ${expires}`]),
    acceptedBy,
  ].filter((fact) => fact !== undefined)
  return [
    `${headOf(severity, status)}: ${message}`,
    ...(place === "" ? [] : [`At: ${place}`]),
    ...(why.length === 0 ? [] : [`Why: ${why.join("; ")}`]),
    ...(remedy === "" || (status !== undefined && status !== "new") ? [] : [`Fix: ${remedy}`]),
  ]
    .map((line) => prose(line, MAX_TEXT))
    .join("\n")
}

/** Findings at length, the first fifty of them. */
export function detailsOf(all: readonly Detail[]): string {
  const rest = all.slice(MOST)
  const more =
    rest.length === 0 ? [] : [`And ${rest.length} more (${countBySeverity(rest)}): --format json=FILE has all.`]
  return [...all.slice(0, MOST).map(detail), ...more].join("\n\n")
}
