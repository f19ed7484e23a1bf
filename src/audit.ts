import { availableParallelism } from "node:os"
import { readArchive, type ImageReading, type Reading } from "./archive/index.ts"
import { compare, counterpartsOf, unpairedImages } from "./comparison/index.ts"
import { mergeLayers } from "./filesystem/index.ts"
import { decodeConfig, findBase, parseOsRelease } from "./image/index.ts"
import { takeInventory } from "./inventory/index.ts"
import {
  DEFAULT_LIMITS,
  isAtLeast,
  isIncomplete,
  PlimsollError,
  type Baseline,
  type BudgetSettings,
  type Image,
  type ImageConfig,
  type Limits,
  type Problem,
  type Report,
  type ReportImage,
  type ReportInput,
  type RuleSetting,
  type Settings,
  type Severity,
} from "./model/index.ts"
import { createProber } from "./probes/index.ts"
import {
  baselineImageOf,
  baselineNotes,
  check,
  createAcceptances,
  createPolicies,
  judge,
  judgeBudgets,
  knownImage,
  needsFiles,
  type Acceptances,
  type Policies,
} from "./policy/index.ts"
import { redacted, toReportImage } from "./report-image.ts"
import { PROFILES, RULES, secretValues } from "./rules/index.ts"
import { createContentScanner, ownDetectors, TYPES, type OwnDetectors } from "./secrets/index.ts"
import { VERSION } from "./version.ts"

/** What an audit may be asked for beyond its inputs. Whatever `settings` say, the fields beside them outrank. */
export interface AuditOptions {
  /** What a settings file says, its `baseline` apart: a path is nothing that an audit reads. */
  readonly settings?: Settings
  /** Name of that file, for people. */
  readonly settingsFile?: string
  /** What is known of the images, and how large they were. */
  readonly baseline?: Baseline
  /** Name of its file, for people. */
  readonly baselineFile?: string
  /** Another audit, whose images these are compared with; growth is measured from them where there is no baseline. */
  readonly compare?: Report
  /** True where a finding that `compare` has too is not new. */
  readonly onlyNew?: boolean
  /** Only these images: `repository:tag` names, or the first six or more digits of a manifest or config digest. */
  readonly images?: readonly string[]
  /** Only these platforms: `os/arch[/variant]`. */
  readonly platforms?: readonly string[]
  /** The mildest severity that fails the audit; `high` where nobody says. */
  readonly failOn?: Severity | "none"
  /** The mildest severity that the report shows. The verdict does not depend on it. */
  readonly severity?: Severity
  /** Name of a set of rules for one kind of image; `default` where nobody says. */
  readonly profile?: string
  /** Rules turned off, given another severity or other options, by id; they outrank the profile. */
  readonly rules?: ReadonlyMap<string, RuleSetting>
  /** How large things may be, by what they are. */
  readonly budgets?: BudgetSettings
  /** Archives of base images: what is theirs in an image is then known, not guessed. */
  readonly bases?: readonly string[]
  /** True where what the base image brought is reported, but does not fail the audit. */
  readonly ownLayersOnly?: boolean
  /** Threads at most; as many as the machine has cores where nobody says. The report does not depend on it. */
  readonly jobs?: number
  readonly limits?: Partial<Limits>
  /** Called about ten times a second while an input is read. `total` is null where it can't be known. */
  readonly onProgress?: (progress: {
    readonly bytes: number
    readonly total: number | null
    readonly input: string
  }) => void
  /** Put into the report as `generatedAt`; without it the report holds no clock. */
  readonly timestamp?: Date
  /** False to leave the contents of files unsearched for credentials: faster, and the report says so. */
  readonly contents?: boolean
  /** The day that `expires` and the ends of support are held against; today where nobody says. */
  readonly today?: Date
}

/** One image with all that is known of it, and what the report says of it. */
export interface ReadImage {
  readonly image: Image
  readonly report: ReportImage
  /** Takes every secret out of what is shown of the image beside its report. */
  readonly clean: (text: string) => string
}

