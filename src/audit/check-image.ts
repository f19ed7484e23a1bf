import type { ImageReading, Reading } from "../archive/index.ts"
import { decodeConfig, findBase, parseOsRelease } from "../image/index.ts"
import { takeInventory } from "../inventory/index.ts"
import { isIncomplete, type Image, type Problem, type ReportImage } from "../model/index.ts"
import { baselineNotes, check, judgeBudgets } from "../policy/index.ts"
import { RULES, secretValues } from "../rules/index.ts"
import { heldAgainst } from "./held.ts"
import type { AuditOptions } from "./options.ts"
import type { Ready } from "./prepare.ts"
import { redacted, toReportImage } from "./report-image.ts"

/** Files that say which distribution an image is made from. */
export const OS_RELEASE = ["/etc/os-release", "/usr/lib/os-release"]

/** An image that rules and budgets have judged. */
export interface CheckedImage {
  readonly image: Image
  /** Secrets are still in it. */
  readonly report: ReportImage
  readonly problems: readonly Problem[]
  /** Secret values found in it: to be removed from every string. */
  readonly secrets: readonly string[]
}

/** Where an image stands, and what it is compared with. */
interface Standing {
  /** Of its input in the report. */
  readonly index: number
  /** What is wrong with the input as a whole is found once, in its first image. */
  readonly isFirst: boolean
  readonly other: ReportImage | null
}

/** Makes of a reading what rules look at, and has it judged. */
export function checkImage(
  reading: ImageReading,
  input: Reading,
  ready: Ready,
  options: AuditOptions,
  { index, isFirst, other }: Standing,
): CheckedImage {
  const { image, problems: own } = imageOf(reading, isFirst ? input.problems : [], ready)
  const secrets = secretValues(image, ready.own)
  const plain = toReportImage(image, index, options.files === true)
  const { inForce, budgets: limits, known, measured, accepted } = heldAgainst(plain, other, ready, options)
  // Parts of an image are known by their names, and a baseline holds those of a report.
  const { layers, directories, packages } = plain
  const shown: ReportImage = { ...plain, ...redacted(secrets)({ layers, directories, packages }) }
  const budgets = judgeBudgets(limits, image, shown, measured, ready.today)
  const { findings, omitted, problems } = check(
    image,
    RULES,
    inForce,
    { today: ready.today, budgets, expired: accepted.expired },
    accepted,
  )
  const rules = RULES.map(({ id, severity }) => ({ id, severity: inForce.severities.get(id) ?? severity }))
  const report: ReportImage = { ...plain, budgets, findings, findingsOmitted: omitted, rules }
  const notes = known === null || !image.complete ? [] : baselineNotes(known, report, ready.today)
  return { image, report, problems: [...own, ...problems, ...notes], secrets }
}

/** `ofInput`: what is wrong with the input as a whole. */
function imageOf(
  reading: ImageReading,
  ofInput: readonly Problem[],
  { bases }: Ready,
): { readonly image: Image; readonly problems: readonly Problem[] } {
  const { files, layers, annotations } = reading
  const { config, problems: odd } = decodeConfig(reading.config, layers.length)
  const inventory = takeInventory(layers, files)
  const problems = [...reading.problems, ...odd, ...missingTargets(files.missingLinkTargets), ...inventory.problems]
  const image: Image = {
    names: reading.names,
    manifestDigest: reading.manifestDigest,
    manifestMediaType: reading.manifestMediaType,
    configDigest: reading.configDigest,
    annotations,
    attestations: reading.attestations,
    documents: reading.documents,
    place: reading.place,
    rawConfig: reading.config,
    config: { ...config, platform: reading.platform },
    layers,
    files,
    inventory,
    os: osOf(reading),
    base: findBase({ config, annotations }, bases),
    problems: [...ofInput, ...problems],
    complete: !problems.some(isIncomplete),
  }
  const isUnproved = bases.length > 0 && image.base?.known !== "given"
  return { image, problems: isUnproved ? [...problems, notItsBase(image)] : problems }
}

function missingTargets([first, ...more]: Image["files"]["missingLinkTargets"]): Problem[] {
  if (first === undefined) return []
  const { path, layer } = first
  const others = more.length === 0 ? "" : ` (and ${more.length} more)`
  return [
    {
      code: "missing-link-target",
      layer,
      path: path.slice(1),
      message: `layer ${layer}: a hard link names nothing${others}, at ${path}; it is left out, as docker would refuse it`,
    },
  ]
}

const notItsBase = ({ names, base }: Image): Problem => ({
  code: "not-its-base",
  message: `no base image given is what ${names[0] ?? "the image"} was built on: its first layers are others, and ${base === null ? "nothing counts as inherited" : "what is inherited is taken from its history"}; give the archive of the very base, with the digest that it had at the build`,
})

function osOf({ files, layers }: Pick<Image, "files" | "layers">): Image["os"] {
  for (const path of OS_RELEASE) {
    const file = files.resolve(path)
    const bytes = file === undefined ? undefined : layers[file.layer]?.captures.get(file.row)
    const release = bytes === undefined ? null : parseOsRelease(new TextDecoder().decode(bytes))
    if (release !== null) return release
  }
  return null
}
