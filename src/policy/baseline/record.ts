import {
  partsOf,
  platformKey,
  type Acceptance,
  type BaselineImage,
  type Finding,
  type ReportImage,
} from "../../model/index.ts"
import { LEAST_SHARE } from "../budgets/index.ts"
import { recordedSizes } from "./sizes.ts"
import { nameWithoutTag, versionOf } from "./version.ts"

/** Accepting these would be to lift a limit for ever, or to let nothing expire. */
const NEVER_ACCEPTED: ReadonlySet<string> = new Set(["size/budget", "policy/expired-ignore"])

/** What new acceptances say. */
export interface Because {
  readonly reason: string
  readonly owner?: string
  readonly expires?: string
}

/**
 * What a baseline is to say of an image: its sizes, and as accepted what fails it. Of what `before` accepts, all that is
 * still found stays with its reason, its owner and its day; growth that is accepted stays until it is part of a size.
 */
export function recordOf(
  image: ReportImage,
  failing: ReadonlySet<string>,
  before: BaselineImage | null,
  because: Because,
  today: string,
): BaselineImage {
  const { names, platform } = image
  const known = new Map(before?.accepted.map((one) => [one.fingerprint, one]))
  const accepted = image.findings
    .filter(
      ({ rule, fingerprint }) => (failing.has(fingerprint) && !NEVER_ACCEPTED.has(rule)) || known.has(fingerprint),
    )
    .map((finding) => acceptanceOf(finding, known.get(finding.fingerprint), because, today))
  const sizes = recordedSizes(image)
  return {
    name: nameWithoutTag(names[0] ?? ""),
    platform: platformKey(platform),
    version: versionOf(image),
    sizes,
    parts: recordedParts(image),
    depth: image.directories.depth,
    accepted: [...new Map(accepted.map((one) => [one.fingerprint, one])).values()],
    growth: before?.growth.filter(({ budget }) => !hasGrown(budget, before.sizes, sizes)) ?? [],
  }
}

type Sizes = BaselineImage["sizes"]

/** To accept its growth once more would be to let it grow twice. */
const hasGrown = (key: string, before: Sizes, now: Sizes): boolean =>
  Object.hasOwn(before, key) && Object.hasOwn(now, key) && (now[key] ?? 0) > (before[key] ?? 0)

/** A day that has passed stays: only who gives another one accepts it anew. */
function acceptanceOf(
  { fingerprint, rule, message }: Finding,
  known: Acceptance | undefined,
  because: Because,
  today: string,
): Acceptance {
  const isRenewed =
    known?.expires !== undefined && known.expires < today && because.expires !== undefined && because.expires >= today
  const { reason, owner, expires } = known === undefined ? because : { ...known, ...(isRenewed ? because : {}) }
  return {
    fingerprint,
    rule,
    what: oneLine(message),
    reason,
    ...(owner === undefined ? {} : { owner }),
    ...(expires === undefined ? {} : { expires }),
  }
}

const LONGEST = 200

/** Messages of a report hold no secret, so that one may be cut anywhere. */
function oneLine(message: string): string {
  const line = Array.from(message.replace(/\s+/g, " ").trim())
  return line.length <= LONGEST ? line.join("") : `${line.slice(0, LONGEST - 1).join("")}…`
}

/** What the small parts may hide is less than what a reader is told. */
const recordedParts = (image: ReportImage): Record<string, number> =>
  Object.fromEntries(
    partsOf(image)
      .filter(({ bytes }) => bytes >= image.size.content * LEAST_SHARE)
      .map(({ name, bytes }) => [name, bytes]),
  )