/** What settings ask for, ready for use by all inputs of an audit. */
interface Ready {
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

async function prepare(options: AuditOptions, isOnlyInput = true): Promise<Ready> {
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

const OS_RELEASE = ["/etc/os-release", "/usr/lib/os-release"]

/**
 * Audits image archives: docker and OCI archives, plain or compressed, OCI layout folders, `-` for standard input.
 * Resolves to the report; what could not be read stands in it, with the verdict `incomplete`. Rejects with a
 * `SettingsError` for settings that can't be meant, else only for a bug.
 */
export async function audit(inputs: readonly string[], options: AuditOptions = {}): Promise<Report> {
  const ready = await prepare(options, inputs.length === 1)
  const reportInputs: ReportInput[] = []
  const images: ReportImage[] = []
  for (const path of inputs) {
    const read = await readImages(path, options, reportInputs.length, ready)
    reportInputs.push(read.input)
    images.push(...read.images.map(({ report }) => report))
  }
  const isWhole = reportInputs.every(({ complete }) => complete)
  // What may be about contents is not unused where nobody looked at them.
  const unused = options.contents === false ? [] : ready.acceptances.problems()
  const notes = isWhole ? [...unused, ...ready.policies.problems()] : []
  const [first] = reportInputs
  if (first !== undefined && notes.length > 0)
    reportInputs[0] = { ...first, problems: [...first.problems, ...notes.map(toReported)] }
  return judged(reportInputs, images, ready, options)
}

/**
 * Judges what an audit has saved: no rule runs again, its findings and those that were accepted are as they were. It is
 * compared, held against budgets and against what is accepted now. Rejects as an audit does.
 */
export async function auditSaved(saved: Report, options: AuditOptions = {}): Promise<Report> {
  const ready = await prepare(options)
  const inputs = saved.inputs.filter(({ role }) => role === "audited")
  const others = counterpartsOf(saved.images, [...ready.unpaired], true)
  const checked = saved.images.map((image, at) => checkSaved(image, others[at] ?? null, ready, options))
  const problems = [...checked.flatMap((image) => image.problems), ...ready.policies.problems()]
  const [first, ...rest] = inputs
  return judged(
    first === undefined ? [] : [withProblems(first, problems), ...rest],
    checked.map(({ report }) => report),
    ready,
    options,
  )
}

/** An input that something more is wrong with. */
const withProblems = (input: ReportInput, problems: readonly Problem[]): ReportInput => ({
  ...input,
  complete: input.complete && !problems.some(isIncomplete),
  problems: [...sortedProblems(problems).map(toReported), ...input.problems],
})

function checkSaved(
  image: ReportImage,
  other: ReportImage | null,
  { policies, acceptances, today }: Ready,
  { baseline, compare: compared, onlyNew }: AuditOptions,
): { readonly report: ReportImage; readonly problems: readonly Problem[] } {
  const known = baseline === undefined ? null : knownImage(baseline, image)
  const { budgets: limits } = policies.forImage(subjectOf(image))
  const measured = known ?? (other === null ? null : baselineImageOf(other, limits))
  const accepted = acceptances.forImage({
    names: image.names,
    instructions: image.layers.map(({ createdBy }) => createdBy),
    accepted: known?.accepted ?? [],
    compared: new Set(onlyNew === true && other !== null ? knownOf(other) : []),
  })
  const ofBudgets = new Set(image.budgets.map(({ fingerprint }) => fingerprint))
  const report: ReportImage = {
    ...image,
    budgets: judgeBudgets(limits, null, image, measured, today),
    findings: image.findings
      .filter(({ fingerprint }) => !ofBudgets.has(fingerprint))
      .map((finding) =>
        finding.status === "new" ? { ...finding, ...accepted.statusOf(finding, undefined) } : finding,
      ),
  }
  return {
    report: compared === undefined ? report : { ...report, comparison: compare(other, report) },
    problems: limits.filter(needsFiles).map(({ key }) => ({
      code: "unmeasured-budget",
      message: `the budget ${key} can't be measured from a saved report, which lists no files; give the archive in its place`,
    })),
  }
}

/** The report of what was read and checked, with its verdict. */
function judged(
  audited: readonly ReportInput[],
  images: readonly ReportImage[],
  ready: Ready,
  options: AuditOptions,
): Report {
  const { severity, settings, settingsFile, baselineFile } = options
  const all = [...audited, ...(options.compare === undefined ? [] : comparedInputs(options.compare, images))]
  return {
    schemaVersion: "1",
    tool: { name: "plimsoll", version: VERSION },
    ...(options.timestamp === undefined ? {} : { generatedAt: options.timestamp.toISOString() }),
    inputs: all,
    settings: [
      ...(settingsFile === undefined ? [] : [{ kind: "config", path: settingsFile } as const]),
      ...(baselineFile === undefined ? [] : [{ kind: "baseline", path: baselineFile } as const]),
    ],
    images:
      severity === undefined
        ? images
        : images.map((image) => ({
            ...image,
            findings: image.findings.filter((finding) => isAtLeast(finding.severity, severity)),
          })),
    ...judge(all, images, {
      failOn: (image) => ready.policies.forImage(subjectOf(image)).failOn,
      ownLayersOnly: options.ownLayersOnly ?? settings?.["own-layers-only"] ?? false,
    }),
  }
}

/** Inputs of the other audit, and what could not be compared. What its settings were to say of it is no matter of this one. */
function comparedInputs({ inputs: all, images: others }: Report, images: readonly ReportImage[]): ReportInput[] {
  const inputs = all.filter(({ role }) => role === "audited")
  const problems = inputs.every(({ complete }) => complete) ? unpairedImages(images, others) : []
  return inputs.map((input, index) => {
    const told = index === 0 ? withProblems(input, problems) : input
    return { ...told, role: "compared", problems: told.problems.filter(({ code }) => !UNUSED.has(code)) }
  })
}

const UNUSED: ReadonlySet<string> = new Set<Problem["code"]>([
  "unused-ignore",
  "costly-ignore",
  "unused-acceptance",
  "unused-override",
  "slack-baseline",
])

const subjectOf = ({ names, platform }: ReportImage): Parameters<Policies["forImage"]>[0] => ({
  names,
  platform: [platform.os, platform.architecture, platform.variant].filter(Boolean).join("/"),
})

/** Reads one input and checks its images, without a verdict. `index` is the input's place in a report of several. */
export async function readImages(
  path: string,
  options: AuditOptions = {},
  index = 0,
  ready: Ready | null = null,
): Promise<{ readonly input: ReportInput; readonly images: readonly ReadImage[] }> {
  const { onProgress } = options
  const prepared = ready ?? (await prepare(options))
  const reading = await readArchive(path, {
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    jobs: options.jobs ?? availableParallelism(),
    images: options.images ?? [],
    platforms: options.platforms ?? [],
    captures: [...OS_RELEASE, ...RULES.flatMap((rule) => rule.reads ?? [])],
    merge: mergeLayers,
    inspector: options.contents === false ? null : () => createContentScanner(prepared.own),
    prober: createProber,
    inspectorSettings: options.settings?.secrets?.detectors ?? [],
    onProgress: onProgress === undefined ? null : (bytes, total) => onProgress({ bytes, total, input: path }),
  })
  const others = counterpartsOf(reading.images, [...prepared.unpaired], prepared.isOnlyInput)
  for (const other of others) if (other !== null) prepared.unpaired.delete(other)
  const checked = reading.images.map((image, position) =>
    checkImage(image, reading, prepared, options, { index, isFirst: position === 0, other: others[position] ?? null }),
  )
  const problems = [...reading.problems, ...checked.flatMap((image) => image.problems)]
  const clean = redacted(checked.flatMap(({ secrets }) => secrets))
  const input: ReportInput = {
    path,
    format: reading.format,
    compression: reading.compression,
    bytes: reading.bytes,
    role: "audited",
    complete: !problems.some(isIncomplete),
    problems: sortedProblems(problems).map(toReported),
  }
  const images = checked.map(({ image, report: plain }, position) => {
    const report = clean(plain)
    // Of what is clean: the other one is, and a secret on one side would be a difference.
    const comparison =
      options.compare === undefined ? {} : { comparison: clean(compare(others[position] ?? null, report)) }
    return { image, report: { ...report, ...comparison }, clean }
  })
  return { input: clean(input), images }
}

const toReported = ({ code, message }: Problem): ReportInput["problems"][number] => ({ code, message })

/** What leaves the audit incomplete comes first: it is what a person must act on. */
const sortedProblems = (problems: readonly Problem[]): Problem[] =>
  problems.toSorted((a, b) => Number(isIncomplete(b)) - Number(isIncomplete(a)))

interface CheckedImage extends Omit<ReadImage, "clean"> {
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

function checkImage(
  reading: ImageReading,
  input: Reading,
  { own: detectors, acceptances, policies, today, bases }: Ready,
  options: AuditOptions,
  { index, isFirst, other }: Standing,
): CheckedImage {
  const decoded = decodeConfig(reading.config, reading.layers.length)
  const own = [...reading.problems, ...decoded.problems]
  const { files } = reading
  own.push(
    ...files.missingLinkTargets.slice(0, 1).map(({ path, layer }): Problem => ({
      code: "missing-link-target",
      layer,
      path: path.slice(1),
      message: `layer ${layer}: a hard link names nothing${files.missingLinkTargets.length > 1 ? ` (and ${files.missingLinkTargets.length - 1} more)` : ""}, at ${path}; it is left out, as docker would refuse it`,
    })),
  )
  const inventory = takeInventory(reading.layers, files)
  own.push(...inventory.problems)
  const complete = !own.some(isIncomplete)
  const image: Image = {
    names: reading.names,
    manifestDigest: reading.manifestDigest,
    manifestMediaType: reading.manifestMediaType,
    configDigest: reading.configDigest,
    annotations: reading.annotations,
    attestations: reading.attestations,
    documents: reading.documents,
    place: reading.place,
    rawConfig: reading.config,
    config: { ...decoded.config, platform: reading.platform },
    layers: reading.layers,
    files,
    inventory,
    os: osOf(reading),
    base: findBase({ config: decoded.config, annotations: reading.annotations }, bases),
    problems: isFirst ? [...input.problems, ...own] : own,
    complete,
  }
  if (bases.length > 0 && image.base?.known !== "given") own.push(notItsBase(image))
  const secrets = secretValues(image, detectors)
  const plain = toReportImage(image, index)
  const known = options.baseline === undefined ? null : knownImage(options.baseline, plain)
  const { inForce, budgets: limits } = policies.forImage(subjectOf(plain))
  // Parts of an image are known by their names, and a baseline holds those of a report.
  const hide = redacted(secrets)
  const { layers, directories, packages } = hide({
    layers: plain.layers,
    directories: plain.directories,
    packages: plain.packages,
  })
  const shown: ReportImage = { ...plain, layers, directories, packages }
  const measured = known ?? (other === null ? null : baselineImageOf(other, limits))
  const budgets = judgeBudgets(limits, image, shown, measured, today)
  const accepted = acceptances.forImage({
    names: image.names,
    instructions: plain.layers.map(({ createdBy }) => createdBy),
    accepted: known?.accepted ?? [],
    compared: new Set(options.onlyNew === true && other !== null ? knownOf(other) : []),
  })
  const { findings, omitted, problems } = check(
    image,
    RULES,
    inForce,
    { today, budgets, expired: accepted.expired },
    accepted,
  )
  const report: ReportImage = { ...plain, budgets, findings, findingsOmitted: omitted }
  return {
    image,
    report,
    problems: [...own, ...problems, ...(known === null || !complete ? [] : baselineNotes(known, report, today))],
    secrets,
  }
}

/** Fingerprints of what another image has too. A limit that it broke already is broken nonetheless. */
function knownOf({ findings, budgets }: ReportImage): string[] {
  const ofBudgets = new Set(budgets.map(({ fingerprint }) => fingerprint))
  return findings.map(({ fingerprint }) => fingerprint).filter((fingerprint) => !ofBudgets.has(fingerprint))
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
