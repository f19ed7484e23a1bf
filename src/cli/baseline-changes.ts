import {
  type AcceptedGrowth,
  type Baseline,
  type BaselineImage,
  count,
  formatBytes,
  isGrowth,
  PlimsollError,
  type Report,
  type ReportBudget,
} from "../model/index.ts"
import { acceptGrowth, knownImage, recordOf, tighten, type Because } from "../policy/index.ts"
import { SENTENCES } from "./sentences.ts"

/** A baseline that is to be written, and what is to be said of it. Texts may come from images. */
export interface Changed {
  readonly baseline: Baseline
  /** What it says otherwise than before. */
  readonly lines: readonly string[]
  /** What it does not say, and why. */
  readonly notes: readonly string[]
}

const nameOf = ({ name, platform }: Pick<BaselineImage, "name" | "platform">): string =>
  `${name === "" ? "The image without a name" : name} (${platform})`

/** What fails the images of a run, by image, rule and message. */
const failuresIn = ({ failures }: Report): ReadonlySet<string> =>
  new Set(
    failures.filter(({ kind }) => kind === "finding").map(({ image = "", id, message }) => keyOf(image, id, message)),
  )

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts)

/** A baseline in which the images of a run are as they are now; the others stay. Throws a `PlimsollError` for two that are the same to it. */
export function recorded(before: Baseline, report: Report, today: string, because: Because): Changed {
  const failures = failuresIn(report)
  const pairs = report.images.map((image) => {
    const known = knownImage(before, image)
    const failing = image.findings.filter(
      ({ rule, message, status }) => status === "new" && failures.has(keyOf(image.id, rule, message)),
    )
    const fingerprints = new Set(failing.map(({ fingerprint }) => fingerprint))
    return { image, known, now: recordOf(image, fingerprints, known, because, today) }
  })
  checkOnce(pairs.map(({ now }) => nameOf(now)))
  const replaced = new Set(pairs.map(({ known }) => known))
  // What grew is measured from what is written now.
  const broken = brokenIn(report, (budget) => !isGrowth(budget) || budget.state === "unmatched")
  return {
    baseline: { images: [...before.images.filter((one) => !replaced.has(one)), ...pairs.map(({ now }) => now)] },
    lines: pairs.map(
      ({ image, known, now }) => `  ${nameOf(now)}: ${formatBytes(image.size.content)}, ${acceptedText(known, now)}`,
    ),
    notes: [
      ...pairs.flatMap(({ known, now }) =>
        (known?.growth ?? [])
          .filter((one) => !now.growth.includes(one))
          .map((one) => SENTENCES.growthIsSize(one.budget, amountAndDay(one))),
      ),
      ...pairs.flatMap(({ now }) => expiredNote(now, today)),
      ...(broken.length === 0 ? [] : [SENTENCES.notAccepted(broken)]),
    ],
  }
}

/** Throws a `PlimsollError` for two images that are one to a baseline. */
function checkOnce(names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new PlimsollError(SENTENCES.twiceInBaseline(twice))
}

/** Keys of broken budgets that fail an image, of those that are asked for. */
function brokenIn({ images, failures }: Report, isAsked: (budget: ReportBudget) => boolean): readonly string[] {
  const keys = images.flatMap(({ id, budgets }) =>
    budgets
      .filter((budget) => !budget.ok && isAsked(budget))
      .map(({ key }) => key)
      .filter((key) =>
        failures.some((failure) => failure.kind === "budget" && failure.image === id && failure.id === key),
      ),
  )
  return [...new Set(keys)]
}

/** How many findings are accepted, and how that changed. */
function acceptedText(before: BaselineImage | null, now: BaselineImage): string {
  const known = new Set(before?.accepted.map(({ fingerprint }) => fingerprint))
  const added = now.accepted.filter(({ fingerprint }) => !known.has(fingerprint)).length
  const gone = known.size - (now.accepted.length - added)
  const changes = [
    ...(before === null || added === 0 ? [] : [`${added} of them new`]),
    ...(gone === 0 ? [] : [`${gone} no longer found`]),
  ]
  const amount = now.accepted.length === 0 ? "no findings" : count(now.accepted.length, "finding")
  return `${amount} accepted${changes.length === 0 ? "" : ` (${changes.join(", ")})`}`
}

function expiredNote(now: BaselineImage, today: string): string[] {
  const expired = now.accepted.filter(({ expires }) => expires !== undefined && expires < today).length
  return expired === 0 ? [] : [SENTENCES.staysExpired(count(expired, "acceptance"), expired === 1)]
}

/** A baseline that is stricter where an image became smaller or better. `sawContents`: whether credentials were looked for. */
export function tightened(before: Baseline, report: Report, today: string, sawContents: boolean): Changed {
  const lines: string[] = []
  const notes: string[] = []
  const images = new Map(before.images.map((one) => [one, one]))
  for (const image of report.images) {
    const known = knownImage(before, image)
    if (known === null) {
      notes.push(SENTENCES.notInBaseline(image.names[0] ?? image.id))
      continue
    }
    const { image: now, lowered, gone, dropped } = tighten(known, image, today, sawContents)
    const said = [
      ...lowered.map(
        ({ key, before: size, after }) => `  ${key}: ${amountText(key, size)} to ${amountText(key, after)}`,
      ),
      ...gone.map((what) => `  no longer found: ${what}`),
      ...dropped.map((one) => `  no longer accepted: growth of ${one.budget} by ${amountAndDay(one)}`),
    ]
    if (said.length === 0) continue
    images.set(known, now)
    lines.push(nameOf(known), ...said)
  }
  return { baseline: { images: [...images.values()] }, lines, notes }
}

/** Exact, since a person compares it with the file. */
const amountText = (key: string, value: number): string =>
  key === "files" || key === "layers" ? String(value) : `${value} bytes (${formatBytes(value)})`

/** A baseline in which growth that breaks a budget is accepted, and nothing else is otherwise. Throws a `PlimsollError` for an image that `file` does not know. */
export function withGrowth(before: Baseline, report: Report, today: string, because: Because, file: string): Changed {
  const pairs = report.images.map((image) => {
    const known = knownImage(before, image)
    if (known === null) throw new PlimsollError(SENTENCES.noGrowthOf(file, image.names[0] ?? image.id))
    return { known, ...acceptGrowth(known, image, because, today) }
  })
  checkOnce(pairs.map(({ known }) => nameOf(known)))
  const images = new Map(pairs.map(({ known, image }) => [known, image]))
  const unmeasured = brokenIn(report, ({ state }) => state === "no-baseline")
  const broken = brokenIn(report, (budget) => !isGrowth(budget) || budget.state === "unmatched")
  return {
    baseline: { images: before.images.map((one) => images.get(one) ?? one) },
    lines: pairs.flatMap(({ known, accepted }) =>
      accepted.length === 0
        ? []
        : [
            nameOf(known),
            ...accepted.map(({ limit, now, instead }) => {
              const were = instead.map((one) => `, instead of ${amountAndDay(one)}`).join("")
              return `  ${now.budget}: ${now.by} more than ${limit} allows${now.expires === undefined ? "" : `, until ${now.expires}`}${were}`
            }),
          ],
    ),
    notes: [
      ...(unmeasured.length === 0 ? [] : [SENTENCES.fromNothing(unmeasured)]),
      ...(broken.length === 0 ? [] : [SENTENCES.notAccepted(broken)]),
    ],
  }
}

const amountAndDay = ({ by, expires }: AcceptedGrowth): string =>
  expires === undefined ? by : `${by} until ${expires}`
