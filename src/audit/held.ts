import { type BaselineImage, platformText, type ReportImage } from "../model/index.ts"
import { baselineImageOf, knownImage, type ImageAcceptances, type Policies, type Policy } from "../policy/index.ts"
import type { AuditOptions } from "./options.ts"
import type { Ready } from "./prepare.ts"

/** All that one image is held against. */
export interface Held extends Omit<Policy, "failOn"> {
  /** What the baseline says of it. */
  readonly known: BaselineImage | null
  /** What growth is measured from: the baseline, else the image compared with. */
  readonly measured: BaselineImage | null
  readonly accepted: ImageAcceptances
}

/** By what settings tell images apart. */
export const subjectOf = ({ names, platform }: ReportImage): Parameters<Policies["forImage"]>[0] => ({
  names,
  platform: platformText(platform),
})

/** `other` is the image that it is compared with. */
export function heldAgainst(
  image: ReportImage,
  other: ReportImage | null,
  { policies, acceptances }: Ready,
  { baseline, onlyNew }: AuditOptions,
): Held {
  const { inForce, budgets } = policies.forImage(subjectOf(image))
  const known = baseline === undefined ? null : knownImage(baseline, image)
  return {
    inForce,
    budgets,
    known,
    measured: known ?? (other === null ? null : baselineImageOf(other, budgets)),
    accepted: acceptances.forImage({
      names: image.names,
      instructions: image.layers.map(({ createdBy }) => createdBy),
      accepted: known?.accepted ?? [],
      compared: new Set(onlyNew === true && other !== null ? knownOf(other) : []),
    }),
  }
}

/** Fingerprints of what another image has too. A limit that it broke already is broken nonetheless. */
function knownOf({ findings, budgets }: ReportImage): string[] {
  const ofBudgets = new Set(budgets.map(({ fingerprint }) => fingerprint))
  return findings.map(({ fingerprint }) => fingerprint).filter((fingerprint) => !ofBudgets.has(fingerprint))
}
