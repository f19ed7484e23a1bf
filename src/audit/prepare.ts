import { availableParallelism } from "node:os"
import { readArchive } from "../archive/index.ts"
import { mergeLayers } from "../filesystem/index.ts"
import { decodeConfig } from "../image/index.ts"
import { DEFAULT_LIMITS, isIncomplete, PlimsollError, type ImageConfig, type ReportImage } from "../model/index.ts"
import { createAcceptances, createPolicies, type Acceptances, type Policies } from "../policy/index.ts"
import { PROFILES, RULES } from "../rules/index.ts"
import { ownDetectors, TYPES, type OwnDetectors } from "../secrets/index.ts"
import type { AuditOptions } from "./options.ts"

/** What settings ask for, ready for use by all inputs of an audit. */
export interface Ready {
  readonly own: OwnDetectors
  readonly acceptances: Acceptances
  readonly policies: Policies
  /** Configs of images that may be the base of one. */
  readonly bases: readonly ImageConfig[]
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string
  /** Images of the other audit that no image is compared with yet. */
  readonly unpaired: Set<ReportImage>
  /** True where nothing but one input is audited: its images need no name to be told apart from another's. */
  readonly isOnlyInput: boolean
}

/** Throws a `SettingsError` for settings that can't be meant. */
export async function prepare(options: AuditOptions, isOnlyInput = true): Promise<Ready> {
  const { settings = {}, settingsFile = "the settings'", baselineFile = "the baseline", today = new Date() } = options
  const { profile, failOn, rules, budgets } = options
  const detectors = settings.secrets?.detectors ?? []
  const day = today.toISOString().slice(0, 10)
  const own = await ownDetectors(detectors)
  return {
    own,
    policies: createPolicies(
      RULES,
      PROFILES,
      settings,
      { profile, failOn, rules: Object.fromEntries(rules ?? []), budgets },
      settingsFile,
    ),
    bases: await readBases(options),
    today: day,
    unpaired: new Set(options.compare?.images),
    isOnlyInput,
    acceptances: createAcceptances(
      settings.ignore ?? [],
      day,
      { rules: RULES.map(({ id }) => id), types: [...TYPES, ...detectors.map(({ id }) => id)] },
      { settings: settingsFile, baseline: baselineFile },
    ),
  }
}

/** Every image of the archives that may hold a base. Throws a `PlimsollError` where one can't be read. */
async function readBases({ bases = [], limits, jobs }: AuditOptions): Promise<ImageConfig[]> {
  const configs: ImageConfig[] = []
  for (const path of bases) {
    const reading = await readArchive(path, {
      limits: { ...DEFAULT_LIMITS, ...limits },
      jobs: jobs ?? availableParallelism(),
      images: [],
      platforms: [],
      captures: [],
      merge: mergeLayers,
      inspector: null,
      prober: null,
      inspectorSettings: [],
      onProgress: null,
    })
    const problem = [...reading.problems, ...reading.images.flatMap(({ problems }) => problems)].find(isIncomplete)
    if (problem !== undefined) throw new PlimsollError(`The base image can't be read from ${path}: ${problem.message}.`)
    configs.push(...reading.images.map(({ config, layers }) => decodeConfig(config, layers.length).config))
  }
  return configs
}
